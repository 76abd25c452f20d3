from __native__ import data


def b64decode(text, *args, **named):
    return data(text)


def urlsafe_b64decode(text):
    return data(text)


def standard_b64decode(text):
    return data(text)
