class Mapping:
    pass


class MutableMapping(Mapping):
    pass


class Sequence:
    pass


class MutableSequence(Sequence):
    pass


class Iterable:
    pass


class Iterator(Iterable):
    pass


class Hashable:
    pass
