# Makes handler decorators of functions (handler, event, context, options).


def lambda_handler_decorator(decorator=None, trace_execution=None):
    if decorator is None:
        return lambda decorator: _factory(decorator)
    return _factory(decorator)


def _factory(decorator):
    def final_decorator(func=None, **options):
        if func is None:
            return lambda func: final_decorator(func, **options)

        def wrapper(event, context, **more):
            return decorator(func, event, context, **options)

        return wrapper

    return final_decorator
