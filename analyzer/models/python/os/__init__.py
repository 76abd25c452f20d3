# The process environment, and paths as text.
from __native__ import environ as read, environment, unknown
import os.path

environ = environment


def getenv(key, default=None):
    return read(key, default)


def getcwd():
    return unknown()


def listdir(path="."):
    return unknown()


def makedirs(*args, **named):
    return None


def remove(path):
    return None


def urandom(size):
    return unknown()


def system(command):
    return unknown()


sep = "/"
