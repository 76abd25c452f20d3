class Json:
    pass


class Literal:
    pass
