# URLs taken apart at the places that are known; quoting leaves names as they are.
from __native__ import text, unknown


def unquote(value, *args, **named):
    return text(value)


def unquote_plus(value, *args, **named):
    return text(value)


def quote(value, *args, **named):
    return text(value)


def quote_plus(value, *args, **named):
    return text(value)


def urlencode(*args, **named):
    return unknown()


def urljoin(base, url, *args, **named):
    return unknown()


def parse_qs(*args, **named):
    return unknown()


class Parsed:
    def __init__(self, url):
        self.url = url
        self.scheme, _, rest = url.partition("://")
        self.netloc, _, path = rest.partition("/")
        self.hostname = self.netloc
        self.path = text("/", path)
        self.query = unknown()
        self.fragment = unknown()

    def geturl(self):
        return self.url


def urlparse(url, *args, **named):
    return Parsed(url)


def urlsplit(url, *args, **named):
    return Parsed(url)
