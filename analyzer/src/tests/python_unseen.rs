//! Code that is only reached by name or through a library that cannot be seen.

use crate::fixture::check;

#[test]
fn methods_by_a_computed_name_are_those_that_fit() {
    check(
        r#"
//- /app.py handler:app.handler
import os
import boto3

class Scheduler:
    def __init__(self):
        self.ec2 = boto3.client("ec2")

    def do_start(self, ids):
        self.ec2.start_instances(InstanceIds=ids)
        #^ ec2:StartInstances InstanceIds.0=i-1

    def do_stop(self, ids):
        self.ec2.stop_instances(InstanceIds=ids)
        #^ ec2:StopInstances InstanceIds.0=i-1

    def undo(self, ids):
        self.ec2.terminate_instances(InstanceIds=ids)

def handler(event, context):
    getattr(Scheduler(), "do_" + os.environ["ACTION"])(["i-1"])
"#,
    );
}

#[test]
fn a_method_asked_for_by_the_protocol_of_attributes() {
    check(
        r#"
//- /app.py handler:app.handler
import boto3

class Engine:
    def clean(self):
        boto3.client("s3").delete_object(Bucket="in", Key="k")
        #^ s3:DeleteObject Bucket=in

def handler(event, context):
    method = Engine().__getattribute__(event["action"])
    method()
"#,
    );
}

#[test]
fn a_return_outside_of_functions_ends_nothing() {
    check(
        r#"
//- /app.py handler:app.handler
import boto3

def handler(event, context):
    send(event)

with open("x") as stream:
    return stream.read()

def send(body):
    boto3.client("sqs").send_message(QueueUrl="u", MessageBody=body)
    #^ sqs:SendMessage QueueUrl=u
"#,
    );
}

#[test]
fn classes_as_keys_of_a_table() {
    check(
        r#"
//- /app.py handler:app.handler
import os
import boto3

class Instances:
    def __init__(self, region):
        self.client = boto3.client("ec2", region_name=region)

    def stop(self, name):
        self.client.stop_instances(InstanceIds=[name])
        #^ ec2:StopInstances InstanceIds.0=i-1

class Clusters:
    def __init__(self, region):
        self.client = boto3.client("rds", region_name=region)

    def stop(self, name):
        self.client.stop_db_cluster(DBClusterIdentifier=name)
        #^ rds:StopDBCluster DBClusterIdentifier=i-1

def handler(event, context):
    table = {Instances: os.environ["A"], Clusters: os.environ["B"]}
    for kind, enabled in table.items():
        if enabled == "true":
            kind(event["region"]).stop("i-1")
"#,
    );
}

#[test]
fn a_base_class_that_cannot_be_seen_calls_the_methods_of_what_it_is_given() {
    check(
        r#"
//- /app.py handler:app.handler
import boto3
from jinja2 import BaseLoader, Environment

class BucketLoader(BaseLoader):
    def __init__(self, bucket):
        self.bucket = bucket
        self.s3 = boto3.client("s3")

    def get_source(self, environment, template):
        found = self.s3.get_object(Bucket=self.bucket, Key=template)
        #^ s3:GetObject Bucket=templates Key=?
        return found["Body"].read().decode(), None, lambda: True

class Plain:
    def purge(self):
        boto3.client("s3").delete_bucket(Bucket="templates")

def handler(event, context):
    environment = Environment(loader=BucketLoader("templates"), other=Plain())
    return environment.get_template("page").render()
"#,
    );
}

#[test]
fn a_name_from_deep_inside_a_library_is_the_one_at_its_top() {
    check(
        r#"
//- /app.py handler:app.handler
import boto3
from aws_lambda_powertools.tracing.tracer import Tracer

tracer = Tracer()

class Store:
    @tracer.capture_method(capture_response=False)
    def read(self):
        return boto3.client("s3").get_object(Bucket="in", Key="k")
        #^ s3:GetObject Bucket=in

    @tracer.capture_method(capture_response=False)
    def purge(self):
        boto3.client("s3").delete_bucket(Bucket="in")

def handler(event, context):
    return Store().read()
"#,
    );
}

#[test]
fn injected_dependencies() {
    check(
        r#"
//- /app.py handler:app.handler
import os
import boto3
from dependency_injector import containers, providers
from dependency_injector.wiring import Provide, inject

class Repository:
    def __init__(self, table):
        self.table = table

    def save(self, item):
        self.table.put_item(Item=item)
        #^ dynamodb:PutItem TableName=$TABLE

class Service:
    def __init__(self, repository, topic):
        self.repository = repository
        self.topic = topic

    def create(self, item):
        self.repository.save(item)
        boto3.client("sns").publish(TopicArn=self.topic, Message="m")
        #^ sns:Publish

class Container(containers.DeclarativeContainer):
    table = providers.Singleton(lambda: boto3.resource("dynamodb").Table(os.environ["TABLE"]))
    repository = providers.Factory(Repository, table=table)
    service = providers.Singleton(Service, repository, topic=os.environ["TOPIC"])

@inject
def create(event, service: Service = Provide[Container.service]):
    service.create(event)

def handler(event, context):
    Container().wire(modules=[__name__])
    create(event)
"#,
    );
}

#[test]
fn rules_of_config_get_their_clients_from_a_factory() {
    check(
        r#"
//- /app.py handler:app.lambda_handler
from rdklib import Evaluator, Evaluation, ConfigRule, ComplianceType

class HUB_ENABLED(ConfigRule):
    def evaluate_periodic(self, event, client_factory, valid_rule_parameters):
        client_factory.build_client("securityhub").describe_hub()
        #^ securityhub:DescribeHub ; sts:AssumeRole RoleArn=<event.executionRoleArn>
        return [Evaluation(ComplianceType.COMPLIANT, event["accountId"], "AWS::::Account")]

def lambda_handler(event, context):
    return Evaluator(HUB_ENABLED(), ["AWS::::Account"]).handle(event, context)
    #^ config:PutEvaluations
"#,
    );
}

#[test]
fn a_further_parameter_of_the_handler_has_its_default() {
    check(
        r#"
//- /app.py handler:app.handler
import boto3

class Store:
    def save(self, item):
        boto3.client("s3").put_object(Bucket="out", Key="k", Body=item)
        #^ s3:PutObject Bucket=out

def handler(event, context, store=None):
    store = store or Store()
    try:
        store.save(event)
    finally:
        if store:
            store.close()
"#,
    );
}

#[test]
fn engines_over_the_data_api() {
    check(
        r#"
//- /app.py handler:app.handler
import os
import aurora_data_api
from sqlalchemy import create_engine

plain = create_engine(os.environ["URL"], echo=True)
engine = create_engine("postgresql+auroradataapi://:@/db", connect_args=dict(aurora_cluster_arn="arn:c", secret_arn="arn:s"))
#^ rds-data:BeginTransaction ; rds-data:ExecuteStatement resourceArn=arn:c secretArn=arn:s ; rds-data:BatchExecuteStatement
#^ rds-data:CommitTransaction ; rds-data:RollbackTransaction

def handler(event, context):
    connection = aurora_data_api.connect(aurora_cluster_arn=os.environ["CLUSTER"], secret_arn=os.environ["SECRET"])
    cursor = connection.cursor()
    cursor.execute("select 1")
    #^ rds-data:BeginTransaction ; rds-data:ExecuteStatement resourceArn=$CLUSTER secretArn=$SECRET sql=select 1
    return cursor.fetchall()
"#,
    );
}
