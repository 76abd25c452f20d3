"""Messages out of the bakery: to the kitchen, to the cafés, to whoever listens on the bus."""

import json
import os

import boto3

_clients = {}


def client(service):
    if service not in _clients:
        _clients[service] = boto3.client(service)
    return _clients[service]


def tell_kitchen(order):
    client("sqs").send_message(
        QueueUrl=os.environ["KITCHEN_QUEUE_URL"],
        MessageBody=json.dumps({"order_id": order["order_id"], "lines": order["lines"]}),
    )


def tell_cafe(cafe, text):
    client("sns").publish(
        TopicArn=os.environ["NEWS_TOPIC_ARN"],
        Message=text,
        MessageAttributes={"cafe": {"DataType": "String", "StringValue": cafe}},
    )


def announce(kind, detail):
    client("events").put_events(
        Entries=[
            {
                "EventBusName": os.environ["EVENT_BUS"],
                "Source": "bakery.kitchen",
                "DetailType": kind,
                "Detail": json.dumps(detail),
            }
        ]
    )
