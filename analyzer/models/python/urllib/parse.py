from __native__ import data, text, unknown


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


class Parsed:
    def __init__(self, url):
        rest = url.split("://")
        parts = rest[1].split("/") if len(rest) > 1 else [unknown()]
        self.scheme = rest[0]
        self.netloc = parts[0]
        self.hostname = parts[0]
        self.path = unknown()
        self.query = unknown()

    def geturl(self):
        return unknown()


def urlparse(url, *args, **named):
    return Parsed(url)


def urlsplit(url, *args, **named):
    return Parsed(url)
