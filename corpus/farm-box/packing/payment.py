"""Payments as the provider reports them."""

import hashlib
import hmac
import json
import os
from functools import lru_cache

import boto3

import shed


@lru_cache(maxsize=1)
def key():
    secrets = boto3.client(service_name="secretsmanager")
    return secrets.get_secret_value(SecretId=f"farm-box/{os.environ['SEASON']}/payment")["SecretString"]


def paid(event, context):
    if not genuine(event["body"], event["headers"].get("x-signature", "")):
        return {"statusCode": 401}
    payment = json.loads(event["body"])
    shed.settle(payment["depot"], payment["box"], payment["cents"])
    return {"statusCode": 204}


def genuine(body, signature):
    expected = hmac.new(key().encode(), body.encode(), hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected, signature)
