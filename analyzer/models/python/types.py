def SimpleNamespace(**named):
    return named


def MappingProxyType(mapping):
    return mapping


class ModuleType:
    pass
