from __native__ import apply, concat_lists, element, list_of, unknown


class chain:
    def __init__(self, *lists):
        self.lists = lists

    def __iter__(self):
        return [element(element(self.lists))]

    @staticmethod
    def from_iterable(lists):
        return list_of(element(element(lists)))


def islice(items, *bounds):
    return items


def cycle(items):
    return list_of(element(items))


def repeat(value, times=None):
    return list_of(value)


def tee(items, n=2):
    return [items, items]


def batched(items, n):
    return list_of(items)


def product(*lists, repeat=1):
    return list_of([element(items) for items in lists])


def combinations(items, r):
    return list_of(list_of(element(items)))


def permutations(items, r=None):
    return list_of(list_of(element(items)))


def zip_longest(*lists, fillvalue=None):
    return list_of([element(items) for items in lists])


def pairwise(items):
    return list_of([element(items), element(items)])


def groupby(items, key=None):
    if key:
        key(element(items))
    return list_of([unknown(), items])


def takewhile(function, items):
    function(element(items))
    return items


def dropwhile(function, items):
    function(element(items))
    return items


def filterfalse(function, items):
    function(element(items))
    return items


def starmap(function, items):
    return list_of(apply(function, element(items), {}))


def accumulate(items, function=None, initial=None):
    return items


def count(start=0, step=1):
    return list_of(unknown())
