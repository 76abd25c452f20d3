from __native__ import nothing


class Logger:
    def __init__(self, *args, **named):
        pass

    def inject_lambda_context(self, lambda_handler=None, *args, **named):
        if lambda_handler:
            return lambda_handler
        return lambda handler: handler

    def __getattr__(self, name):
        return nothing


def utils(*args, **named):
    return None
