# Environment variables that a model of pydantic checked: its fields are named like them.
from __native__ import environ


class _Environment:
    def __getattr__(self, name):
        return environ(name)


def get_environment_variables(model):
    return _Environment()


def init_environment_variables(model):
    return lambda handler: handler
