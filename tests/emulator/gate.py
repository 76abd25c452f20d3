"""Stands at moto's door: names the caller by its access key, works out what IAM would ask, decides, and writes it down.

Callers without a policy here (the tests themselves, CloudFormation) pass unrecorded.
"""

import json
import re
import threading

from moto.core.authorization import ActionAuthenticatorMixin
from moto.core.exceptions import AccessDeniedError, JsonRESTError
from moto.s3.exceptions import S3AccessDeniedError

from needs import needs
from policy import allows

ACCESS_KEY = re.compile(r"Credential=([A-Z0-9]+)(?:/|%2F)")
ACCESS_KEY_V2 = re.compile(r"AWS ([A-Z0-9]+):")


class Gate:
    """The policies in force, by access key, and the record of what was asked."""

    def __init__(self, world):
        self.world = world
        self.policies = {}
        self.record = []
        self.lock = threading.Lock()

    def install(self):
        gate = self

        def normal(response, resource="*"):
            gate.check(response, service_of(response), lambda: (response._get_action(), parameters(response)), deny)

        def s3(response, bucket_name=None, key_name=None):
            gate.check(response, "s3", lambda: s3_request(response, bucket_name, key_name), deny_s3)

        ActionAuthenticatorMixin._authenticate_and_authorize_normal_action = normal
        ActionAuthenticatorMixin._authenticate_and_authorize_s3_action = s3

    def check(self, response, service, read, refuse):
        key = caller(response)
        policy = self.policies.get(key)
        if policy is None:
            return
        operation, params = read()
        for request in needs(service, operation, params, self.world):
            allowed = allows(policy, request)
            with self.lock:
                action, arn, context = request
                entry = {"action": action, "resource": arn, "context": context, "allowed": allowed}
                self.record.append({"caller": key, "operation": f"{service}:{operation}", **entry})
            if not allowed:
                refuse(response, service, request)


def caller(response):
    text = response.headers.get("Authorization") or response.uri
    found = ACCESS_KEY.search(text) or ACCESS_KEY_V2.search(text) or re.search(r"AWSAccessKeyId=([A-Z0-9]+)", response.uri)
    return found and found.group(1)


def service_of(response):
    return response.boto3_service_name


def parameters(response):
    if response.automated_parameter_parsing:
        return {**response.uri_match, **response.params}
    if response.querystring.get("Action"):
        return flat(response)
    body = json.loads(response.body or "{}")
    return {**(body if isinstance(body, dict) else {}), **response.uri_match}


def flat(response):
    """Query protocols: the scalar parameters are enough for what IAM asks."""
    return {name: values[0] for name, values in response.querystring.items()}


def s3_request(response, bucket, key):
    params = {"Bucket": bucket, "Key": key, "Prefix": (response.querystring.get("prefix") or [""])[0]}
    action = response._get_action()
    if action == "DeleteObject" and key is None:
        params["Keys"] = re.findall(r"<Key>(.*?)</Key>", body_text(response))
    return action, params


def body_text(response):
    body = response.body
    return body.decode() if isinstance(body, bytes) else body


def deny(response, service, request):
    action, arn, _ = request
    if response.querystring.get("Action"):
        raise AccessDeniedError(user_arn="the function", action=f"{action} on {arn}")
    raise JsonRESTError("AccessDeniedException", f"not authorized to perform {action} on {arn}")


def deny_s3(response, service, request):
    raise S3AccessDeniedError()
