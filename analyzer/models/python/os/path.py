from __native__ import text, unknown


def join(first, *parts):
    result = first
    for part in parts:
        result = text(result, "/", part)
    return result


def basename(path):
    return unknown()


def dirname(path):
    return unknown()


def splitext(path):
    return [unknown(), unknown()]


def exists(path):
    return unknown()


def abspath(path):
    return path


def realpath(path):
    return path
