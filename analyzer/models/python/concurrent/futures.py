from __native__ import list_of, unknown


class Future:
    def __init__(self, value):
        self.value = value

    def result(self, timeout=None):
        return self.value

    def exception(self, timeout=None):
        return None

    def add_done_callback(self, function):
        function(self)


class Executor:
    def __init__(self, *args, **named):
        pass

    def __enter__(self):
        return self

    def submit(self, function, *args, **named):
        return Future(function(*args, **named))

    def map(self, function, *lists, **named):
        return map(function, *lists)

    def shutdown(self, *args, **named):
        return None


class ThreadPoolExecutor(Executor):
    pass


class ProcessPoolExecutor(Executor):
    pass


def as_completed(futures, timeout=None):
    return futures


def wait(futures, timeout=None, return_when=None):
    return [futures, futures]
