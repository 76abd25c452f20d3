from __native__ import concat_lists, merge, set as set_field, unknown
import collections.abc


def defaultdict(factory=None, *sources, **named):
    result = dict(*sources, **named)
    if factory:
        set_field(result, unknown(), factory())
    return result


def OrderedDict(*sources, **named):
    return dict(*sources, **named)


def Counter(*sources, **named):
    return {}


def ChainMap(*maps):
    result = {}
    for one in maps:
        merge(result, one)
    return result


def deque(items=(), maxlen=None):
    return concat_lists(items)


class UserDict:
    pass


class UserList:
    pass
