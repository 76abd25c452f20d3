"""A service's stack in moto: its data resources, its functions' settings, and its policies with every intrinsic resolved.

The template goes through moto's own CloudFormation, less what moto cannot make or the handlers do not need (gateways, rules,
permissions, event sources, roles, networks).
"""

import json

import boto3
from moto.events.models import EventBus

from needs import ACCOUNT, REGION

KEPT = {
    "AWS::DynamoDB::Table",
    "AWS::Events::EventBus",
    "AWS::KMS::Alias",
    "AWS::KMS::Key",
    "AWS::Kinesis::Stream",
    "AWS::Lambda::Function",
    "AWS::Logs::LogGroup",
    "AWS::S3::Bucket",
    "AWS::SNS::Topic",
    "AWS::SQS::Queue",
    "AWS::SSM::Parameter",
    "AWS::StepFunctions::StateMachine",
}
# moto leaves out what `Ref` of a bus gives.
EventBus.physical_resource_id = property(lambda bus: bus.name)

ROLE = f"arn:aws:iam::{ACCOUNT}:role/emulated"
TRUST = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}],
}
# The account decides: key policies and roles of AWS services are not what is tested.
KEY_POLICY = {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "kms:*", "Resource": "*"}]}
SET = {"RoleArn": ROLE, "KeyPolicy": json.dumps(KEY_POLICY)}
DROPPED = {
    "AWS::S3::Bucket": ["NotificationConfiguration"],
    "AWS::StepFunctions::StateMachine": ["TracingConfiguration"],
}


class Stack:
    """`functions`: logical id to environment; `policies`: key to its resolved document; `values`: text of `${..}`."""

    def __init__(self, endpoint, template, policies):
        self.values = {"AWS::Region": REGION, "AWS::AccountId": ACCOUNT}
        self.move(endpoint)
        parameters = {**template.get("Parameters", {}), **self.outside(template)}
        self.create({**template, "Parameters": parameters, "Resources": resources(template)}, policies)

    def move(self, endpoint):
        """The same stack, now served elsewhere."""
        self.endpoint = endpoint
        self.values["AWS::Endpoint"] = endpoint

    def client(self, service):
        return client(self.endpoint, service)

    def create(self, template, policies):
        carriers = {carrier_of(key): carrier(key, document) for key, document in policies.items() if document["Statement"]}
        body = {key: template[key] for key in ("Parameters", "Conditions", "Mappings") if key in template}
        body["Resources"] = {**template["Resources"], **carriers}
        self.client("iam").create_role(RoleName="emulated", AssumeRolePolicyDocument=json.dumps(TRUST))
        cloudformation = self.client("cloudformation")
        cloudformation.create_stack(StackName="corpus", TemplateBody=json.dumps(body))
        made = cloudformation.describe_stack_resources(StackName="corpus")["StackResources"]
        physical = {it["LogicalResourceId"]: it["PhysicalResourceId"] for it in made if it.get("PhysicalResourceId")}

        missing = set(template["Resources"]) - set(physical) - conditional(template)
        if missing:
            raise SystemExit(f"moto made no {sorted(missing)}")
        self.values.update(physical)
        self.values.update(self.arns(template["Resources"]))
        self.functions = {
            name: self.environment(physical[name])
            for name, it in template["Resources"].items()
            if it["Type"] == "AWS::Lambda::Function"
        }
        self.names = {name: physical[name] for name in self.functions}
        self.policies = {key: self.document(physical.get(carrier_of(key))) for key in policies}

    def outside(self, template):
        """What moto's CloudFormation does not know is made beforehand, and becomes a parameter with the same name."""
        made = {}
        for name, resource in template["Resources"].items():
            properties = resource.get("Properties", {})
            if resource["Type"] == "AWS::SecretsManager::Secret":
                given = text(properties.get("Name", name), template)
                made[name] = self.client("secretsmanager").create_secret(Name=given, SecretString="secret")["ARN"]
            elif resource["Type"] == "AWS::SES::EmailIdentity":
                made[name] = text(properties["EmailIdentity"], template)
        self.values.update(made)
        return {name: {"Type": "String", "Default": value} for name, value in made.items()}

    def environment(self, function):
        configuration = self.client("lambda").get_function_configuration(FunctionName=function)
        return configuration.get("Environment", {}).get("Variables", {})

    def settings(self, function):
        """A function's environment, with its queues where this stack is served."""
        queues = f"https://sqs.{REGION}.amazonaws.com"
        return {name: value.replace(queues, self.endpoint) for name, value in self.functions[function].items()}

    def document(self, policy_arn):
        if policy_arn is None:
            return {"Statement": []}
        iam = self.client("iam")
        return iam.get_policy_version(PolicyArn=policy_arn, VersionId="v1")["PolicyVersion"]["Document"]

    def arns(self, resources):
        """`${Queue.Arn}` and the like, as the sample events name them."""
        services = {"AWS::SQS::Queue": "sqs:{}", "AWS::Kinesis::Stream": "kinesis:stream/{}", "AWS::DynamoDB::Table": "dynamodb:table/{}"}
        for name, resource in resources.items():
            form = services.get(resource["Type"])
            if form and name in self.values:
                service, path = form.split(":")
                physical = self.values[name].rsplit("/", 1)[-1]
                arn = f"arn:aws:{service}:{REGION}:{ACCOUNT}:{path.format(physical)}"
                yield f"{name}.Arn", arn
                yield f"{name}.StreamArn", arn + "/stream/2031-01-01T00:00:00.000"

    def filled(self, value):
        """A value of an event file, with its `${..}` replaced."""
        if isinstance(value, str):
            for name, text in self.values.items():
                value = value.replace("${" + name + "}", text)
            return value
        if isinstance(value, list):
            return [self.filled(it) for it in value]
        if isinstance(value, dict):
            return {key: self.filled(it) for key, it in value.items()}
        return value

    def give(self, service, operation, parameters):
        getattr(self.client(service), operation)(**self.filled(parameters))

    # What lies behind the resources, as the rules of `needs` ask for it.

    def key_of(self, resource):
        if resource.startswith("arn:aws:s3:::"):
            return self.bucket_key(resource.removeprefix("arn:aws:s3:::"))
        queue = resource.rsplit(":", 1)[-1]
        sqs = self.client("sqs")
        url = sqs.get_queue_url(QueueName=queue)["QueueUrl"]
        attributes = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
        key = attributes.get("KmsMasterKeyId")
        return key and self.key_arn(key)

    def bucket_key(self, bucket):
        s3 = self.client("s3")
        try:
            rules = s3.get_bucket_encryption(Bucket=bucket)["ServerSideEncryptionConfiguration"]["Rules"]
        except s3.exceptions.ClientError:
            return None
        key = rules[0]["ApplyServerSideEncryptionByDefault"].get("KMSMasterKeyID")
        return key and self.key_arn(key)

    def key_arn(self, key):
        return self.client("kms").describe_key(KeyId=key)["KeyMetadata"]["Arn"]

    def partition_key(self, table):
        schema = self.client("dynamodb").describe_table(TableName=table)["Table"]["KeySchema"]
        return next(it["AttributeName"] for it in schema if it["KeyType"] == "HASH")

    def secret_arn(self, secret):
        return self.client("secretsmanager").describe_secret(SecretId=secret)["ARN"]


def text(expression, template):
    """A name made of parameters at their defaults."""
    defaults = {name: it.get("Default", "") for name, it in template.get("Parameters", {}).items()}
    if isinstance(expression, dict) and "Ref" in expression:
        return defaults[expression["Ref"]]
    name = expression["Fn::Sub"] if isinstance(expression, dict) else expression
    for parameter, default in defaults.items():
        name = name.replace("${" + parameter + "}", default)
    return name


def client(endpoint, service):
    secret = {"aws_access_key_id": "TESTS", "aws_secret_access_key": "tests"}
    return boto3.client(service, endpoint_url=endpoint, region_name=REGION, **secret)


def resources(template):
    kept = {}
    for name, resource in template["Resources"].items():
        if resource["Type"] not in KEPT:
            continue
        properties = {k: v for k, v in resource.get("Properties", {}).items() if k not in DROPPED.get(resource["Type"], [])}
        if resource["Type"] == "AWS::Lambda::Function":
            properties = function(properties)
        for key, value in SET.items():
            if key in properties:
                properties[key] = value
        condition = {key: resource[key] for key in ("Condition",) if key in resource}
        kept[name] = {"Type": resource["Type"], "Properties": properties, **condition}
    return kept


def function(properties):
    kept = {key: properties[key] for key in ("FunctionName", "Environment") if key in properties}
    return {**kept, "Handler": "none", "Runtime": "python3.12", "Role": ROLE, "Code": {"ZipFile": "# emulated"}}


def carrier_of(key):
    function, kind = key
    return f"{function}{kind.title()}"


def carrier(key, document):
    """moto resolves a policy's intrinsics while it makes this."""
    return {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"ManagedPolicyName": "-".join(key), "PolicyDocument": document}}


def conditional(template):
    return {name for name, it in template["Resources"].items() if "Condition" in it}
