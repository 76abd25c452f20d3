class Container:
    def __init__(self, **providers):
        pass

    def wire(self, *args, **named):
        return None

    def unwire(self):
        return None

    def init_resources(self):
        return None

    def shutdown_resources(self):
        return None


class DeclarativeContainer(Container):
    pass


class DynamicContainer(Container):
    pass


def override(container):
    return lambda overriding: overriding
