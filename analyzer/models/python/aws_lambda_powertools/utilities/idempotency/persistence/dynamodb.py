import boto3
from aws_lambda_powertools.utilities.idempotency.persistence.base import BasePersistenceLayer


class DynamoDBPersistenceLayer(BasePersistenceLayer):
    def __init__(self, table_name, key_attr="id", static_pk_value=None, sort_key_attr=None, expiry_attr="expiration",
                 in_progress_expiry_attr="in_progress_expiration", status_attr="status", data_attr="data",
                 validation_key_attr="validation", boto_config=None, boto3_session=None, boto3_client=None):
        self.client = boto3_client or (boto3_session or boto3.Session()).client("dynamodb")
        self.table_name = table_name

    def _put_record(self, record):
        self.client.put_item(TableName=self.table_name, Item={}, ConditionExpression="attribute_not_exists(#id)")

    def _get_record(self, key):
        self.client.get_item(TableName=self.table_name, Key={}, ConsistentRead=True)

    def _update_record(self, record):
        self.client.update_item(TableName=self.table_name, Key={}, UpdateExpression="SET #status = :status")

    def _delete_record(self, record):
        self.client.delete_item(TableName=self.table_name, Key={})
