from __native__ import data


def decompress(text):
    return data(text)
