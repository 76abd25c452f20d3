# A condition is a record of the attributes that it holds equal to a value, which is what a key condition says of the partition key.
# Comparisons of other kinds say nothing of it.
from __native__ import merge, set as set_field


class Condition:
    def __and__(self, other):
        both = Condition()
        merge(both, self)
        merge(both, other)
        return both

    def __or__(self, other):
        return Condition()


class Key:
    def __init__(self, name):
        self.name = name

    def eq(self, value):
        condition = Condition()
        set_field(condition, self.name, value)
        return condition

    def lt(self, value):
        return Condition()

    def lte(self, value):
        return Condition()

    def gt(self, value):
        return Condition()

    def gte(self, value):
        return Condition()

    def begins_with(self, value):
        return Condition()

    def between(self, low_value, high_value):
        return Condition()


class Attr(Key):
    def ne(self, value):
        return Condition()

    def is_in(self, value):
        return Condition()

    def exists(self):
        return Condition()

    def not_exists(self):
        return Condition()

    def contains(self, value):
        return Condition()

    def size(self):
        return Attr(self.name)

    def attribute_type(self, value):
        return Condition()
