//! Programs in which names alone mislead: what a search for names of operations finds in them, or misses.

use crate::fixture::check;

#[test]
fn names_of_operations_on_other_things() {
    check(
        r#"
//- /app.py
import json
import shutil
import mylib
class Logger:
    def tag_resource(self, resourceArn, tags): ...
class Order:
    def __init__(self):
        self.buckets = []
        self.instances = {}
def handler(event, context):
    json.load(open("c.json"))
    shutil.copy("a", "b")
    Logger().tag_resource(resourceArn="a", tags={})
    mylib.Queue().send_message(QueueUrl="q", MessageBody="m")
    order = Order()
    order.instances["a"] = order.buckets
    mylib.connect().tables.list_jobs()
//- /requirements.txt
mylib
"#,
    );
}

#[test]
fn a_client_of_which_only_the_field_is_known() {
    check(
        r#"
//- /app.py
import boto3
class Accounts:
    def __init__(self, client):
        self.client = client
    def all(self):
        return self.client.list_accounts()
        #^ organizations:ListAccounts
def handler(event, context):
    return Accounts(boto3.client("organizations")).all()
"#,
    );
}

#[test]
fn one_command_name_of_many_services() {
    check(
        r#"
//- /index.ts
import { CloudWatchLogsClient, TagResourceCommand } from "@aws-sdk/client-cloudwatch-logs";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { SFNClient, DescribeExecutionCommand } from "@aws-sdk/client-sfn";
export const handler = async (event: { arn: string }) => {
  await new CloudWatchLogsClient({}).send(new TagResourceCommand({ resourceArn: event.arn, tags: {} }));
  //^ logs:TagResource resourceArn=<event.arn>
  await new EventBridgeClient({}).send(new PutEventsCommand({ Entries: [] }));
  //^ events:PutEvents
  await new SFNClient({}).send(new DescribeExecutionCommand({ executionArn: event.arn }));
  //^ stepfunctions:DescribeExecution executionArn=<event.arn>
};
"#,
    );
    check(
        r#"
//- /src/main.rs
use lambda_runtime::{run, service_fn, Error, LambdaEvent};
async fn handler(_: LambdaEvent<()>) -> Result<(), Error> {
    let config = aws_config::load_from_env().await;
    aws_sdk_cloudwatchlogs::Client::new(&config).tag_resource().resource_arn("a").send().await?;
    //^ logs:TagResource resourceArn=a
    aws_sdk_sfn::Client::new(&config).describe_execution().execution_arn("a").send().await?;
    //^ stepfunctions:DescribeExecution executionArn=a
    Ok(())
}
#[tokio::main]
async fn main() -> Result<(), Error> { run(service_fn(handler)).await }
"#,
    );
}

/// Two handlers in one file, beside a helper that nobody calls.
const TWO_HANDLERS: &str = r#"
import boto3
DEBUG = False
s3 = boto3.client("s3")
def read_handler(event, context):
    if DEBUG:
        s3.put_bucket_policy(Bucket="data", Policy="{}")
    s3.get_object(Bucket="data", Key="k")
"#;

#[test]
fn one_of_two_handlers() {
    check(&format!(
        "//- /app.py handler:app.read_handler\n{TWO_HANDLERS}    #^ s3:GetObject Bucket=data Key=k
def write_handler(event, context):
    boto3.client(\"sqs\").send_message(QueueUrl=\"q\", MessageBody=\"m\")
def helper(): boto3.client(\"iam\").delete_user(UserName=\"u\")
"
    ));
    check(&format!(
        "//- /app.py handler:app.write_handler\n{TWO_HANDLERS}
def write_handler(event, context):
    boto3.client(\"sqs\").send_message(QueueUrl=\"q\", MessageBody=\"m\")
    #^ sqs:SendMessage QueueUrl=q
def helper(): boto3.client(\"iam\").delete_user(UserName=\"u\")
"
    ));
}

#[test]
fn imported_names_and_types() {
    check(
        r#"
//- /index.ts
import { DeleteBucketCommand } from "@aws-sdk/client-s3";
import { PutItemCommandInput, DeleteTableCommandInput } from "@aws-sdk/client-dynamodb";
const inputs: (PutItemCommandInput | DeleteTableCommandInput)[] = [];
export const handler = async () => 1;
"#,
    );
}

#[test]
fn a_service_named_by_a_constant() {
    check(
        r#"
//- /app.py
import os
import boto3
SVC = "sns"
c = boto3.client(SVC)
def handler(event, context):
    c.publish(TopicArn=os.environ["TOPIC"], Message="m")
    #^ sns:Publish TopicArn=$TOPIC
"#,
    );
}

#[test]
fn a_table_of_another_module_and_of_a_property() {
    check(
        r#"
//- /app.py
from functools import cached_property
import boto3
from db import table as audit
ddb = boto3.resource("dynamodb")
class Orders:
    @cached_property
    def table(self): return ddb.Table("orders")
    def add(self, item): self.table.put_item(Item=item)
    #^ dynamodb:PutItem TableName=orders
def save(table, item):
    table.put_item(Item=item)
    #^ dynamodb:PutItem TableName=orders
def handler(event, context):
    save(ddb.Table("orders"), event)
    audit.put_item(Item=event)
    #^ dynamodb:PutItem TableName=audit
    Orders().add(event)
//- /db.py
import boto3
table = boto3.resource("dynamodb").Table("audit")
"#,
    );
}

#[test]
fn operations_that_no_call_names() {
    check(
        r#"
//- /app.py problems:dynamic-operation
import boto3
sqs = boto3.client("sqs")
ddb = boto3.client("dynamodb")
ec2 = boto3.client("ec2")
OPS = {"r": "get_item", "w": "put_item"}
def handler(event, context):
    send = sqs.send_message
    send(QueueUrl="q", MessageBody="m")
    #^ sqs:SendMessage QueueUrl=q
    getattr(ddb, OPS[event["m"]])(TableName="t")
    #^ dynamodb:GetItem TableName=t
    #^ dynamodb:PutItem TableName=t
    for op in ("describe_instances", "describe_volumes"):
        ec2.get_paginator(op).paginate()
        #^ ec2:DescribeInstances
        #^ ec2:DescribeVolumes
    boto3.client("s3").generate_presigned_url("put_object", Params={"Bucket": "b", "Key": "k"})
    #^ s3:PutObject Bucket=b Key=k
    return getattr(ddb, event["operation"])()
"#,
    );
}

#[test]
fn shapes_of_clients_by_file_extension() {
    let programs = [
        (
            "index.mjs",
            "import { S3 } from \"@aws-sdk/client-s3\";\nexport const handler = () => new S3().getObject({ Bucket: \"b\", Key: \"k\" });",
        ),
        (
            "index.cjs",
            "const AWS = require(\"aws-sdk\");\nexports.handler = () => new AWS.S3().getObject({ Bucket: \"b\", Key: \"k\" }).promise();",
        ),
        (
            "index.mts",
            "import { GetObjectCommand, S3Client } from \"./aws\";\nexport const handler = async () => new S3Client({}).send(new GetObjectCommand({ Bucket: \"b\", Key: \"k\" }));",
        ),
        (
            "index.tsx",
            "class Store { private db = new S3({}); read = () => this.db.getObject({ Bucket: \"b\", Key: \"k\" }); }\nimport { S3 } from \"@aws-sdk/client-s3\";\nexport const handler = async () => new Store().read();",
        ),
        (
            "index.js",
            "exports.handler = async () => { const { S3 } = await import(\"@aws-sdk/client-s3\"); return new S3({}).getObject({ Bucket: \"b\", Key: \"k\" }); };",
        ),
    ];
    for (file, program) in programs {
        let last = if file == "index.tsx" {
            1
        } else {
            program.lines().count()
        };
        let mut lines: Vec<_> = program.lines().map(str::to_owned).collect();
        lines.insert(last, "//^ s3:GetObject Bucket=b Key=k".to_owned());
        check(&format!(
            "//- /{file}\n{}\n//- /aws.ts\nexport * from \"@aws-sdk/client-s3\";\n",
            lines.join("\n")
        ));
    }
}

#[test]
fn two_buckets_read_and_one_written() {
    check(
        r#"
//- /app.py
import boto3
s3 = boto3.client("s3")
def handler(event, context):
    s3.get_object(Bucket="in-bucket", Key="a")
    #^ s3:GetObject Bucket=in-bucket
    s3.put_object(Bucket="out-bucket", Key="a")
    #^ s3:PutObject Bucket=out-bucket
    s3.get_object(Bucket="external-vendor-bucket", Key="a")
    #^ s3:GetObject Bucket=external-vendor-bucket
"#,
    );
}
