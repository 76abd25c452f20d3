# HTTP requests. Only what signs them matters.
from __extension__ import asked
from __native__ import unknown
import requests.auth


def request(method, url, *args, auth=None, **options):
    return _send(auth)


def _send(auth):
    if auth:
        auth(unknown())
    return unknown()


def get(url, *args, auth=None, params=None, **options):
    asked(url, params)
    return _send(auth)


def post(url, *args, auth=None, **options):
    return _send(auth)


def put(url, *args, auth=None, **options):
    return _send(auth)


def patch(url, *args, auth=None, **options):
    return _send(auth)


def delete(url, *args, auth=None, **options):
    return _send(auth)


def head(url, *args, auth=None, **options):
    return _send(auth)


def options(url, *args, auth=None, **more):
    return _send(auth)


class Session:
    def __init__(self):
        self.headers = {}

    def __enter__(self):
        return self

    def request(self, method, url, *args, auth=None, **options):
        return _send(auth or self.auth)

    def get(self, url, *args, auth=None, params=None, **options):
        asked(url, params)
        return _send(auth or self.auth)

    def post(self, url, *args, auth=None, **options):
        return _send(auth or self.auth)

    def put(self, url, *args, auth=None, **options):
        return _send(auth or self.auth)

    def patch(self, url, *args, auth=None, **options):
        return _send(auth or self.auth)

    def delete(self, url, *args, auth=None, **options):
        return _send(auth or self.auth)

    def head(self, url, *args, auth=None, **options):
        return _send(auth or self.auth)

    def send(self, *args, **options):
        return _send(self.auth)

    def mount(self, *args, **options):
        return None

    def close(self):
        return None


def session():
    return Session()
