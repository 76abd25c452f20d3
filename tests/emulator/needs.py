"""What IAM asks for when an API operation is called: `(action, arn, context)` for each resource it touches.

Written from AWS's service authorization reference, apart from the product's catalog: the two must agree for the tests to
pass. An operation that is not here is an error, so that nothing goes unjudged.
"""

import re
from urllib.parse import urlparse

REGION = "eu-west-1"
ACCOUNT = "123456789012"


def arn(service, resource):
    return f"arn:aws:{service}:{REGION}:{ACCOUNT}:{resource}"


def needs(service, operation, params, world):
    """The requests behind an operation. `world` knows what is deployed: `key_of(arn)`, `partition_key(table)` .."""
    rule = RULES.get((service, operation))
    if rule is None:
        raise LookupError(f"no rule for {service}:{operation}")
    return [request if len(request) == 3 else (*request, {}) for request in rule(params, world)]


def item(action):
    def rule(params, world):
        table = table_arn(params["TableName"])
        index = params.get("IndexName")
        given = params.get("Key") or params.get("Item")
        context = leading_keys(world, params["TableName"], [given]) if given else {}
        return [(f"dynamodb:{action}", f"{table}/index/{index}" if index else table, context)]

    return rule


def batch(action):
    def rule(params, world):
        return [
            (f"dynamodb:{action}", table_arn(name), leading_keys(world, name, batched(requests)))
            for name, requests in params["RequestItems"].items()
        ]

    return rule


def batched(requests):
    if isinstance(requests, dict):
        return requests["Keys"]
    return [part.get("Item") or part["Key"] for request in requests for part in request.values()]


def leading_keys(world, table, items):
    """The partition keys of the items, as a list of texts. Queries send theirs too, which is left out here."""
    key = world.partition_key(table.rsplit("/", 1)[-1])
    return {"dynamodb:LeadingKeys": [value for item in items for value in item[key].values()]}


def transaction(params, world):
    verbs = {"Put": "PutItem", "Update": "UpdateItem", "Delete": "DeleteItem", "ConditionCheck": "ConditionCheckItem"}
    parts = [(verb, part) for entry in params["TransactItems"] for verb, part in entry.items()]
    return [(f"dynamodb:{verbs[verb]}", table_arn(part["TableName"])) for verb, part in parts]


def table_arn(name):
    return name if name.startswith("arn:") else arn("dynamodb", f"table/{name}")


def send_message(params, world):
    queue = arn("sqs", urlparse(params["QueueUrl"]).path.rsplit("/", 1)[-1])
    return [("sqs:SendMessage", queue), *encrypted(world, queue, "sqs", "kms:GenerateDataKey", "kms:Decrypt")]


def put_events(params, world):
    names = [entry.get("EventBusName", "default") for entry in params["Entries"]]
    return [("events:PutEvents", name if name.startswith("arn:") else arn("events", f"event-bus/{name}")) for name in names]


def s3_object(action, *key_actions):
    def rule(params, world):
        bucket = f"arn:aws:s3:::{params['Bucket']}"
        keys = params["Keys"] if "Keys" in params else [params["Key"]]
        return [*[(action, f"{bucket}/{key}") for key in keys], *encrypted(world, bucket, "s3", *key_actions)]

    return rule


def s3_list(params, world):
    return [("s3:ListBucket", f"arn:aws:s3:::{params['Bucket']}", {"s3:prefix": params.get("Prefix", "")})]


def encrypted(world, resource, service, *actions):
    """What the customer's key behind a resource asks for."""
    key = world.key_of(resource)
    context = {"kms:ViaService": f"{service}.{REGION}.amazonaws.com"}
    return [(action, key, context) for action in actions] if key else []


def publish(params, world):
    return [("sns:Publish", params["TopicArn"])]


def parameter(name):
    return arn("ssm", "parameter" + (name if name.startswith("/") else "/" + name))


def function_arn(name):
    return name if name.startswith("arn:") else arn("lambda", f"function:{name}")


def identity(address):
    return arn("ses", "identity/" + re.sub(r".*<(.*)>", r"\1", address))


RULES = {
    **{("dynamodb", name): item(name) for name in ("GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query", "Scan")},
    **{("dynamodb", name): batch(name) for name in ("BatchGetItem", "BatchWriteItem")},
    ("dynamodb", "TransactWriteItems"): transaction,
    ("sqs", "SendMessage"): send_message,
    ("sns", "Publish"): publish,
    ("sns", "PublishBatch"): publish,
    ("events", "PutEvents"): put_events,
    ("kinesis", "PutRecord"): lambda p, w: [("kinesis:PutRecord", arn("kinesis", f"stream/{p['StreamName']}"))],
    ("ssm", "GetParameter"): lambda p, w: [("ssm:GetParameter", parameter(p["Name"]))],
    ("ssm", "GetParameters"): lambda p, w: [("ssm:GetParameters", parameter(name)) for name in p["Names"]],
    ("ssm", "GetParametersByPath"): lambda p, w: [("ssm:GetParametersByPath", parameter(p["Path"]))],
    ("secretsmanager", "GetSecretValue"): lambda p, w: [("secretsmanager:GetSecretValue", w.secret_arn(p["SecretId"]))],
    ("stepfunctions", "StartExecution"): lambda p, w: [("states:StartExecution", p["stateMachineArn"])],
    ("lambda", "Invoke"): lambda p, w: [("lambda:InvokeFunction", function_arn(p["FunctionName"]))],
    ("kms", "Encrypt"): lambda p, w: [("kms:Encrypt", w.key_arn(p["KeyId"]))],
    ("ses", "SendEmail"): lambda p, w: [("ses:SendEmail", identity(p["Source"]))],
    ("sesv2", "SendEmail"): lambda p, w: [("ses:SendEmail", identity(p["FromEmailAddress"]))],
    ("cloudwatch", "PutMetricData"): lambda p, w: [
        ("cloudwatch:PutMetricData", "*", {"cloudwatch:namespace": p["Namespace"]})
    ],
    ("s3", "GetObject"): s3_object("s3:GetObject", "kms:Decrypt"),
    ("s3", "PutObject"): s3_object("s3:PutObject", "kms:GenerateDataKey"),
    **{
        ("s3", name): s3_object("s3:PutObject", "kms:GenerateDataKey", "kms:Decrypt")
        for name in ("CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload")
    },
    ("s3", "AbortMultipartUpload"): s3_object("s3:AbortMultipartUpload"),
    ("s3", "DeleteObject"): s3_object("s3:DeleteObject"),
    ("s3", "ListBucket"): s3_list,
}
