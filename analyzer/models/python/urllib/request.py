# HTTP requests of the standard library. Only what an extension answers matters.
from __extension__ import asked
from __native__ import unknown


class Request:
    def __init__(self, url, *args, **options):
        self.full_url = url
        self.headers = {}

    def add_header(self, name, value):
        self.headers[name] = value

    def __getattr__(self, name):
        return unknown()


def urlopen(request, *args, **options):
    if isinstance(request, Request):
        asked(request.full_url)
    else:
        asked(request)
    return unknown()
