from __native__ import partial as make_partial, run


def partial(function, *args, **named):
    return make_partial(function, args, named)


def lru_cache(maxsize=None, typed=False):
    if callable(maxsize):
        return maxsize
    return lambda function: function


def cache(function):
    return function


def cached_property(function):
    return function


def wraps(wrapped, *args, **named):
    return lambda function: function


def reduce(function, items, start=None):
    result = start
    for item in items:
        result = function(result, item)
    return result


def total_ordering(cls):
    return cls


def singledispatch(function):
    return function
