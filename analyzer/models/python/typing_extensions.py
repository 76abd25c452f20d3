from typing import (TYPE_CHECKING, Generic, NamedTuple, NewType, Protocol, TypedDict, assert_type, cast,
                    runtime_checkable)


def override(function):
    return function


def deprecated(*args, **named):
    return lambda function: function
