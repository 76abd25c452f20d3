//! Which operation a Python call means.

use crate::fixture::check;

#[test]
fn methods_as_values() {
    check(
        r#"
//- /app.py
import boto3

sqs = boto3.client("sqs")
ddb = boto3.client("dynamodb")
ec2 = boto3.client("ec2")
s3 = boto3.client("s3")
OPS = {"r": "get_item", "w": "put_item"}

def handler(event, context):
    send = sqs.send_message
    send(QueueUrl="q", MessageBody="x")
    #^ sqs:SendMessage QueueUrl=q
    getattr(ddb, OPS[event["m"]])(TableName="t")
    #^ dynamodb:GetItem TableName=t; dynamodb:PutItem TableName=t
    for op in ("describe_instances", "describe_volumes"):
        ec2.get_paginator(op).paginate()
        #^ ec2:DescribeInstances; ec2:DescribeVolumes
    s3.generate_presigned_url("put_object", Params={"Bucket": "b", "Key": "k"})
    #^ s3:PutObject Bucket=b Key=k
    s3.generate_presigned_url(ClientMethod="get_object", Params={"Bucket": "b", "Key": event["k"]}, ExpiresIn=60)
    #^ s3:GetObject Bucket=b Key=<event.k>
    s3.generate_presigned_post(Bucket="b", Key="p", ExpiresIn=60)
    #^ s3:PutObject Bucket=b Key=p
"#,
    );
}

#[test]
fn the_name_of_a_method() {
    check(
        r#"
//- /app.py
import boto3

def pages(client, method, **params):
    return client.get_paginator(method.__name__).paginate(**params)
    #^ s3:ListObjectVersions Bucket=b

def handler(event, context):
    s3 = boto3.client("s3")
    pages(s3, s3.list_object_versions, Bucket="b")
"#,
    );
}

#[test]
fn an_operation_that_is_not_known_is_reported() {
    check(
        r#"
//- /app.py problems:dynamic-operation
import boto3

def handler(event, context):
    getattr(boto3.client("ec2"), event["operation"])()
"#,
    );
}

#[test]
fn a_service_that_is_not_known_is_reported() {
    check(
        r#"
//- /app.py problems:dynamic-service
import boto3

def handler(event, context):
    boto3.client(event["service"]).list_things()
"#,
    );
}

#[test]
fn paginators_and_waiters() {
    check(
        r#"
//- /app.py
import boto3

s3 = boto3.client("s3")

def handler(event, context):
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket="b", Prefix="p/"):
    #^ s3:ListObjectsV2 Bucket=b Prefix=p/
        for item in page["Contents"]:
            s3.delete_object(Bucket="b", Key=item["Key"])
            #^ s3:DeleteObject Bucket=b Key=<s3:ListObjectsV2.Contents[].Key>
    waiter = s3.get_waiter("object_exists")
    waiter.wait(Bucket="b", Key="k")
    #^ s3:HeadObject Bucket=b Key=k
"#,
    );
}

#[test]
fn transfers() {
    check(
        r#"
//- /app.py
import boto3
from boto3.s3.transfer import TransferConfig

s3 = boto3.client("s3")
bucket = boto3.resource("s3").Bucket("b")

def handler(event, context):
    s3.upload_file("/tmp/x", "out", "k", ExtraArgs={"ContentType": "text/plain"})
    #^ s3:PutObject Bucket=out Key=k
    s3.upload_fileobj(None, Bucket="out", Key="k", Config=TransferConfig())
    #^ s3:PutObject Bucket=out Key=k
    s3.download_file("in", "k", "/tmp/x")
    #^ s3:GetObject Bucket=in Key=k
    bucket.download_file("k", "/tmp/x")
    #^ s3:GetObject Bucket=b Key=k
    bucket.upload_file("/tmp/x", "k")
    #^ s3:PutObject Bucket=b Key=k
    boto3.resource("s3").Object("o", "k").upload_fileobj(None)
    #^ s3:PutObject Bucket=o Key=k
    s3.copy({"Bucket": "in", "Key": "k"}, "out", "k")
    #^ s3:CopyObject Bucket=out CopySource.Bucket=in
"#,
    );
}

#[test]
fn resources() {
    check(
        r#"
//- /app.py
import boto3

s3 = boto3.resource("s3")
table = boto3.resource("dynamodb").Table("t")
sqs = boto3.resource("sqs")

def handler(event, context):
    for summary in s3.Bucket("b").objects.filter(Prefix="x/"):
    #^ s3:ListObjects Bucket=b
        summary.delete()
        #^ s3:DeleteObject Bucket=b
    body = s3.Object("b", "k").get()["Body"].read()
    #^ s3:GetObject Bucket=b Key=k
    with table.batch_writer() as batch:
        batch.put_item(Item={})
        #^ dynamodb:BatchWriteItem
    table.load()
    #^ dynamodb:DescribeTable TableName=t
    table.item_count
    #^ dynamodb:DescribeTable TableName=t
    queue = sqs.get_queue_by_name(QueueName="jobs")
    #^ sqs:GetQueueUrl QueueName=jobs
    for message in queue.receive_messages():
    #^ sqs:ReceiveMessage
        message.delete()
        #^ sqs:DeleteMessage
    table.meta.client.transact_write_items(TransactItems=[{"Put": {"TableName": "t", "Item": {}}}])
    #^ dynamodb:TransactWriteItems
"#,
    );
}

#[test]
fn statements_and_streams() {
    check(
        r#"
//- /app.py
import boto3

ddb = boto3.client("dynamodb")
bedrock = boto3.client("bedrock-runtime")
logs = boto3.client("logs")

def handler(event, context):
    ddb.execute_statement(Statement="SELECT * FROM orders WHERE id = ?")
    #^ dynamodb:ExecuteStatement
    answer = bedrock.invoke_model_with_response_stream(modelId="m", body="{}")
    #^ bedrock-runtime:InvokeModelWithResponseStream modelId=m
    for part in answer["body"]:
        logs.put_log_events(logGroupName="g", logStreamName="s", logEvents=[part])
        #^ logs:PutLogEvents logGroupName=g
    boto3.client("rds-data").batch_execute_statement(resourceArn="r", secretArn="s", sql="x")
    #^ rds-data:BatchExecuteStatement resourceArn=r secretArn=s
"#,
    );
}

#[test]
fn messages_to_connections() {
    check(
        r#"
//- /app.py
import boto3

def handler(event, context):
    domain = event["requestContext"]["domainName"]
    stage = event["requestContext"]["stage"]
    api = boto3.client("apigatewaymanagementapi", endpoint_url=f"https://{domain}/{stage}")
    try:
        api.post_to_connection(ConnectionId=event["id"], Data=b"x")
        #^ apigatewaymanagementapi:PostToConnection
    except api.exceptions.GoneException:
        boto3.resource("dynamodb").Table("connections").delete_item(Key={})
        #^ dynamodb:DeleteItem TableName=connections
"#,
    );
}

#[test]
fn no_permission_is_still_a_call() {
    check(
        r#"
//- /app.py
import boto3

def handler(event, context):
    account = boto3.client("sts").get_caller_identity()["Account"]
    #^ sts:GetCallerIdentity
    boto3.client("sns").publish(TopicArn=f"arn:aws:sns:eu-west-1:{account}:t", Message="x")
    #^ sns:Publish TopicArn=arn:aws:sns:eu-west-1:<sts:GetCallerIdentity.Account>:t
"#,
    );
}

#[test]
fn one_call_a_bucket() {
    check(
        r#"
//- /app.py
import boto3

s3 = boto3.client("s3")

def handler(event, context):
    data = s3.get_object(Bucket="in-bucket", Key="k")["Body"].read()
    #^ s3:GetObject Bucket=in-bucket
    s3.put_object(Bucket="out-bucket", Key="k", Body=data)
    #^ s3:PutObject Bucket=out-bucket
    s3.get_object(Bucket="external-vendor-bucket", Key="k")
    #^ s3:GetObject Bucket=external-vendor-bucket
"#,
    );
}

#[test]
fn a_function_called_by_its_name_in_the_module() {
    for call in [
        r#"globals()["save"](item)"#,
        r#"globals()[event["action"]](item)"#,
        r#"globals().get(event["action"])(item)"#,
        r#"dict(globals())["save"](item)"#,
        r#"getattr(sys.modules[__name__], "save")(item)"#,
        r#"getattr(sys.modules[__name__], event["action"])(item)"#,
        r#"getattr(sys.modules.get(__name__), event["action"])(item)"#,
        r#"getattr(importlib.import_module(__name__), event["action"])(item)"#,
        r#"eval("save")(item)"#,
        r#"eval("sa" + event["action"])(item)"#,
    ] {
        check(&format!(
            r#"
//- /app.py
import importlib
import sys
import boto3
s3 = boto3.client("s3")

def save(item):
    s3.put_object(Bucket="items", Key="k", Body=item)
    #^ s3:PutObject Bucket=items Key=k

def handler(event, context):
    item = event["item"]
    {call}
"#
        ));
    }
}

#[test]
fn a_function_of_a_table_of_names() {
    check(
        r#"
//- /app.py
import boto3

jobs = {"db": {"regional": 1, "functions": [{"name": "usage", "output": "usage.json"}]}}

def usage(s3, region, output):
    s3.put_object(Bucket="reports", Key=output)
    #^ s3:PutObject Bucket=reports Key=usage.json

def other(s3, region, output):
    s3.delete_object(Bucket="reports", Key=output)

def handler(event, context):
    s3 = boto3.client("s3")
    for service in jobs.keys():
        if jobs[service]["regional"]:
            for job in jobs[service]["functions"]:
                try:
                    globals()[job["name"]](s3, "eu-west-1", job["output"])
                except Exception as error:
                    print(error)
"#,
    );
}

#[test]
fn the_name_of_a_module_is_not_main() {
    check(
        r#"
//- /app.py
import boto3

def handler(event, context):
    boto3.client("sns").publish(TopicArn="t", Message=__name__)
    #^ sns:Publish TopicArn=t

if __name__ == "__main__":
    boto3.client("s3").delete_bucket(Bucket="b")
"#,
    );
}
