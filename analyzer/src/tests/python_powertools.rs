//! What Powertools for Python do: models against programs that use them.

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
