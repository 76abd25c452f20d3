# Types that programs derive from or cast to; they do nothing at run time.
from __native__ import unknown

TYPE_CHECKING = unknown()


def cast(kind, value):
    return value


def assert_type(value, kind):
    return value


def NewType(name, kind):
    return lambda value: value


def no_type_check(function):
    return function


def runtime_checkable(kind):
    return kind


class Generic:
    pass


class Protocol:
    pass


class NamedTuple:
    pass


class TypedDict:
    pass
