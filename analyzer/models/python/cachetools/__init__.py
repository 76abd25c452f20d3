def cached(cache=None, key=None, lock=None, **options):
    return lambda function: function


def cachedmethod(cache=None, key=None, lock=None, **options):
    return lambda function: function


class Cache(dict):
    def __init__(self, maxsize=0, *args, **named):
        pass


class TTLCache(Cache):
    pass


class LRUCache(Cache):
    pass


class LFUCache(Cache):
    pass


class FIFOCache(Cache):
    pass


class RRCache(Cache):
    pass


class TLRUCache(Cache):
    pass
