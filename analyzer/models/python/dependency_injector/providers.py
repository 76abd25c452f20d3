# A provider makes what it was made of when it is called; providers among its arguments are called first.
from __native__ import apply, unknown


def given(value):
    return value.injected() if isinstance(value, Provider) else value


class Provider:
    def __init__(self, provides=None, *args, **named):
        self.provides = provides
        self.args = args
        self.named = named

    def __call__(self, *args, **named):
        return self.make(args, named)

    def make(self, args, named):
        others = {}
        for name, value in self.named.items():
            others[name] = given(value)
        others.update(named)
        return apply(self.provides, [*[given(value) for value in self.args], *args], others)

    def injected(self):
        return self()

    def override(self, provider):
        self.provides = provider

    def reset(self):
        return None

    def add_kwargs(self, **named):
        self.named = named
        return self

    @property
    def provider(self):
        return Delegate(self)


class Factory(Provider):
    pass


class Callable(Provider):
    pass


class Coroutine(Provider):
    pass


class Singleton(Provider):
    pass


class ThreadSafeSingleton(Provider):
    pass


class ThreadLocalSingleton(Provider):
    pass


class ContextLocalSingleton(Provider):
    pass


class Resource(Provider):
    def __call__(self, *args, **named):
        found = self.make(args, named)
        return next(found, found)


class Delegated(Provider):
    def injected(self):
        return self


class DelegatedFactory(Delegated):
    pass


class DelegatedCallable(Delegated):
    pass


class DelegatedSingleton(Delegated):
    pass


class Delegate(Provider):
    def __call__(self):
        return self.provides


class Object(Provider):
    def __call__(self):
        return self.provides


class Dependency(Provider):
    def __call__(self, *args, **named):
        return given(self.named.get("default"))


class Container(Provider):
    def __call__(self, *args, **named):
        return self.provides

    def __getattr__(self, name):
        return getattr(self.provides, name)


class DependenciesContainer(Provider):
    pass


class Selector(Provider):
    def __call__(self, *args, **named):
        for option in self.named.values():
            return option(*args, **named)


class List(Provider):
    def __call__(self):
        return [given(self.provides), *[given(value) for value in self.args]]


class Dict(Provider):
    def __call__(self):
        return {name: given(value) for name, value in self.named.items()}


class Configuration(Provider):
    def __call__(self):
        return unknown()

    def __getattr__(self, name):
        return unknown()
