# What a transaction is made of is sent when its block ends; each part names the table of its model.
import boto3
from __native__ import unknown


class _Transaction:
    def __init__(self, *args, **options):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return None


class _Future:
    def __init__(self, model):
        self.model = model

    def get(self):
        return self.model()


class TransactGet(_Transaction):
    def get(self, model_cls, hash_key, range_key=None):
        part = {"Get": {"TableName": model_cls.Meta.table_name, "Key": {}}}
        boto3.client("dynamodb").transact_get_items(TransactItems=[part])
        return _Future(model_cls)


def _write(part):
    boto3.client("dynamodb").transact_write_items(TransactItems=[part])


class TransactWrite(_Transaction):
    def condition_check(self, model_cls, hash_key, range_key=None, condition=None):
        _write({"ConditionCheck": {"TableName": model_cls.Meta.table_name, "Key": {}, "ConditionExpression": unknown()}})

    def delete(self, model, condition=None, **options):
        _write({"Delete": {"TableName": model.Meta.table_name, "Key": {}}})

    def save(self, model, condition=None, **options):
        _write({"Put": {"TableName": model.Meta.table_name, "Item": {}}})

    def update(self, model, actions=None, condition=None, **options):
        _write({"Update": {"TableName": model.Meta.table_name, "Key": {}, "UpdateExpression": unknown()}})
