from __native__ import import_module as load


def import_module(name, package=None):
    return load(name)
