# The interpreter: what ends the program does not return.
from __native__ import own_module, unknown

argv = unknown()
path = unknown()
stdin = unknown()
stdout = unknown()
stderr = unknown()


# Modules by their names, those of the program among them.
class Modules:
    def __getitem__(self, name):
        return own_module(name)

    def get(self, name, default=None):
        return own_module(name)

    def __contains__(self, name):
        return unknown()

    def keys(self):
        return unknown()

    def pop(self, name, default=None):
        return unknown()

    def __setitem__(self, name, module):
        return None


modules = Modules()


def exit(code=None):
    raise SystemExit(code)


def exc_info():
    return unknown()
