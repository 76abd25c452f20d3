import boto3
from aws_lambda_powertools.utilities.parameters.base import BaseProvider


class DynamoDBProvider(BaseProvider):
    def __init__(self, table_name, key_attr="id", sort_attr="sk", value_attr="value", endpoint_url=None, config=None,
                 boto_config=None, boto3_session=None, boto3_client=None):
        resource = boto3_client or (boto3_session or boto3.Session()).resource("dynamodb")
        self.table = resource.Table(table_name)
        self.key_attr = key_attr
        self.value_attr = value_attr

    def _get(self, name, **options):
        return self.table.get_item(Key={self.key_attr: name}, **options)["Item"][self.value_attr]

    def _get_multiple(self, path, **options):
        return self.table.query(KeyConditionExpression=path, **options)["Items"]
