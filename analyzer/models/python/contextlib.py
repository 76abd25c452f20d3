from __native__ import element


class _Manager:
    def __init__(self, value):
        self.value = value

    def __enter__(self):
        return self.value

    def __aenter__(self):
        return self.value


def contextmanager(function):
    return lambda *args, **named: _Manager(element(function(*args, **named)))


def asynccontextmanager(function):
    return lambda *args, **named: _Manager(element(function(*args, **named)))


def closing(value):
    return _Manager(value)


def suppress(*errors):
    return _Manager(None)


class ExitStack:
    def __enter__(self):
        return self

    def enter_context(self, manager):
        return manager.__enter__()

    def callback(self, function, *args, **named):
        function(*args, **named)


class AsyncExitStack(ExitStack):
    def enter_async_context(self, manager):
        return manager.__aenter__()
