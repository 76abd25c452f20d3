"""The packing shed: which boxes are packed, and who is told."""

import os

import boto3


def boxes():
    return boto3.resource("dynamodb").Table(os.environ["BOXES_TABLE"])


def pack(depot, box):
    boxes().update_item(
        Key={"depot": depot, "box": box},
        UpdateExpression="ADD packed :one",
        ExpressionAttributeValues={":one": 1},
    )


def settle(depot, box, cents):
    boxes().update_item(
        Key={"depot": depot, "box": box},
        UpdateExpression="ADD paid :cents",
        ExpressionAttributeValues={":cents": cents},
    )


def ring(door, text):
    topic = boto3.resource("sns").Topic(os.environ["DOORSTEP_TOPIC"])
    topic.publish(Message=text, MessageAttributes={"door": {"DataType": "String", "StringValue": door}})
