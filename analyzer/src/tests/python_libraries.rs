//! Python libraries around the SDK: asynchronous clients, signed requests, tracing, type stubs, containers of the standard library.

use crate::fixture::check;

#[test]
fn async_clients() {
    check(
        r#"
//- /app.py
import asyncio
import contextlib
import aioboto3
from aiobotocore.session import get_session

session = aioboto3.Session()

async def work(event):
    async with session.client("s3") as s3:
        await s3.upload_file("/tmp/a", "out", event["key"])
        #^ s3:PutObject Bucket=out Key=<event.key>
    async with session.resource("dynamodb") as dynamodb:
        table = await dynamodb.Table("orders")
        await table.put_item(Item={})
        #^ dynamodb:PutItem TableName=orders
    async with contextlib.AsyncExitStack() as stack:
        sqs = await stack.enter_async_context(get_session().create_client("sqs"))
        await sqs.send_message(QueueUrl="q", MessageBody="x")
        #^ sqs:SendMessage QueueUrl=q

def handler(event, context):
    return asyncio.run(work(event))
"#,
    );
}

#[test]
fn signed_requests_are_calls() {
    check(
        r#"
//- /app.py problems:opaque-library
import os
import boto3
import requests
from opensearchpy import OpenSearch, RequestsHttpConnection, AWSV4SignerAuth
from opensearchpy.helpers import bulk
from requests_aws4auth import AWS4Auth

credentials = boto3.Session().get_credentials()
auth = AWS4Auth(credentials.access_key, credentials.secret_key, "eu-west-1", "es", session_token=credentials.token)
api = AWS4Auth(credentials.access_key, credentials.secret_key, "eu-west-1", "execute-api")
host = os.environ["DOMAIN"]
search = OpenSearch(hosts=[{"host": host, "port": 443}], http_auth=AWSV4SignerAuth(credentials, "eu-west-1"))

def handler(event, context):
    requests.get("https://example.com")
    requests.put(f"https://{host}/x", auth=auth, json={})
    #^ es-http:ESHttpPut Endpoint=https://$DOMAIN/x
    session = requests.Session()
    session.auth = api
    session.post(os.environ["API"] + "/orders")
    #^ execute-api:Invoke Endpoint=$API/orders
    search.indices.exists("x")
    #^ es-http:ESHttpHead Endpoint=$DOMAIN
    search.indices.create("x")
    #^ es-http:ESHttpPut Endpoint=$DOMAIN
    search.index(index="x", body={})
    #^ es-http:ESHttpPost Endpoint=$DOMAIN
    search.index(index="x", body={}, id="1")
    #^ es-http:ESHttpPut Endpoint=$DOMAIN
    search.snapshot.create_repository(repository="x", body={})
    #^ es-http:ESHttpPut Endpoint=$DOMAIN
    search.indices.get_field_mapping(fields="x")
    #^ es-http:ESHttpGet Endpoint=$DOMAIN
    search.search(index="x")
    #^ es-http:ESHttpPost Endpoint=$DOMAIN
    search.get(index="x", id="1")
    #^ es-http:ESHttpGet Endpoint=$DOMAIN
    search.delete(index="x", id="1")
    #^ es-http:ESHttpDelete Endpoint=$DOMAIN
    bulk(search, [])
    #^ es-http:ESHttpPost Endpoint=$DOMAIN
    requests.request(event["method"], host, auth=auth)
"#,
    );
}

#[test]
fn plain_requests_need_nothing() {
    check(
        r#"
//- /app.py
import requests
import urllib3
import psycopg2
from opensearchpy import OpenSearch

def handler(event, context):
    requests.get("https://example.com", auth=("user", "password"))
    requests.Session().post("https://example.com")
    urllib3.PoolManager().request("GET", "https://example.com")
    psycopg2.connect("").cursor().execute("select 1")
    OpenSearch(hosts=[], http_auth=("user", "password")).search(index="x")
"#,
    );
}

#[test]
fn tracing_passes_through() {
    check(
        r#"
//- /app.py
import boto3
from aws_xray_sdk.core import patch_all, xray_recorder

patch_all()

class Store:
    def __init__(self):
        self.s3 = boto3.client("s3")

    @xray_recorder.capture("save")
    def save(self, key):
        self.s3.put_object(Bucket="b", Key=key)
        #^ s3:PutObject Key=<event.key>

def handler(event, context):
    with xray_recorder.in_subsegment("x") as segment:
        segment.put_annotation("a", 1)
        Store().save(event["key"])
"#,
    );
}

#[test]
fn type_stubs_say_which_client() {
    check(
        r#"
//- /app.py
from __future__ import annotations
from typing import TYPE_CHECKING
import registry
if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_dynamodb.service_resource import Table

@registry.register
def work(s3: S3Client, table: Table):
    s3.get_object(Bucket="b", Key="k")
    #^ s3:GetObject Bucket=b
    table.put_item(Item={})
    #^ dynamodb:PutItem TableName=?

def handler(event, context):
    registry.run_all(event)
//- /registry.py
import pluggable
def register(function):
    return pluggable.add(function)
def run_all(event):
    pluggable.run(event)
//- /requirements.txt
pluggable
"#,
    );
}

#[test]
fn standard_containers_keep_values() {
    check(
        r#"
//- /app.py
import copy
import itertools
from collections import OrderedDict, defaultdict
from dataclasses import dataclass, field
from enum import Enum
from typing import Generic, NamedTuple, Protocol, TypeVar
import boto3

T = TypeVar("T")
s3 = boto3.client("s3")

class Bucket(str, Enum):
    IN = "in-bucket"
    OUT = "out-bucket"

class Stores(Protocol):
    def save(self, key): ...

class Base(Generic[T]):
    def remove(self):
        s3.delete_bucket(Bucket="never")

@dataclass
class Place(Base[int]):
    bucket: str
    prefix: str = "a/"
    tags: dict = field(default_factory=dict)

    def __post_init__(self):
        self.key = self.prefix + "x"

class Pair(NamedTuple):
    bucket: str
    key: str

def handler(event, context):
    place = Place(Bucket.IN.value)
    s3.get_object(Bucket=place.bucket, Key=place.key)
    #^ s3:GetObject Bucket=in-bucket Key=a/x
    pair = Pair("p", key="k")
    s3.get_object(Bucket=pair.bucket, Key=pair.key)
    #^ s3:GetObject Bucket=p Key=k
    params = copy.deepcopy({"Bucket": Bucket.OUT})
    s3.put_object(**params, Key="k")
    #^ s3:PutObject Bucket=out-bucket Key=k
    for name in itertools.chain(["x"], ["x"]):
        s3.delete_object(Bucket=name, Key="k")
        #^ s3:DeleteObject Bucket=x
    groups = defaultdict(list)
    groups[event["b"]].append("y")
    for name, keys in groups.items():
        s3.head_object(Bucket="h", Key=keys[0])
        #^ s3:HeadObject Bucket=h
"#,
    );
}
