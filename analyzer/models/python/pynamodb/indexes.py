# An index knows its table from the model that it is a member of.
import boto3
from __native__ import list_of, unknown


class Index:
    def __set_name__(self, model, name):
        self.model = model
        self.index_name = getattr(self.Meta, "index_name", name)

    def query(self, hash_key, *args, **options):
        return self.model.query(hash_key, index_name=self.index_name)

    def scan(self, *args, **options):
        return self.model.scan(index_name=self.index_name)

    def count(self, hash_key, *args, **options):
        return self.model.count(hash_key, index_name=self.index_name)


class GlobalSecondaryIndex(Index):
    pass


class LocalSecondaryIndex(Index):
    pass


def AllProjection(*args, **named):
    return unknown()


def KeysOnlyProjection(*args, **named):
    return unknown()


def IncludeProjection(*args, **named):
    return unknown()
