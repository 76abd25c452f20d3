from __native__ import element, unknown


def run(value, **named):
    return value


def gather(*values, **named):
    return [*values]


def create_task(value, **named):
    return value


def ensure_future(value, **named):
    return value


def wait(values, **named):
    return [values, values]


def wait_for(value, timeout=None):
    return value


def as_completed(values, **named):
    return values


def to_thread(function, *args, **named):
    return function(*args, **named)


def sleep(*args):
    return None


class Loop:
    def run_until_complete(self, value):
        return value

    def run_in_executor(self, executor, function, *args):
        return function(*args)

    def create_task(self, value):
        return value

    def close(self):
        return None


def get_event_loop():
    return Loop()


def get_running_loop():
    return Loop()


def new_event_loop():
    return Loop()


def set_event_loop(loop):
    return None


class Semaphore:
    def __init__(self, value=1):
        pass


class Lock:
    pass
