//! What Python libraries do: models against programs that use them.

use crate::fixture::check;

#[test]
fn powertools_decorators_hand_event_and_context_through() {
    check(
        r#"
//- /app.py
import os
import boto3
from aws_lambda_powertools import Logger, Metrics, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext

logger = Logger(service="x")
tracer = Tracer()
metrics = Metrics(namespace="n")
s3 = boto3.client("s3")

class Store:
    @tracer.capture_method
    def save(self, key):
        with tracer.provider.in_subsegment("save") as segment:
            logger.info("saving", extra={"client": s3})
            s3.put_object(Bucket=os.environ["BUCKET"], Key=key)
            #^ s3:PutObject Bucket=$BUCKET Key=a/<event.id>

@metrics.log_metrics(capture_cold_start_metric=True)
@tracer.capture_lambda_handler
@logger.inject_lambda_context(log_event=True)
def handler(event, context: LambdaContext):
    metrics.add_metric(name="x", unit="Count", value=1)
    Store().save(f"a/{event['id']}")
"#,
    );
}

#[test]
fn powertools_parameters() {
    check(
        r#"
//- /app.py
import os
from aws_lambda_powertools.utilities import parameters
from aws_lambda_powertools.utilities.parameters import get_secret, SSMProvider

ssm = SSMProvider()

def handler(event, context):
    parameters.get_parameter("/app/url", decrypt=True, max_age=60)
    #^ ssm:GetParameter Name=/app/url WithDecryption=true
    parameters.get_parameters(os.environ["PREFIX"])
    #^ ssm:GetParametersByPath Path=$PREFIX
    get_secret(os.environ["SECRET"], transform="json")
    #^ secretsmanager:GetSecretValue SecretId=$SECRET
    parameters.get_app_config(name="flags", environment="prod", application="shop")
    #^ appconfigdata:StartConfigurationSession ApplicationIdentifier=shop EnvironmentIdentifier=prod ConfigurationProfileIdentifier=flags; appconfigdata:GetLatestConfiguration
    parameters.get_parameters_by_name({"/a": {}, "/b": {"max_age": 5}})
    #^ ssm:GetParameters Names=[/a,/b]
    parameters.set_parameter("/app/out", "x", overwrite=True)
    #^ ssm:PutParameter Name=/app/out
    parameters.set_secret("s", "x")
    #^ secretsmanager:PutSecretValue SecretId=s; secretsmanager:CreateSecret Name=s
    ssm.get("/own")
    #^ ssm:GetParameter Name=/own
    table = parameters.DynamoDBProvider(table_name="settings")
    table.get("key")
    #^ dynamodb:GetItem TableName=settings
    table.get_multiple("key")
    #^ dynamodb:Query TableName=settings
"#,
    );
}

#[test]
fn powertools_idempotency() {
    check(
        r#"
//- /app.py
import os
import boto3
from aws_lambda_powertools.utilities.idempotency import (
    DynamoDBPersistenceLayer, IdempotencyConfig, idempotent, idempotent_function)

store = DynamoDBPersistenceLayer(table_name=os.environ["IDEMPOTENCY"])
config = IdempotencyConfig(event_key_jmespath="id")

@idempotent_function(data_keyword_argument="order", persistence_store=store)
def pay(order):
    boto3.client("sns").publish(TopicArn=os.environ["TOPIC"], Message=order)
    #^ sns:Publish TopicArn=$TOPIC

@idempotent(config=config, persistence_store=store)
#^ dynamodb:GetItem TableName=$IDEMPOTENCY; dynamodb:PutItem TableName=$IDEMPOTENCY; dynamodb:UpdateItem TableName=$IDEMPOTENCY; dynamodb:DeleteItem TableName=$IDEMPOTENCY
def handler(event, context):
    pay(order=event["order"])
    #^ dynamodb:GetItem TableName=$IDEMPOTENCY; dynamodb:PutItem TableName=$IDEMPOTENCY; dynamodb:UpdateItem TableName=$IDEMPOTENCY; dynamodb:DeleteItem TableName=$IDEMPOTENCY
"#,
    );
}

#[test]
fn powertools_feature_flags_and_streaming() {
    check(
        r#"
//- /app.py
from aws_lambda_powertools.utilities.feature_flags import AppConfigStore, FeatureFlags
from aws_lambda_powertools.utilities.streaming.s3_object import S3Object

flags = FeatureFlags(store=AppConfigStore(environment="dev", application="shop", name="features"))

def handler(event, context):
    if flags.evaluate(name="x", context={}, default=False):
    #^ appconfigdata:StartConfigurationSession ApplicationIdentifier=shop ConfigurationProfileIdentifier=features; appconfigdata:GetLatestConfiguration
        s3 = S3Object(bucket="in", key=event["key"])
        #^ s3:GetObject Bucket=in Key=<event.key>
        for line in s3:
            print(line)
"#,
    );
}

#[test]
fn powertools_batch_hands_records_to_the_handler() {
    check(
        r#"
//- /app.py
import json
import boto3
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

processor = BatchProcessor(event_type=EventType.SQS)
s3 = boto3.client("s3")

def record_handler(record: SQSRecord):
    payload = json.loads(record.body)
    s3.put_object(Bucket="out", Key=payload["key"])
    #^ s3:PutObject Bucket=out Key=<event.Records[].body.key>

def handler(event, context):
    return process_partial_response(event=event, record_handler=record_handler, processor=processor, context=context)
"#,
    );
}

#[test]
fn powertools_batch_by_decorator_and_context_manager() {
    check(
        r#"
//- /app.py
import boto3
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, batch_processor

processor = BatchProcessor(event_type=EventType.DynamoDBStreams)
sns = boto3.client("sns")

def record_handler(record):
    sns.publish(TopicArn="t", Message=record.dynamodb.new_image["id"])
    #^ sns:Publish Message=<event.Records[].dynamodb.NewImage.id>

@batch_processor(record_handler=record_handler, processor=processor)
def handler(event, context):
    with processor(records=event["Records"], handler=record_handler):
        messages = processor.process()
    return processor.response()
"#,
    );
}

#[test]
fn powertools_router() {
    check(
        r#"
//- /app.py
import boto3
from aws_lambda_powertools.event_handler import APIGatewayRestResolver
from aws_lambda_powertools.event_handler.exceptions import NotFoundError
import orders

app = APIGatewayRestResolver()
app.include_router(orders.router, prefix="/orders")
table = boto3.resource("dynamodb").Table("users")

@app.get("/users/<id>")
def user(id: str):
    return table.get_item(Key={"id": id})
    #^ dynamodb:GetItem TableName=users

@app.not_found
def missing(error):
    boto3.client("sns").publish(TopicArn="missing")
    #^ sns:Publish TopicArn=missing

def handler(event, context):
    return app.resolve(event, context)
//- /orders.py
import boto3
from aws_lambda_powertools.event_handler.api_gateway import Router

router = Router()
s3 = boto3.client("s3")

@router.post("/")
def create():
    body = router.current_event.json_body
    s3.put_object(Bucket="orders", Key=body["id"])
    #^ s3:PutObject Bucket=orders Key=<event.body.id>
"#,
    );
}

#[test]
fn powertools_appsync_and_agents() {
    check(
        r#"
//- /app.py
import boto3
from aws_lambda_powertools.event_handler import AppSyncResolver, BedrockAgentResolver

graph = AppSyncResolver()
agent = BedrockAgentResolver()
sqs = boto3.client("sqs")

@graph.resolver(type_name="Query", field_name="get")
def get(id: str = ""):
    return sqs.receive_message(QueueUrl="a")
    #^ sqs:ReceiveMessage QueueUrl=a

@agent.get("/x", description="x")
def tool():
    return sqs.send_message(QueueUrl="b", MessageBody="x")
    #^ sqs:SendMessage QueueUrl=b

def handler(event, context):
    if "agent" in event:
        return agent(event, context)
    return graph.resolve(event, context)
"#,
    );
}

#[test]
fn powertools_data_classes_keep_the_event() {
    check(
        r#"
//- /app.py
import boto3
from aws_lambda_powertools.utilities.data_classes import S3Event, event_source
from urllib.parse import unquote_plus

s3 = boto3.client("s3")

@event_source(data_class=S3Event)
def handler(event: S3Event, context):
    s3.get_object(Bucket=event.bucket_name, Key=unquote_plus(event.object_key))
    #^ s3:GetObject Bucket=<event.Records[].s3.bucket.name> Key=<event.Records[].s3.object.key>
    for record in event.records:
        s3.delete_object(Bucket=record.s3.bucket.name, Key=record.s3.get_object.key)
        #^ s3:DeleteObject Bucket=<event.Records[].s3.bucket.name> Key=<event.Records[].s3.object.key>
"#,
    );
}

#[test]
fn powertools_parser() {
    check(
        r#"
//- /app.py
import boto3
from typing import Optional
from aws_lambda_powertools.utilities.parser import BaseModel, envelopes, event_parser, parse
from aws_lambda_powertools.utilities.parser.models import S3Model

s3 = boto3.client("s3")

class Order(BaseModel):
    id: str
    bucket: str = "orders"

@event_parser(model=Order, envelope=envelopes.EventBridgeEnvelope)
def handler(event: Order, context):
    s3.get_object(Bucket="in", Key=event.id)
    #^ s3:GetObject Key=<event.detail.id>

    raw = parse(event={"Records": []}, model=S3Model)
"#,
    );
}

#[test]
fn powertools_middleware() {
    check(
        r#"
//- /app.py
import boto3
from aws_lambda_powertools.middleware_factory import lambda_handler_decorator

sqs = boto3.client("sqs")

@lambda_handler_decorator
def audited(handler, event, context, queue=None):
    sqs.send_message(QueueUrl=queue, MessageBody="x")
    #^ sqs:SendMessage QueueUrl=audit
    return handler(event, context)

@audited(queue="audit")
def handler(event, context):
    sqs.delete_message(QueueUrl=event["queue"], ReceiptHandle="x")
    #^ sqs:DeleteMessage QueueUrl=<event.queue>
"#,
    );
}

#[test]
fn powertools_validation() {
    check(
        r#"
//- /app.py
import boto3
from aws_lambda_powertools.utilities.validation import validate, validator

@validator(inbound_schema={})
def handler(event, context):
    validate(event=event, schema={})
    boto3.client("s3").get_object(Bucket="b", Key=event["key"])
    #^ s3:GetObject Key=<event.key>
"#,
    );
}

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
fn custom_resources() {
    check(
        r#"
//- /app.py
import boto3
from crhelper import CfnResource

helper = CfnResource(json_logging=False)
s3 = boto3.client("s3")

@helper.create
@helper.update
def make(event, context):
    s3.put_bucket_notification_configuration(Bucket=event["ResourceProperties"]["Bucket"])
    #^ s3:PutBucketNotificationConfiguration Bucket=<event.ResourceProperties.Bucket>

@helper.delete
def gone(event, context):
    s3.delete_bucket_policy(Bucket="b")
    #^ s3:DeleteBucketPolicy Bucket=b

def handler(event, context):
    helper(event, context)
"#,
    );
}

#[test]
fn custom_resources_that_poll() {
    check(
        r#"
//- /app.py
import boto3
from crhelper import CfnResource

helper = CfnResource()

@helper.poll_create
def ready(event, context):
    return boto3.client("cloudformation").describe_stacks(StackName="s")
    #^ cloudformation:DescribeStacks StackName=s

def handler(event, context):
    helper(event, context)
    #^ events:PutRule; events:PutTargets; events:RemoveTargets; events:DeleteRule; lambda:AddPermission FunctionName=<context.function_name>; lambda:RemovePermission FunctionName=<context.function_name>
"#,
    );
}

#[test]
fn durable_execution() {
    check(
        r#"
//- /app.py
import boto3
from aws_durable_execution_sdk_python import DurableContext, durable_execution, durable_step

sqs = boto3.client("sqs")

@durable_step
def notify(step, queue):
    step.logger.info("x")
    sqs.send_message(QueueUrl=queue, MessageBody="x")
    #^ sqs:SendMessage QueueUrl=jobs

def charge(order):
    boto3.client("s3").put_object(Bucket="b", Key=order)
    #^ s3:PutObject Key=<event.order>

@durable_execution
def handler(event, context: DurableContext):
    context.step(notify("jobs"))
    context.step(lambda _: charge(event["order"]), name="charge")
    context.invoke("other", {})
    #^ lambda:Invoke FunctionName=other
    context.wait_for_callback(lambda callback, inner: sqs.purge_queue(QueueUrl="p"))
    #^ sqs:PurgeQueue QueueUrl=p
"#,
    );
}

#[test]
fn secret_caches_and_object_mappers() {
    check(
        r#"
//- /app.py
import os
import boto3
from aws_secretsmanager_caching import SecretCache, InjectSecretString
from pynamodb.models import Model
from pynamodb.attributes import UnicodeAttribute

cache = SecretCache(client=boto3.client("secretsmanager"))

class User(Model):
    class Meta:
        table_name = os.environ["USERS"]
        region = "eu-west-1"
    id = UnicodeAttribute(hash_key=True)

@InjectSecretString("db", cache)
#^ secretsmanager:DescribeSecret SecretId=db; secretsmanager:GetSecretValue SecretId=db
def handler(secret, event, context):
    user = User.get(event["id"])
    #^ dynamodb:GetItem TableName=$USERS
    user.update(actions=[])
    #^ dynamodb:UpdateItem TableName=$USERS
    User(id="x").save()
    #^ dynamodb:PutItem TableName=$USERS
    for other in User.query("x"):
    #^ dynamodb:Query TableName=$USERS
        other.delete()
        #^ dynamodb:DeleteItem TableName=$USERS
    with User.batch_write() as batch:
        batch.save(user)
        #^ dynamodb:BatchWriteItem
"#,
    );
}

#[test]
fn indexes_and_transactions_of_object_mappers() {
    check(
        r#"
//- /app.py
from pynamodb.connection import Connection
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.models import Model
from pynamodb.transactions import TransactGet, TransactWrite

class ByOwner(GlobalSecondaryIndex):
    class Meta:
        index_name = "by-owner"
        projection = AllProjection()

class ByCity(GlobalSecondaryIndex):
    class Meta:
        projection = AllProjection()

class Shop(Model):
    class Meta:
        table_name = "shops"
    by_owner = ByOwner()
    city = ByCity()

def handler(event, context):
    list(Shop.by_owner.query("x"))
    #^ dynamodb:Query IndexName=by-owner TableName=shops
    Shop.city.scan()
    #^ dynamodb:Scan IndexName=city TableName=shops
    Shop.query("x", index_name="by-name")
    #^ dynamodb:Query IndexName=by-name TableName=shops
    Shop.count("x")
    #^ dynamodb:Query TableName=shops
    with TransactWrite(connection=Connection()) as all:
        all.save(Shop("x"))
        #^ dynamodb:TransactWriteItems
    with TransactGet(connection=Connection()) as all:
        shop = all.get(Shop, "x")
        #^ dynamodb:TransactGetItems
    shop.get().delete()
    #^ dynamodb:DeleteItem TableName=shops
"#,
    );
}

#[test]
fn objects_by_url() {
    check(
        r#"
//- /app.py
import io
import os
import awswrangler as wr
import pandas as pd
import s3fs
import smart_open
from urllib.parse import urlparse

def handler(event, context):
    with smart_open.open(f"s3://{os.environ['IN']}/raw/{event['id']}.csv") as f:
    #^ s3:GetObject Bucket=$IN Key=raw/<event.id>.csv
        f.read()
    s3fs.S3FileSystem().put("/tmp/x", "s3://out/x")
    #^ s3:PutObject Bucket=out Key=x
    frame = pd.read_csv("/tmp/local.csv")
    pd.read_csv(io.BytesIO(event["body"]))
    frame[frame["x"] > 1].to_csv("s3://frames/a.csv")
    #^ s3:PutObject Bucket=frames Key=a.csv
    wr.s3.read_parquet(path="s3://lake/orders/")
    #^ s3:ListObjectsV2 Bucket=lake Prefix=orders/; s3:GetObject Bucket=lake
    url = urlparse(f"s3://{event['bucket']}/in/x.json")
    boto3_get(url.netloc, url.path.lstrip("/"))

def boto3_get(bucket, key):
    import boto3
    boto3.client("s3").get_object(Bucket=bucket, Key=key)
    #^ s3:GetObject Bucket=<event.bucket> Key=in/x.json
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
fn handlers_of_a_skill_are_called() {
    check(
        r#"
//- /app.py handler:app.handler
import boto3
import ask_sdk_core.utils as ask_utils
from ask_sdk_core.skill_builder import CustomSkillBuilder
from ask_sdk_core.dispatch_components import AbstractRequestHandler, AbstractRequestInterceptor
from ask_sdk_dynamodb.adapter import DynamoDbAdapter
from ask_sdk_model import Response

class Launch(AbstractRequestHandler):
    def can_handle(self, handler_input):
        return ask_utils.is_request_type("LaunchRequest")(handler_input)

    def handle(self, handler_input):
        manager = handler_input.attributes_manager
        visits = manager.persistent_attributes
        #^ dynamodb:GetItem TableName=visits
        manager.save_persistent_attributes()
        #^ dynamodb:PutItem TableName=visits
        self.ask("question")
        return handler_input.response_builder.speak("hello").response

    def ask(self, name):
        boto3.client("s3").get_object(Bucket="skill", Key=name)
        #^ s3:GetObject Bucket=skill Key=question

    def never(self):
        boto3.client("s3").delete_object(Bucket="skill", Key="x")

class Log(AbstractRequestInterceptor):
    def process(self, handler_input):
        boto3.client("sqs").send_message(QueueUrl="log", MessageBody="")
        #^ sqs:SendMessage QueueUrl=log

sb = CustomSkillBuilder(persistence_adapter=DynamoDbAdapter(table_name="visits"))
sb.add_request_handler(Launch())
sb.add_global_request_interceptor(Log())

@sb.request_handler(can_handle_func=lambda handler_input: True)
def other(handler_input):
    boto3.client("sns").publish(TopicArn="arn:aws:sns:eu-west-1:123456789012:news", Message="")
    #^ sns:Publish TopicArn=arn:aws:sns:eu-west-1:123456789012:news

handler = sb.lambda_handler()
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
fn web_applications() {
    check(
        r#"
//- /app.py
import boto3
from fastapi import Depends, FastAPI
from mangum import Mangum

app = FastAPI()

def table():
    return boto3.resource("dynamodb").Table("users")

@app.get("/users/{id}")
def user(id: str, users=Depends(table)):
    return users.get_item(Key={"id": id})
    #^ dynamodb:GetItem TableName=users

handler = Mangum(app, lifespan="off")
"#,
    );
}

#[test]
fn chalice_application() {
    check(
        r#"
//- /app.py handler:app.app
import boto3
from chalice import Chalice

app = Chalice(app_name="x")

@app.route("/")
def index():
    return boto3.client("s3").list_objects_v2(Bucket="b")
    #^ s3:ListObjectsV2 Bucket=b
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

#[test]
fn settings_are_environment_variables() {
    check(
        r#"
//- /app.py
import boto3
from pydantic_settings import BaseSettings

class Settings(BaseSettings):
    table_name: str

settings = Settings()

def handler(event, context):
    boto3.resource("dynamodb").Table(settings.table_name).scan()
    #^ dynamodb:Scan TableName=$TABLE_NAME
"#,
    );
}

#[test]
fn libraries_that_call_by_themselves_are_reported() {
    check(
        r#"
//- /app.py problems:opaque-library
import pyathena

def handler(event, context):
    return pyathena.connect().cursor().execute("select 1")
"#,
    );
}

#[test]
fn envelope_encryption() {
    check(
        r#"
//- /app.py
import os
import aws_encryption_sdk
from aws_lambda_powertools.utilities.data_masking import DataMasking
from aws_lambda_powertools.utilities.data_masking.provider.kms.aws_encryption_sdk import AWSEncryptionSDKProvider

client = aws_encryption_sdk.EncryptionSDKClient()
keys = aws_encryption_sdk.StrictAwsKmsMasterKeyProvider(key_ids=[os.environ["KEY"]])
masking = DataMasking(provider=AWSEncryptionSDKProvider(keys=[os.environ["OTHER"]]))

def handler(event, context):
    client.decrypt(source=event["body"], key_provider=keys)
    #^ kms:Decrypt KeyId=$KEY
    masking.encrypt(event)
    #^ kms:GenerateDataKey KeyId=$OTHER
"#,
    );
}

#[test]
fn powertools_batch_processors_of_the_program() {
    check(
        r#"
//- /app.py
import boto3
from aws_lambda_powertools.utilities.batch import BasePartialProcessor, process_partial_response

class Processor(BasePartialProcessor):
    def __init__(self, table_name):
        self.table_name = table_name
        super().__init__()

    def _prepare(self):
        self.table = boto3.resource("dynamodb").Table(self.table_name)

    def _clean(self):
        with self.table.batch_writer() as batch:
            for result in self.success_messages:
                batch.put_item(Item=result)
                #^ dynamodb:BatchWriteItem

    def _process_record(self, record):
        return self.success_handler(record, self.handler(record))

def record_handler(record):
    boto3.client("s3").get_object(Bucket="b", Key=record["body"])
    #^ s3:GetObject Key=<event.Records[].body>

def handler(event, context):
    return process_partial_response(event, record_handler, Processor("results"))
"#,
    );
}

#[test]
fn an_environment_that_a_model_checks() {
    check(
        r#"
//- /app.py
from typing import Annotated
import boto3
from aws_lambda_env_modeler import get_environment_variables, init_environment_variables
from pydantic import BaseModel, Field

class Env(BaseModel):
    TABLE_NAME: Annotated[str, Field(min_length=1)]

@init_environment_variables(model=Env)
def handler(event, context):
    env = get_environment_variables(model=Env)
    boto3.resource("dynamodb").Table(env.TABLE_NAME).put_item(Item={})
    #^ dynamodb:PutItem TableName=$TABLE_NAME
"#,
    );
}

#[test]
fn the_extension_that_answers_on_the_own_host() {
    check(
        r#"
//- /app.py handler:app.handler
import os, urllib.parse, urllib.request, requests
PORT = os.environ["PORT"]

def handler(event, context):
    requests.get("http://localhost:2773/secretsmanager/get?secretId=" + os.environ["SECRET"] + "&versionStage=AWSCURRENT", headers={})
    #^ secretsmanager:GetSecretValue SecretId=$SECRET
    requests.get(f"http://localhost:{PORT}/systemsmanager/parameters/get", params={"name": "/shop/key"})
    #^ ssm:GetParameter Name=/shop/key
    request = urllib.request.Request("http://localhost:2773/systemsmanager/parameters/get/?name=%2Fshop%2Furl&withDecryption=true")
    request.add_header("X-Aws-Parameters-Secrets-Token", os.environ["AWS_SESSION_TOKEN"])
    urllib.request.urlopen(request).read()
    #^ ssm:GetParameter Name=/shop/url
    urllib.request.urlopen("https://example.com/secretsmanager/get?secretId=a")
    return requests.get(event["url"])
"#,
    );
}
