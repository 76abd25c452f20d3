# Durable functions: steps, children and callbacks are functions of the program that get a context.
from __native__ import unknown
from aws_durable_execution_sdk_python.context import (DurableContext, durable_parallel_branch, durable_step,
                                                      durable_wait_for_callback, durable_with_child_context)


def durable_execution(function=None, **options):
    def wrap(function):
        return lambda event, context: function(event, DurableContext(context))

    return wrap(function) if function else wrap


class StepContext:
    def __getattr__(self, name):
        return unknown()


def with_retry(function=None, *args, **options):
    return function
