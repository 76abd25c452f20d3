from __native__ import data


def decompress(text, *args, **named):
    return data(text)
