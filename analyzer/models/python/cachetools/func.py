def ttl_cache(maxsize=128, ttl=600, timer=None, typed=False):
    if callable(maxsize):
        return maxsize
    return lambda function: function


def lru_cache(maxsize=128, typed=False):
    if callable(maxsize):
        return maxsize
    return lambda function: function


lfu_cache = lru_cache
fifo_cache = lru_cache
rr_cache = lru_cache
