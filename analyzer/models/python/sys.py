# The interpreter: what ends the program does not return.
from __native__ import unknown

argv = unknown()
path = unknown()
modules = unknown()
stdin = unknown()
stdout = unknown()
stderr = unknown()


def exit(code=None):
    raise SystemExit(code)


def exc_info():
    return unknown()
