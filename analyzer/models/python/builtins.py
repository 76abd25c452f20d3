# Names that are in scope in every Python module.
from __native__ import (apply, class_of, concat_lists, element, entries, environment, eval, from_entries, get, globals, import_module,
                        is_instance, keys, list_of, merge, partial, run, set as set_field, text, unknown, values)


def str(value="", encoding=None, errors=None):
    return text(value)


def repr(value):
    return text(value)


def format(value, spec=""):
    return text(value)


def list(items=()):
    return concat_lists(items)


def tuple(items=()):
    return concat_lists(items)


def set(items=()):
    return concat_lists(items)


def frozenset(items=()):
    return concat_lists(items)


def sorted(items, key=None, reverse=False):
    run(key)
    return concat_lists(items)


def reversed(items):
    copy = concat_lists(items)
    copy.reverse()
    return copy


def iter(items, sentinel=None):
    return items


def next(items, default=None):
    return element(items)


def enumerate(items, start=0):
    return [(unknown(), item) for item in items]


def zip(*lists, strict=False):
    return list_of([element(items) for items in lists])


def map(function, *lists):
    if len(lists) == 1:
        return [function(item) for item in lists[0]]
    return list_of(apply(function, [element(items) for items in lists], {}))


def filter(function, items):
    return [item for item in items if function is None or function(item)]


def dict(*args, **named):
    result = {}
    for source in args:
        merge(result, from_entries(source) if is_list(source) else source)
    merge(result, named)
    return result


def is_list(source):
    return unknown()


def len(value):
    return unknown()


def sum(items, start=0):
    return element(items)


def min(*items, key=None, default=None):
    run(key)
    return element(items)


def max(*items, key=None, default=None):
    run(key)
    return element(items)


def any(items):
    return unknown()


def all(items):
    return unknown()


def int(value=0, base=10):
    return unknown()


def float(value=0):
    return unknown()


def bool(value=False):
    return True if value else False


def bytes(value=b"", encoding=None):
    return value


def bytearray(value=b""):
    return value


def range(*args):
    return list_of(unknown())


def print(*args, **named):
    return None


def open(*args, **named):
    return unknown()


def input(prompt=None):
    return unknown()


def id(value):
    return unknown()


def hash(value):
    return unknown()


def abs(value):
    return unknown()


def round(value, digits=None):
    return unknown()


def isinstance(value, kind):
    return is_instance(value, kind)


def issubclass(value, kind):
    return unknown()


def callable(value):
    return unknown()


def hasattr(value, name):
    return unknown()


def getattr(value, name, default=None):
    return get(value, name, default)


def setattr(value, name, new):
    set_field(value, name, new)


def delattr(value, name):
    return None


def type(value, bases=None, members=None):
    return class_of(value)


def vars(value=None):
    return value


def locals():
    return {}


__import__ = import_module


def exec(*args):
    return None


class object:
    pass


class BaseException:
    def __init__(self, *args):
        self.args = args

    def with_traceback(self, traceback):
        return self


class Exception(BaseException):
    pass


class ValueError(Exception):
    pass


class TypeError(Exception):
    pass


class KeyError(Exception):
    pass


class IndexError(Exception):
    pass


class AttributeError(Exception):
    pass


class RuntimeError(Exception):
    pass


class NotImplementedError(RuntimeError):
    pass


class OSError(Exception):
    pass


IOError = OSError


class FileNotFoundError(OSError):
    pass


class PermissionError(OSError):
    pass


class ConnectionError(OSError):
    pass


class TimeoutError(OSError):
    pass


class ImportError(Exception):
    pass


class ModuleNotFoundError(ImportError):
    pass


class StopIteration(Exception):
    pass


class AssertionError(Exception):
    pass


class LookupError(Exception):
    pass


class ArithmeticError(Exception):
    pass


class UnicodeDecodeError(ValueError):
    pass


class Warning(Exception):
    pass


class property:
    def __init__(self, getter):
        self.getter = getter


def staticmethod(function):
    return function


def classmethod(function):
    return function


def exit(code=None):
    raise SystemExit(code)


def quit(code=None):
    raise SystemExit(code)
