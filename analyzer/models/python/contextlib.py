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


def aclosing(value):
    return _Manager(value)


def nullcontext(value=None):
    return _Manager(value)


def suppress(*errors):
    return _Manager(None)


def redirect_stdout(file):
    return _Manager(file)


def redirect_stderr(file):
    return _Manager(file)


class AbstractContextManager:
    def __enter__(self):
        return self


class AbstractAsyncContextManager:
    def __aenter__(self):
        return self


class ContextDecorator:
    def __call__(self, function):
        return function


def _entered(manager):
    with manager as value:
        return value


class ExitStack:
    def __enter__(self):
        return self

    def enter_context(self, manager):
        return _entered(manager)

    def push(self, manager):
        return manager

    def callback(self, function, *args, **named):
        function(*args, **named)

    def close(self):
        return None


class AsyncExitStack(ExitStack):
    def __aenter__(self):
        return self

    def enter_async_context(self, manager):
        return _entered(manager)

    def push_async_callback(self, function, *args, **named):
        function(*args, **named)

    def aclose(self):
        return None
