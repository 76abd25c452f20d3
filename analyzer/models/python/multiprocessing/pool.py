from __native__ import apply as call_with, element, list_of


class AsyncResult:
    def __init__(self, value):
        self.value = value

    def get(self, timeout=None):
        return self.value

    def wait(self, timeout=None):
        return None


class Pool:
    def __init__(self, *args, **named):
        pass

    def __enter__(self):
        return self

    def map(self, function, items, chunksize=None):
        return [function(item) for item in items]

    def imap(self, function, items, chunksize=None):
        return [function(item) for item in items]

    def imap_unordered(self, function, items, chunksize=None):
        return [function(item) for item in items]

    def starmap(self, function, items, chunksize=None):
        return list_of(call_with(function, element(items), {}))

    def apply(self, function, args=(), kwds=None):
        return function(*args, **(kwds or {}))

    def apply_async(self, function, args=(), kwds=None, callback=None, error_callback=None):
        value = function(*args, **(kwds or {}))
        if callback:
            callback(value)
        return AsyncResult(value)

    def map_async(self, function, items, chunksize=None, callback=None, error_callback=None):
        return AsyncResult([function(item) for item in items])

    def close(self):
        return None

    def terminate(self):
        return None

    def join(self):
        return None


class ThreadPool(Pool):
    pass
