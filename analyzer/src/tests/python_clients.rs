//! Which client a Python call is made on.

use crate::fixture::check;

#[test]
fn sessions_and_constants() {
    check(
        r#"
//- /app.py
import boto3
import botocore.session
from boto3 import client as make
from boto3.session import Session
from constants import TOPIC

SVC = "sns"
c = boto3.client(SVC)

def handler(event, context):
    c.publish(TopicArn=TOPIC, Message="x")
    #^ sns:Publish TopicArn=arn:aws:sns:eu-west-1:1:t
    boto3.session.Session(region_name="us-east-1").client(service_name="sqs").list_queues()
    #^ sqs:ListQueues
    Session().resource("s3").Bucket("b").put_object(Key="k", Body=b"")
    #^ s3:PutObject Bucket=b Key=k
    botocore.session.get_session().create_client("kms").decrypt(CiphertextBlob=b"")
    #^ kms:Decrypt
    make("ssm").get_parameter(Name="p")
    #^ ssm:GetParameter Name=p
//- /constants.py
TOPIC = "arn:aws:sns:eu-west-1:1:t"
"#,
    );
}

#[test]
fn client_behind_an_attribute() {
    check(
        r#"
//- /app.py
import boto3

class Accounts:
    def __init__(self, client):
        self.client = client

    def list(self):
        return self.client.list_accounts()
        #^ organizations:ListAccounts

def handler(event, context):
    return Accounts(boto3.client("organizations")).list()
"#,
    );
}

#[test]
fn re_bound_name() {
    check(
        r#"
//- /app.py
import boto3

def handler(event, context):
    client = boto3.client("dynamodb")
    client.get_item(TableName="t", Key={})
    #^ dynamodb:GetItem TableName=t
    client = boto3.client("s3")
    client.get_object(Bucket="b", Key="k")
    #^ s3:GetObject Bucket=b
"#,
    );
}

#[test]
fn a_table_that_travels() {
    check(
        r#"
//- /app.py
from functools import cached_property
import boto3
from db import table as shared

ddb = boto3.resource("dynamodb")

def save(table, item):
    table.put_item(Item=item)
    #^ dynamodb:PutItem TableName=orders

class Repository:
    @cached_property
    def table(self):
        return ddb.Table("customers")

    def find(self, id):
        return self.table.get_item(Key={"id": id})
        #^ dynamodb:GetItem TableName=customers

def handler(event, context):
    save(ddb.Table("orders"), event)
    shared.scan()
    #^ dynamodb:Scan TableName=shared
    Repository().find("1")
//- /db.py
import boto3
table = boto3.resource("dynamodb").Table("shared")
"#,
    );
}

#[test]
fn lazily_set_globals_and_factories() {
    check(
        r#"
//- /app.py
import os
from functools import lru_cache, cache
import boto3

_client = None
_clients = {}

def client():
    global _client
    if _client is None:
        _client = boto3.client("s3")
    return _client

@lru_cache(maxsize=None)
def table(name):
    return boto3.resource("dynamodb").Table(os.environ[name])

@cache
def queue():
    return boto3.resource("sqs").Queue(os.environ["QUEUE_URL"])

def by_name(service):
    if service not in _clients:
        _clients[service] = boto3.client(service)
    return _clients[service]

def handler(event, context):
    client().get_object(Bucket="b", Key="k")
    #^ s3:GetObject Bucket=b
    table("ORDERS").delete_item(Key={})
    #^ dynamodb:DeleteItem TableName=$ORDERS
    queue().send_message(MessageBody="x")
    #^ sqs:SendMessage QueueUrl=$QUEUE_URL
    by_name("sns").publish(TopicArn="t")
    #^ sns:Publish TopicArn=t
    by_name("sqs").purge_queue(QueueUrl="q")
    #^ sqs:PurgeQueue QueueUrl=q
"#,
    );
}

#[test]
fn a_resource_named_client() {
    check(
        r#"
//- /app.py
import boto3

dynamodb_client = boto3.resource("dynamodb")

def handler(event, context):
    dynamodb_client.Table("t").update_item(Key={})
    #^ dynamodb:UpdateItem TableName=t
    dynamodb_client.meta.client.describe_table(TableName="t")
    #^ dynamodb:DescribeTable TableName=t
"#,
    );
}

#[test]
fn passed_three_calls_down() {
    check(
        r#"
//- /app.py
import boto3

def one(clients): two(**clients)
def two(s3=None, sqs=None): three(sqs, key="k")
def three(queue, *, key):
    queue.send_message(QueueUrl=key, MessageBody="x")
    #^ sqs:SendMessage QueueUrl=k

def handler(event, context):
    one({"s3": boto3.client("s3"), "sqs": boto3.client("sqs")})
"#,
    );
}

#[test]
fn credentials_of_somebody_else() {
    check(
        r#"
//- /app.py
import os
import boto3

def handler(event, context):
    assumed = boto3.client("sts").assume_role(RoleArn=os.environ["ROLE"], RoleSessionName="x")
    #^ sts:AssumeRole RoleArn=$ROLE
    keys = assumed["Credentials"]
    s3 = boto3.client("s3", aws_access_key_id=keys["AccessKeyId"], aws_secret_access_key=keys["SecretAccessKey"],
                      aws_session_token=keys["SessionToken"])
    s3.get_object(Bucket="theirs", Key="k")
    #^ foreign!s3:GetObject Bucket=theirs
    session = boto3.Session(aws_access_key_id=event["key"], aws_secret_access_key=event["secret"])
    session.client("ec2").describe_instances()
    #^ foreign!ec2:DescribeInstances
    session.resource("dynamodb").Table("theirs").scan()
    #^ foreign!dynamodb:Scan TableName=theirs
"#,
    );
}

#[test]
fn injected_through_containers() {
    check(
        r#"
//- /app.py
from dataclasses import dataclass
from typing import Any
import boto3

@dataclass
class Deps:
    s3: Any
    tables: dict

class Service:
    def __init__(self, deps: Deps):
        self.deps = deps

    def run(self):
        self.deps.s3.list_objects_v2(Bucket="b")
        #^ s3:ListObjectsV2 Bucket=b
        self.deps.tables["orders"].scan()
        #^ dynamodb:Scan TableName=o

def handler(event, context):
    ddb = boto3.resource("dynamodb")
    Service(Deps(boto3.client("s3"), {"orders": ddb.Table("o"), "users": ddb.Table("u")})).run()
"#,
    );
}

#[test]
fn credentials_that_were_assumed_are_there() {
    check(
        r#"
//- /app.py
import boto3

def client(service, credentials=None):
    if credentials:
        return boto3.client(service, aws_access_key_id=credentials["AccessKeyId"],
                            aws_secret_access_key=credentials["SecretAccessKey"],
                            aws_session_token=credentials["SessionToken"])
    return boto3.client(service)

def assume(account):
    return client("sts").assume_role(RoleArn=f"arn:aws:iam::{account}:role/reader", RoleSessionName="x")["Credentials"]
    #^ sts:AssumeRole RoleArn=arn:aws:iam::<event.account>:role/reader

def handler(event, context):
    client("organizations", assume(event["account"])).list_accounts()
    #^ foreign!organizations:ListAccounts
    client("ec2").describe_instances()
    #^ ec2:DescribeInstances
"#,
    );
}

#[test]
fn credentials_set_on_a_session_below() {
    check(
        r#"
//- /app.py
import boto3, os
import botocore.session
from botocore.credentials import AssumeRoleCredentialFetcher, DeferredRefreshableCredentials, RefreshableCredentials

sts = boto3.client("sts")

class Tenant:
    def __init__(self, id):
        given = sts.assume_role(RoleArn=os.environ["ROLE"], RoleSessionName=id)["Credentials"]
        #^ sts:AssumeRole RoleArn=$ROLE
        self.below = botocore.session.get_session()
        self.below.set_credentials(access_key=given["AccessKeyId"], secret_key=given["SecretAccessKey"], token=given["SessionToken"])
        self.session = boto3.Session(botocore_session=self.below)

def refresh():
    given = sts.assume_role(RoleArn=os.environ["OTHER"], RoleSessionName="x")["Credentials"]
    #^ sts:AssumeRole RoleArn=$OTHER
    return {"access_key": given["AccessKeyId"]}

def lasting():
    session = botocore.session.get_session()
    session._credentials = RefreshableCredentials.create_from_metadata(refresh(), refresh, "sts-assume-role")
    return boto3.Session(botocore_session=session)

def assumed(role):
    session = boto3.Session()
    fetcher = AssumeRoleCredentialFetcher(session._session.create_client, session.get_credentials(), role)
    below = botocore.session.Session()
    below._credentials = DeferredRefreshableCredentials(method="assume-role", refresh_using=fetcher.fetch_credentials)
    #^ sts:AssumeRole RoleArn=$THIRD
    return boto3.Session(botocore_session=below)

def handler(event, context):
    Tenant(event["id"]).session.resource("dynamodb").Table("orders").scan()
    #^ foreign!dynamodb:Scan
    lasting().client("s3").list_buckets()
    #^ foreign!s3:ListBuckets
    assumed(os.environ["THIRD"]).client("s3").list_buckets()
    #^ foreign!s3:ListBuckets
    boto3.Session(botocore_session=botocore.session.get_session()).client("sns").publish(TopicArn="own", Message="x")
    #^ sns:Publish TopicArn=own
"#,
    );
}
