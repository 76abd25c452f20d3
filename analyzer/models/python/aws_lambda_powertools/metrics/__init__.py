from __native__ import nothing


class Metrics:
    def __init__(self, *args, **named):
        pass

    def log_metrics(self, lambda_handler=None, *args, **named):
        if lambda_handler:
            return lambda_handler
        return lambda handler: handler

    def __getattr__(self, name):
        return nothing


class EphemeralMetrics(Metrics):
    pass


class _SingleMetric:
    def __enter__(self):
        return self

    def __getattr__(self, name):
        return nothing


def single_metric(*args, **named):
    return _SingleMetric()
