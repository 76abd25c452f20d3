//! What is known about the parameters of Python calls.

use crate::fixture::check;

#[test]
fn environment() {
    check(
        r#"
//- /app.py
import os
from os import environ, getenv
import boto3

s3 = boto3.client("s3")
BUCKET = os.environ.get("BUCKET", "fallback")

def handler(event, context):
    s3.get_object(Bucket=os.environ["A"], Key=environ["B"])
    #^ s3:GetObject Bucket=$A Key=$B
    s3.put_object(Bucket=BUCKET, Key=getenv("C"))
    #^ s3:PutObject Bucket=$BUCKET?fallback Key=$C
    s3.delete_object(Bucket=os.getenv("D") or "d", Key=f"{os.environ['E']}/x")
    #^ s3:DeleteObject Bucket=$D?d Key=$E/x
"#,
    );
}

#[test]
fn text_from_pieces() {
    check(
        r#"
//- /app.py
import os
import boto3

s3 = boto3.client("s3")

def handler(event, context):
    key = event["id"]
    s3.put_object(Bucket="b", Key="a/" + key + ".json")
    #^ s3:PutObject Key=a/<event.id>.json
    s3.put_object(Bucket="b", Key="%s/%s.csv" % ("c", key))
    #^ s3:PutObject Key=c/<event.id>.csv
    s3.put_object(Bucket="b", Key="{}/{name}".format("d", name=key))
    #^ s3:PutObject Key=d/<event.id>
    s3.put_object(Bucket="b", Key=os.path.join("e", key, "f.txt"))
    #^ s3:PutObject Key=e/<event.id>/f.txt
    s3.put_object(Bucket="b", Key="/".join(["g", key]))
    #^ s3:PutObject Key=g/<event.id>
    path = f"s3://{os.environ['OUT']}/h/{key}"
    bucket, _, rest = path.removeprefix("s3://").partition("/")
    s3.put_object(Bucket=bucket, Key=rest)
    #^ s3:PutObject Bucket=$OUT Key=h/<event.id>
    parts = path.split("/")
    s3.put_object(Bucket=parts[2], Key=parts[3])
    #^ s3:PutObject Bucket=$OUT Key=h
    s3.put_object(Bucket="orders-{stage}".replace("{stage}", os.environ["STAGE"]), Key="k")
    #^ s3:PutObject Bucket=orders-$STAGE
"#,
    );
}

#[test]
fn names_chosen_from_a_set() {
    check(
        r#"
//- /app.py
import boto3

ddb = boto3.resource("dynamodb")
TABLES = {"order": "orders", "user": "users"}

def handler(event, context):
    for name in ["a", "b"]:
        ddb.Table(name).scan()
        #^ dynamodb:Scan TableName=a|b
    ddb.Table(TABLES[event["kind"]]).query()
    #^ dynamodb:Query TableName=orders|users
    ddb.Table("x" if event["x"] else "y").delete_item(Key={})
    #^ dynamodb:DeleteItem TableName=x|y
"#,
    );
}

#[test]
fn from_the_event() {
    check(
        r#"
//- /app.py
import json
from urllib.parse import unquote_plus
import boto3

s3 = boto3.client("s3")

def handler(event, context):
    for record in event["Records"]:
        bucket = record["s3"]["bucket"]["name"]
        key = unquote_plus(record["s3"]["object"]["key"], encoding="utf-8")
        s3.get_object(Bucket=bucket, Key=key)
        #^ s3:GetObject Bucket=<event.Records[].s3.bucket.name> Key=<event.Records[].s3.object.key>
    message = json.loads(event["Records"][0]["body"])
    s3.head_object(Bucket=message.get("bucket"), Key="k")
    #^ s3:HeadObject Bucket=<event.Records[].body.bucket>
    detail = event.get("detail", {})
    s3.delete_object(Bucket=detail["bucket"]["name"], Key=detail["object"]["key"])
    #^ s3:DeleteObject Bucket=null|<event.detail.bucket.name> Key=null|<event.detail.object.key>
"#,
    );
}

#[test]
fn lookups() {
    check(
        r#"
//- /app.py
import boto3

sqs = boto3.client("sqs")

def handler(event, context):
    url = sqs.get_queue_url(QueueName="jobs")["QueueUrl"]
    #^ sqs:GetQueueUrl QueueName=jobs
    sqs.send_message(QueueUrl=url, MessageBody="x")
    #^ sqs:SendMessage QueueUrl=<sqs:GetQueueUrl.QueueUrl>
    boto3.client("lambda").invoke(FunctionName=context.function_name)
    #^ lambda:Invoke FunctionName=<context.function_name>
    boto3.client("lambda").invoke(FunctionName=context.invoked_function_arn)
    #^ lambda:Invoke FunctionName=<context.invoked_function_arn>
"#,
    );
}

#[test]
fn parameters_built_in_steps() {
    check(
        r#"
//- /app.py
import boto3

ddb = boto3.client("dynamodb")

def handler(event, context):
    params = {"TableName": "t"}
    if event.get("index"):
        params["IndexName"] = "by-date"
    params.update(Limit=1)
    ddb.query(**params)
    #^ dynamodb:Query TableName=t IndexName=by-date
    ddb.batch_get_item(RequestItems={name: {"Keys": []} for name in ("a", "b")})
    #^ dynamodb:BatchGetItem
    kwargs = dict(Bucket="b", Key="k")
    boto3.client("s3").get_object(**{**kwargs, "Key": "other"})
    #^ s3:GetObject Bucket=b
"#,
    );
}

#[test]
fn regions_and_accounts() {
    check(
        r#"
//- /app.py
import os
import boto3

def handler(event, context):
    region = os.environ["AWS_REGION"]
    boto3.client("sns").publish(TopicArn=f"arn:aws:sns:{region}:1:t")
    #^ sns:Publish TopicArn=arn:aws:sns:<region>:1:t
    boto3.client("sns").publish(TopicArn=f"arn:aws:sns:{boto3.Session().region_name}:1:u")
    #^ sns:Publish TopicArn=arn:aws:sns:<region>:1:u
"#,
    );
}

#[test]
fn what_ends_the_program_gives_no_value() {
    check(
        r#"
//- /app.py
import os
import boto3
from sys import exit as leave

BUCKET = os.environ["BUCKET"] if "BUCKET" in os.environ else leave("no bucket")
TABLE = os.environ.get("TABLE") or exit(1)

def handler(event, context):
    boto3.client("s3").put_object(Bucket=BUCKET, Key="x")
    #^ s3:PutObject Bucket=$BUCKET Key=x
    boto3.resource("dynamodb").Table(TABLE).scan()
    #^ dynamodb:Scan TableName=$TABLE
"#,
    );
}

#[test]
fn operators_of_classes() {
    check(
        r#"
//- /app.py
import boto3

class Where:
    def __init__(self, text):
        self.text = text

    def __and__(self, other):
        return Where(f"{self.text} and {other.text}")

    def __or__(self, other):
        return Where(f"{self.text} or {other.text}")

def handler(event, context):
    client = boto3.client("athena")
    client.start_query_execution(QueryString=(Where("a") & Where("b")).text)
    #^ athena:StartQueryExecution QueryString=a and b
    client.start_query_execution(QueryString=(Where("a") | Where("b")).text)
    #^ athena:StartQueryExecution QueryString=a or b
"#,
    );
}

#[test]
fn entries_called_like_methods_of_dictionaries() {
    check(
        r#"
//- /app.py
import boto3

table = boto3.resource("dynamodb").Table("orders")

def read(event):
    return table.get_item(Key={"id": event["id"]})
    #^ dynamodb:GetItem TableName=orders

def write(event):
    table.put_item(Item=event["item"])
    #^ dynamodb:PutItem TableName=orders

def remove(event):
    table.delete_item(Key={"id": event["id"]})
    #^ dynamodb:DeleteItem TableName=orders

def every(event):
    return table.scan()
    #^ dynamodb:Scan TableName=orders

ACTIONS = {"get": read, "update": write, "pop": remove, "items": every}

def handler(event, context):
    action = ACTIONS.get(event["action"])
    if not action:
        return {"statusCode": 400, "supported": list(ACTIONS.keys())}
    return action(event)
"#,
    );
}
