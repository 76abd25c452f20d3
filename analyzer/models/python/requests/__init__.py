# HTTP requests. Only what signs them matters.
from __extension__ import asked
from __native__ import unknown
import requests.auth


class PreparedRequest:
    def __init__(self, method, url):
        self.method = method
        self.url = url
        self.headers = {}
        self.body = unknown()


def _send(auth, method, url):
    if auth:
        auth(PreparedRequest(method, url))
    return unknown()


def request(method, url, *args, auth=None, **options):
    return _send(auth, method, url)


def get(url, *args, auth=None, params=None, **options):
    asked(url, params)
    return _send(auth, "GET", url)


def post(url, *args, auth=None, **options):
    return _send(auth, "POST", url)


def put(url, *args, auth=None, **options):
    return _send(auth, "PUT", url)


def patch(url, *args, auth=None, **options):
    return _send(auth, "PATCH", url)


def delete(url, *args, auth=None, **options):
    return _send(auth, "DELETE", url)


def head(url, *args, auth=None, **options):
    return _send(auth, "HEAD", url)


def options(url, *args, auth=None, **more):
    return _send(auth, "OPTIONS", url)


class Session:
    def __init__(self):
        self.headers = {}

    def __enter__(self):
        return self

    def request(self, method, url, *args, auth=None, **options):
        return _send(auth or self.auth, method, url)

    def get(self, url, *args, auth=None, params=None, **options):
        asked(url, params)
        return _send(auth or self.auth, "GET", url)

    def post(self, url, *args, auth=None, **options):
        return _send(auth or self.auth, "POST", url)

    def put(self, url, *args, auth=None, **options):
        return _send(auth or self.auth, "PUT", url)

    def patch(self, url, *args, auth=None, **options):
        return _send(auth or self.auth, "PATCH", url)

    def delete(self, url, *args, auth=None, **options):
        return _send(auth or self.auth, "DELETE", url)

    def head(self, url, *args, auth=None, **options):
        return _send(auth or self.auth, "HEAD", url)

    def send(self, request, **options):
        return _send(self.auth, request.method, request.url)

    def mount(self, *args, **options):
        return None

    def close(self):
        return None


def session():
    return Session()
