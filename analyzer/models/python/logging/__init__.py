# Logging makes no calls, whatever it is handed.
from __native__ import nothing, unknown


class Filterer:
    def addFilter(self, filter):
        return None


class Logger(Filterer):
    def __getattr__(self, name):
        return nothing

    def getChild(self, name):
        return self

    def isEnabledFor(self, level):
        return unknown()


class LoggerAdapter(Logger):
    def __init__(self, logger=None, extra=None):
        self.logger = logger
        self.extra = extra


class Handler(Filterer):
    def __init__(self, level=0):
        self.level = level

    def __getattr__(self, name):
        return nothing


class StreamHandler(Handler):
    pass


class FileHandler(Handler):
    pass


class NullHandler(Handler):
    pass


class Formatter:
    def __init__(self, *args, **named):
        pass

    def __getattr__(self, name):
        return nothing


class Filter:
    pass


root = Logger()
DEBUG = "DEBUG"
INFO = "INFO"
WARNING = "WARNING"
WARN = "WARNING"
ERROR = "ERROR"
CRITICAL = "CRITICAL"
FATAL = "CRITICAL"
NOTSET = "NOTSET"


def getLogger(name=None):
    return Logger()


def getLoggerClass():
    return Logger


def basicConfig(**options):
    return None


def debug(*args, **named):
    return None


def info(*args, **named):
    return None


def warning(*args, **named):
    return None


def warn(*args, **named):
    return None


def error(*args, **named):
    return None


def exception(*args, **named):
    return None


def critical(*args, **named):
    return None


def log(*args, **named):
    return None


def disable(level):
    return None
