from __native__ import nothing
from aws_xray_sdk.core import AWSXRayRecorder


class Tracer:
    def __init__(self, *args, **named):
        self.provider = AWSXRayRecorder()

    def capture_lambda_handler(self, lambda_handler=None, *args, **named):
        if lambda_handler:
            return lambda_handler
        return lambda handler: handler

    def capture_method(self, method=None, *args, **named):
        if method:
            return method
        return lambda method: method

    def __getattr__(self, name):
        return nothing


def aiohttp_trace_config():
    return None
