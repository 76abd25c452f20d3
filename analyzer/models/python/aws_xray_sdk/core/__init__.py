# Tracing: decorators and segments hand everything through.
from __native__ import nothing


class _Segment:
    def __enter__(self):
        return self

    def __aenter__(self):
        return self

    def __getattr__(self, name):
        return nothing


class AWSXRayRecorder:
    def __init__(self, *args, **named):
        pass

    def capture(self, name=None):
        return lambda function: function

    def capture_async(self, name=None):
        return lambda function: function

    def in_segment(self, name=None, **options):
        return _Segment()

    def in_subsegment(self, name=None, **options):
        return _Segment()

    def in_segment_async(self, name=None, **options):
        return _Segment()

    def in_subsegment_async(self, name=None, **options):
        return _Segment()

    def begin_segment(self, *args, **named):
        return _Segment()

    def begin_subsegment(self, *args, **named):
        return _Segment()

    def current_segment(self):
        return _Segment()

    def current_subsegment(self):
        return _Segment()

    def __getattr__(self, name):
        return nothing


xray_recorder = AWSXRayRecorder()


def patch_all(*args, **named):
    return None


def patch(*args, **named):
    return None
