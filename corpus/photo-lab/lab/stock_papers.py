"""Custom resource: puts the paper sizes of the template on stock, and answers CloudFormation."""

import json
import os
import urllib.request

import boto3


def handler(event, context):
    status, reason = "SUCCESS", ""
    try:
        if event["RequestType"] in ("Create", "Update"):
            stock(event["ResourceProperties"]["Sizes"])
    except Exception as problem:  # CloudFormation waits an hour for an answer that never comes
        status, reason = "FAILED", repr(problem)
    answer(event, context, status, reason)


def stock(sizes):
    table = boto3.resource("dynamodb").Table(os.environ["PAPERS_TABLE"])
    with table.batch_writer() as batch:
        for size in sizes:
            width, height = size.split("x")
            batch.put_item(Item={"size": size, "width": int(width), "height": int(height), "sheets": 0})


def answer(event, context, status, reason):
    body = {
        "Status": status,
        "Reason": reason,
        "PhysicalResourceId": event.get("PhysicalResourceId", context.log_stream_name),
        "StackId": event["StackId"],
        "RequestId": event["RequestId"],
        "LogicalResourceId": event["LogicalResourceId"],
    }
    request = urllib.request.Request(event["ResponseURL"], json.dumps(body).encode(), {"content-type": ""}, method="PUT")
    urllib.request.urlopen(request, timeout=10)
