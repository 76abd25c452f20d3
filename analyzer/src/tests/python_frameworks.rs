//! Frameworks that call what a Python program hands them: web applications, skills, custom resources, durable functions, checked settings.

use crate::fixture::check;

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

#[test]
fn a_flask_application_is_its_views() {
    check(
        r#"
//- /app.py handler:app.app
import boto3
from flask import Blueprint, Flask, abort, jsonify, request
from flask.views import MethodView
from flask_restful import Api, Resource

app = Flask(__name__)
app.config["JSON_SORT_KEYS"] = False
orders = Blueprint("orders", __name__)
table = boto3.resource("dynamodb").Table("orders")

@app.before_request
def count():
    boto3.client("cloudwatch").put_metric_data(Namespace="shop", MetricData=[])
    #^ cloudwatch:PutMetricData Namespace=shop

@app.route("/orders/<id>", methods=["GET", "DELETE"])
def order(id):
    if request.method == "DELETE":
        table.delete_item(Key={"id": id})
        #^ dynamodb:DeleteItem TableName=orders
    item = table.get_item(Key={"id": id}).get("Item")
    #^ dynamodb:GetItem TableName=orders
    if not item:
        abort(404)
    return jsonify(item)

@orders.post("/")
def create():
    table.put_item(Item=request.get_json())
    #^ dynamodb:PutItem TableName=orders

class Reports(MethodView):
    def get(self):
        return table.scan()
        #^ dynamodb:Scan TableName=orders

@app.cli.command("seed")
def seed():
    table.update_item(Key={"id": "1"})

app.register_blueprint(orders)
app.add_url_rule("/reports", view_func=Reports.as_view("reports"))

class Stock(Resource):
    def put(self, id):
        table.query(KeyConditionExpression="id = :id")
        #^ dynamodb:Query TableName=orders

Api(app).add_resource(Stock, "/stock/<id>")
//- /requirements.txt
flask
flask-restful
"#,
    );
}
