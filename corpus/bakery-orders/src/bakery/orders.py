"""Orders as the bakery keeps them: one item an order, found by number or by café."""

import os
from datetime import datetime, timezone

import boto3
from boto3.dynamodb.conditions import Key


class OrderBook:
    """All access to the orders table goes through here."""

    def __init__(self, table_name=None):
        resource = boto3.resource("dynamodb")
        self.table = resource.Table(table_name or os.environ["ORDERS_TABLE"])

    def write(self, order):
        self.table.put_item(Item=order, ConditionExpression="attribute_not_exists(order_id)")

    def find(self, order_id):
        return self.table.get_item(Key={"order_id": order_id}).get("Item")

    def of_cafe(self, cafe, since):
        answer = self.table.query(
            IndexName="by-cafe",
            KeyConditionExpression=Key("cafe").eq(cafe) & Key("deliver_on").gte(since),
        )
        return answer["Items"]

    def mark(self, order_id, state):
        self.table.update_item(
            Key={"order_id": order_id},
            UpdateExpression="SET #s = :s, changed_at = :t",
            ExpressionAttributeNames={"#s": "state"},
            ExpressionAttributeValues={
                ":s": state,
                ":t": datetime.now(timezone.utc).isoformat(),
            },
        )


def open_orders():
    """Every order still to be baked. Reads the whole table, page by page."""
    client = boto3.client("dynamodb")
    pages = client.get_paginator("scan").paginate(
        TableName=os.environ["ORDERS_TABLE"],
        FilterExpression="#s = :open",
        ExpressionAttributeNames={"#s": "state"},
        ExpressionAttributeValues={":open": {"S": "open"}},
    )
    for page in pages:
        yield from page["Items"]
