# Attributes of a skill in a table: an item a user.
from __native__ import unknown
import boto3


class DynamoDbAdapter:
    def __init__(self, table_name, partition_key_name="id", attribute_name="attributes", create_table=False,
                 partition_keygen=None, dynamodb_resource=None):
        self.table_name = table_name
        self.dynamodb = dynamodb_resource or boto3.resource("dynamodb")
        if create_table:
            self.dynamodb.create_table(TableName=table_name, AttributeDefinitions=[], KeySchema=[],
                                       ProvisionedThroughput={}).wait_until_exists()

    def get_attributes(self, request_envelope):
        return self.dynamodb.Table(self.table_name).get_item(Key=unknown(), ConsistentRead=True)

    def save_attributes(self, request_envelope, attributes):
        self.dynamodb.Table(self.table_name).put_item(Item=unknown())

    def delete_attributes(self, request_envelope):
        self.dynamodb.Table(self.table_name).delete_item(Key=unknown())
