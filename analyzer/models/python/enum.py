# Enumerations. A member is its value; the value of a text is the text itself.
from __native__ import unknown


class Enum:
    def __init__(self, value=None):
        self.value = value
        self.name = unknown()


class IntEnum(Enum):
    pass


class StrEnum(Enum):
    pass


class Flag(Enum):
    pass


class IntFlag(Enum):
    pass


class EnumMeta:
    pass


def auto():
    return unknown()


def unique(kind):
    return kind
