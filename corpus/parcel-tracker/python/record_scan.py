"""Scans from the vans: each moves its parcel on, a delivery orders no label, everything else may."""

import base64
import json
import os

import boto3

parcels = boto3.resource("dynamodb").Table(os.environ["PARCELS_TABLE"])
queue = boto3.resource("sqs").Queue(os.environ["LABEL_QUEUE_URL"])


def handler(event, context):
    for record in event["Records"]:
        scan = json.loads(base64.b64decode(record["kinesis"]["data"]))
        move_on(scan)
        if scan.get("damaged"):
            queue.send_message(MessageBody=json.dumps({"parcel": scan["parcel"], "depot": scan["place"]}))


def move_on(scan):
    update = parcels.update_item
    update(
        Key={"parcel": scan["parcel"]},
        UpdateExpression="SET place = :place, seen_at = :at",
        ExpressionAttributeValues={":place": scan["place"], ":at": scan["at"]},
    )
