def inject(function):
    return function


class Provide:
    @classmethod
    def __class_getitem__(cls, provider):
        return provider()


class Provider:
    @classmethod
    def __class_getitem__(cls, provider):
        return provider


class Closing:
    @classmethod
    def __class_getitem__(cls, value):
        return value
