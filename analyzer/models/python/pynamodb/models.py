# A table as a class: class methods read, instances write. The table is named by the inner class Meta.
import boto3
from __native__ import list_of, nothing, unknown


def _client():
    return boto3.client("dynamodb")


def _of_index(name):
    return {} if name is None else {"IndexName": name}


class DoesNotExist(Exception):
    pass


class _BatchWrite:
    def __init__(self, table):
        self.table = table

    def __enter__(self):
        return self

    def save(self, item):
        _client().batch_write_item(RequestItems={self.table: [{"PutRequest": {"Item": {}}}]})

    def delete(self, item):
        _client().batch_write_item(RequestItems={self.table: [{"DeleteRequest": {"Key": {}}}]})

    def commit(self):
        return None


class Model:
    DoesNotExist = DoesNotExist

    def __init__(self, hash_key=None, range_key=None, **attributes):
        self.attribute_values = attributes

    def __getattr__(self, name):
        return unknown()

    @classmethod
    def get(cls, hash_key, range_key=None, **options):
        _client().get_item(TableName=cls.Meta.table_name, Key={})
        return cls()

    @classmethod
    def query(cls, hash_key, range_key_condition=None, filter_condition=None, index_name=None, **options):
        _client().query(TableName=cls.Meta.table_name, **_of_index(index_name))
        return list_of(cls())

    @classmethod
    def scan(cls, filter_condition=None, index_name=None, **options):
        _client().scan(TableName=cls.Meta.table_name, **_of_index(index_name))
        return list_of(cls())

    @classmethod
    def rate_limited_scan(cls, *args, index_name=None, **options):
        return cls.scan(index_name=index_name)

    @classmethod
    def count(cls, hash_key=None, range_key_condition=None, filter_condition=None, index_name=None, **options):
        if hash_key is None:
            _client().describe_table(TableName=cls.Meta.table_name)
        else:
            _client().query(TableName=cls.Meta.table_name, **_of_index(index_name))
        return unknown()

    @classmethod
    def batch_get(cls, items, **options):
        _client().batch_get_item(RequestItems={cls.Meta.table_name: {"Keys": []}})
        return list_of(cls())

    @classmethod
    def batch_write(cls, **options):
        return _BatchWrite(cls.Meta.table_name)

    @classmethod
    def exists(cls):
        _client().describe_table(TableName=cls.Meta.table_name)
        return unknown()

    @classmethod
    def describe_table(cls):
        return _client().describe_table(TableName=cls.Meta.table_name)

    @classmethod
    def create_table(cls, **options):
        _client().describe_table(TableName=cls.Meta.table_name)
        _client().create_table(TableName=cls.Meta.table_name)

    @classmethod
    def delete_table(cls):
        _client().delete_table(TableName=cls.Meta.table_name)

    def save(self, condition=None, **options):
        return _client().put_item(TableName=self.Meta.table_name, Item={})

    def update(self, actions=None, condition=None, **options):
        return _client().update_item(TableName=self.Meta.table_name, Key={}, UpdateExpression="SET x")

    def update_item(self, *args, **options):
        return self.update()

    def delete(self, condition=None, **options):
        return _client().delete_item(TableName=self.Meta.table_name, Key={})

    def refresh(self, consistent_read=False, **options):
        _client().get_item(TableName=self.Meta.table_name, Key={})
