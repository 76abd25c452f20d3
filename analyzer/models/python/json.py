# JSON keeps nothing but where the data came from.
from __native__ import data, unknown


def loads(text, *args, **named):
    return data(text)


def load(file, *args, **named):
    return data(file)


def dumps(value, *args, **named):
    return unknown()


def dump(value, file, *args, **named):
    return None


class JSONEncoder:
    def default(self, value):
        return value


class JSONDecodeError(ValueError):
    pass
