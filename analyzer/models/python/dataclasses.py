def dataclass(kind=None, **options):
    if kind:
        return kind
    return lambda kind: kind


def field(default=None, default_factory=None, **options):
    if default_factory:
        return default_factory()
    return default


def asdict(instance, dict_factory=None):
    return instance


def astuple(instance):
    return instance


def replace(instance, **changes):
    return instance
