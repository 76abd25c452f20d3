from __native__ import element, list_of, unknown


def choice(items):
    return element(items)


def choices(items, weights=None, cum_weights=None, k=1):
    return list_of(element(items))


def sample(items, k, counts=None):
    return list_of(element(items))


def shuffle(items):
    return None
