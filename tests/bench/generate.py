"""Makes a repository of Lambda services, the same one for the same seed.

    generate.py FOLDER [--services N] [--functions N] [--shared-lines N] [--seed N]

Services take turns between Python, JavaScript and Rust. Each has a SAM template, FUNCTIONS handlers, and a shared library of
about SHARED-LINES lines that every handler imports: most of it plain code, a few functions of it call AWS. A handler reaches
some of them through helpers of its own.
"""

import argparse
import random
from pathlib import Path

VERBS = "book cancel check close count draw fetch file find hold list mark move open pack plan print quote read sort".split()
NOUNS = "bill box card claim crate file form label order page parcel photo plan quote report seat ticket tour visit".split()
FIELDS = "amount city colour count day depth height label month name note owner place price rank size state step unit year".split()
LANGUAGES = ["python", "javascript", "rust"]


class Service:
    """One service being written: its folder, its dice, and its functions' names."""

    def __init__(self, folder, number, functions, shared_lines, seed):
        self.dice = random.Random(f"{seed}/{number}")
        self.folder = folder / f"service-{number:03}"
        self.shared_lines = shared_lines
        names = [f"{verb}-{noun}" for verb in VERBS for noun in NOUNS]
        self.functions = self.dice.sample(names, functions)
        # Which of the shared calls a function reaches.
        self.reached = {name: sorted(self.dice.sample(range(len(CALLS)), self.dice.randint(1, 4))) for name in self.functions}

    def write(self, path, text):
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)

    def fields(self, count):
        return self.dice.sample(FIELDS, count)

    def number(self):
        return self.dice.randint(2, 99)


# Of each shared call: its name, and what the template passes in the environment.
CALLS = [
    ("save_item", "TABLE_NAME"),
    ("load_item", "TABLE_NAME"),
    ("by_owner", "TABLE_NAME"),
    ("tell", "QUEUE_URL"),
    ("announce", "TOPIC_ARN"),
    ("store_page", "BUCKET_NAME"),
    ("read_page", "BUCKET_NAME"),
    ("read_setting", "SETTING"),
]

TEMPLATE_HEAD = """AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31

Globals:
  Function:
    Runtime: {runtime}
    MemorySize: 256
    Environment:
      Variables:
        TABLE_NAME: !Ref Items
        QUEUE_URL: !Ref Work
        TOPIC_ARN: !Ref News
        BUCKET_NAME: !Ref Pages
        SETTING: !Ref Setting

Resources:
  Items:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{{ AttributeName: id, AttributeType: S }}, {{ AttributeName: owner, AttributeType: S }}]
      KeySchema: [{{ AttributeName: id, KeyType: HASH }}]
      GlobalSecondaryIndexes:
        - IndexName: by-owner
          KeySchema: [{{ AttributeName: owner, KeyType: HASH }}]
          Projection: {{ ProjectionType: ALL }}
  Work:
    Type: AWS::SQS::Queue
  News:
    Type: AWS::SNS::Topic
  Pages:
    Type: AWS::S3::Bucket
  Setting:
    Type: AWS::SSM::Parameter
    Properties: {{ Type: String, Name: /service/setting, Value: "1" }}
"""


def template(service, runtime, function):
    text = TEMPLATE_HEAD.format(runtime=runtime)
    for name in service.functions:
        text += f"  {camel(name)}:\n    Type: AWS::Serverless::Function\n{function(name)}"
        text += f"      Events:\n        Call:\n          Type: HttpApi\n          Properties: {{ Path: /{name}, Method: POST }}\n"
    service.write("template.yaml", text)


def python(service):
    template(service, "python3.12", lambda name: f"    Properties:\n      CodeUri: src\n      Handler: {snake(name)}.handler\n")
    service.write("src/shared/__init__.py", "")
    service.write("src/shared/aws.py", PYTHON_AWS)
    service.write("src/shared/rules.py", library(service, python_rule, '"""Rules of the house."""\n\n\n'))
    for name in service.functions:
        calls = [CALLS[it][0] for it in service.reached[name]]
        steps = "".join(f"\n\ndef step_{n}(item):\n    {check_python(service)}\n    return aws.{call}(item)\n" for n, call in enumerate(calls))
        body = "".join(f"    answer[{n}] = step_{n}(item)\n" for n in range(len(calls)))
        rule = service.dice.randrange(rules(service))
        service.write(
            f"src/{snake(name)}.py",
            f'"""Handles {name}."""\n\nimport json\n\nfrom shared import aws, rules\n{steps}\n\ndef handler(event, context):\n'
            f'    item = json.loads(event["body"])\n    answer = {{"rule": rules.rule_{rule}(item)}}\n{body}'
            '    return {"statusCode": 200, "body": json.dumps(answer)}\n',
        )


def check_python(service):
    a, b = service.fields(2)
    return f'item["{a}"] = item.get("{a}", {service.number()}) + len(item.get("{b}", ""))'


def python_rule(service, number):
    a, b, c = service.fields(3)
    return f'''def rule_{number}(item):
    """What {a} comes to by {b}."""
    total = {service.number()}
    for line in item.get("lines", []):
        if line["{b}"] > {service.number()}:
            total += line["{a}"] * {service.number()}
        elif "{c}" in line:
            total -= int(line["{c}"])
    label = f"{a}-{{total}}"
    return {{"{a}": total, "{b}": label.upper(), "rest": [it for it in item.get("{c}", []) if it]}}


'''


PYTHON_AWS = '''"""What the service keeps in AWS."""

import json
import os
from functools import cache

import boto3


@cache
def table():
    return boto3.resource("dynamodb").Table(os.environ["TABLE_NAME"])


class Mailbox:
    def __init__(self, url):
        self.client = boto3.client("sqs")
        self.url = url

    def put(self, message):
        self.client.send_message(QueueUrl=self.url, MessageBody=json.dumps(message))


def save_item(item):
    table().put_item(Item=item)


def load_item(item):
    return table().get_item(Key={"id": item["id"]}).get("Item")


def by_owner(item):
    return table().query(IndexName="by-owner", KeyConditionExpression="owner = :o")["Items"]


def tell(item):
    Mailbox(os.environ["QUEUE_URL"]).put({"id": item["id"]})


def announce(item):
    boto3.client("sns").publish(TopicArn=os.environ["TOPIC_ARN"], Message=json.dumps(item))


def store_page(item):
    boto3.client("s3").put_object(Bucket=os.environ["BUCKET_NAME"], Key=f"pages/{item['id']}.html", Body=b"")


def read_page(item):
    return boto3.client("s3").get_object(Bucket=os.environ["BUCKET_NAME"], Key=f"pages/{item['id']}.html")["Body"].read()


def read_setting(item):
    return boto3.client("ssm").get_parameter(Name=os.environ["SETTING"])["Parameter"]["Value"]
'''


def javascript(service):
    template(service, "nodejs22.x", lambda name: f"    Properties:\n      CodeUri: src\n      Handler: {name}.handler\n")
    service.write("src/package.json", '{ "name": "service", "type": "module", "dependencies": {} }\n')
    service.write("src/shared/aws.js", JAVASCRIPT_AWS)
    service.write("src/shared/rules.js", library(service, javascript_rule, "// Rules of the house.\n\n"))
    for name in service.functions:
        calls = [CALLS[it][0] for it in service.reached[name]]
        steps = "".join(
            f"\nasync function step{n}(item) {{\n  {check_javascript(service)}\n  return aws.{lower_camel(call)}(item);\n}}\n"
            for n, call in enumerate(calls)
        )
        body = "".join(f"  answer.step{n} = await step{n}(item);\n" for n in range(len(calls)))
        rule = service.dice.randrange(rules(service))
        service.write(
            f"src/{name}.js",
            f"// Handles {name}.\nimport * as aws from './shared/aws.js';\nimport {{ rule{rule} }} from './shared/rules.js';\n{steps}\n"
            f"export const handler = async (event) => {{\n  const item = JSON.parse(event.body);\n  const answer = {{ rule: rule{rule}(item) }};\n"
            f"{body}  return {{ statusCode: 200, body: JSON.stringify(answer) }};\n}};\n",
        )


def check_javascript(service):
    a, b = service.fields(2)
    return f"item.{a} = (item.{a} ?? {service.number()}) + (item.{b} ?? '').length;"


def javascript_rule(service, number):
    a, b, c = service.fields(3)
    return f"""export function rule{number}(item) {{
  let total = {service.number()};
  for (const line of item.lines ?? []) {{
    if (line.{b} > {service.number()}) {{
      total += line.{a} * {service.number()};
    }} else if (line.{c}) {{
      total -= Number(line.{c});
    }}
  }}
  const label = `{a}-${{total}}`;
  return {{ {a}: total, {b}: label.toUpperCase(), rest: (item.{c} ?? []).filter((it) => it) }};
}}

"""


JAVASCRIPT_AWS = """// What the service keeps in AWS.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const s3 = new S3Client({});
const { TABLE_NAME, BUCKET_NAME, QUEUE_URL } = process.env;

class Mailbox {
  constructor(url) {
    this.client = new SQSClient({});
    this.url = url;
  }

  async put(message) {
    await this.client.send(new SendMessageCommand({ QueueUrl: this.url, MessageBody: JSON.stringify(message) }));
  }
}

export const saveItem = (item) => documents.send(new PutCommand({ TableName: TABLE_NAME, Item: item }));

export const loadItem = async ({ id }) => (await documents.send(new GetCommand({ TableName: TABLE_NAME, Key: { id } }))).Item;

export const byOwner = async ({ owner }) => {
  const query = { TableName: TABLE_NAME, IndexName: 'by-owner', KeyConditionExpression: 'owner = :o' };
  return (await documents.send(new QueryCommand({ ...query, ExpressionAttributeValues: { ':o': owner } }))).Items;
};

export const tell = ({ id }) => new Mailbox(QUEUE_URL).put({ id });

export const announce = (item) =>
  new SNSClient({}).send(new PublishCommand({ TopicArn: process.env.TOPIC_ARN, Message: JSON.stringify(item) }));

export const storePage = ({ id }) => s3.send(new PutObjectCommand({ Bucket: BUCKET_NAME, Key: `pages/${id}.html`, Body: '' }));

export const readPage = ({ id }) => s3.send(new GetObjectCommand({ Bucket: BUCKET_NAME, Key: `pages/${id}.html` }));

export const readSetting = async () =>
  (await new SSMClient({}).send(new GetParameterCommand({ Name: process.env.SETTING }))).Parameter.Value;
"""


def rust(service):
    build = "    Metadata:\n      BuildMethod: rust-cargolambda\n      BuildProperties:\n        Binary: {}\n"
    properties = "    Properties:\n      CodeUri: .\n      Handler: bootstrap\n"
    template(service, "provided.al2023", lambda name: build.format(name) + properties)
    binaries = "".join(f'\n[[bin]]\nname = "{name}"\npath = "src/bin/{snake(name)}.rs"\n' for name in service.functions)
    crates = "aws-config aws-sdk-dynamodb aws-sdk-s3 aws-sdk-sns aws-sdk-sqs aws-sdk-ssm lambda_runtime serde_json tokio".split()
    dependencies = "".join(f'{it} = "1"\n' for it in crates)
    service.write("Cargo.toml", f'[package]\nname = "service"\nversion = "0.1.0"\nedition = "2024"\n{binaries}\n[dependencies]\n{dependencies}')
    service.write("src/lib.rs", "pub mod aws;\npub mod rules;\n")
    service.write("src/aws.rs", RUST_AWS)
    service.write("src/rules.rs", library(service, rust_rule, "//! Rules of the house.\n\nuse serde_json::{Value, json};\n\n"))
    for name in service.functions:
        calls = [CALLS[it][0] for it in service.reached[name]]
        steps = "".join(
            f"\nasync fn step_{n}(aws: &Aws, item: &Value) -> Result<Value, Error> {{\n    let {service.fields(1)[0]} = {service.number()};\n"
            f"    aws.{call}(item).await\n}}\n"
            for n, call in enumerate(calls)
        )
        body = "".join(f"    answer.push(step_{n}(aws, &item).await?);\n" for n in range(len(calls)))
        rule = service.dice.randrange(rules(service))
        service.write(
            f"src/bin/{snake(name)}.rs",
            f"//! Handles {name}.\n\nuse lambda_runtime::{{Error, LambdaEvent, run, service_fn}};\nuse serde_json::{{Value, json}};\n"
            f"use service::aws::Aws;\nuse service::rules;\n{steps}\n"
            f"async fn handle(aws: &Aws, event: LambdaEvent<Value>) -> Result<Value, Error> {{\n    let item = event.payload;\n"
            f"    let mut answer = vec![rules::rule_{rule}(&item)];\n{body}    Ok(json!({{ \"answer\": answer }}))\n}}\n\n"
            "#[tokio::main]\nasync fn main() -> Result<(), Error> {\n    let config = aws_config::load_from_env().await;\n"
            "    let aws = Aws::new(&config)?;\n    run(service_fn(|event| handle(&aws, event))).await\n}\n",
        )


def rust_rule(service, number):
    a, b, c = service.fields(3)
    return f"""pub fn rule_{number}(item: &Value) -> Value {{
    let mut total = {service.number()};
    for line in item["lines"].as_array().into_iter().flatten() {{
        if line["{b}"].as_i64().unwrap_or(0) > {service.number()} {{
            total += line["{a}"].as_i64().unwrap_or(0) * {service.number()};
        }} else if let Some(less) = line["{c}"].as_i64() {{
            total -= less;
        }}
    }}
    let label = format!("{a}-{{total}}");
    json!({{ "{a}": total, "{b}": label.to_uppercase() }})
}}

"""


RUST_AWS = """//! What the service keeps in AWS.

use aws_config::SdkConfig;
use aws_sdk_dynamodb::types::AttributeValue;
use lambda_runtime::Error;
use serde_json::{Value, json};

pub struct Aws {
    dynamodb: aws_sdk_dynamodb::Client,
    s3: aws_sdk_s3::Client,
    sns: aws_sdk_sns::Client,
    sqs: aws_sdk_sqs::Client,
    ssm: aws_sdk_ssm::Client,
    table: String,
    bucket: String,
}

impl Aws {
    pub fn new(config: &SdkConfig) -> Result<Self, Error> {
        Ok(Self {
            dynamodb: aws_sdk_dynamodb::Client::new(config),
            s3: aws_sdk_s3::Client::new(config),
            sns: aws_sdk_sns::Client::new(config),
            sqs: aws_sdk_sqs::Client::new(config),
            ssm: aws_sdk_ssm::Client::new(config),
            table: std::env::var("TABLE_NAME")?,
            bucket: std::env::var("BUCKET_NAME")?,
        })
    }

    pub async fn save_item(&self, item: &Value) -> Result<Value, Error> {
        let id = AttributeValue::S(item["id"].to_string());
        self.dynamodb.put_item().table_name(&self.table).item("id", id).send().await?;
        Ok(Value::Null)
    }

    pub async fn load_item(&self, item: &Value) -> Result<Value, Error> {
        let id = AttributeValue::S(item["id"].to_string());
        let found = self.dynamodb.get_item().table_name(&self.table).key("id", id).send().await?;
        Ok(json!(found.item.is_some()))
    }

    pub async fn by_owner(&self, item: &Value) -> Result<Value, Error> {
        let owner = AttributeValue::S(item["owner"].to_string());
        let query = self.dynamodb.query().table_name(&self.table).index_name("by-owner");
        let found = query.key_condition_expression("owner = :o").expression_attribute_values(":o", owner).send().await?;
        Ok(json!(found.count))
    }

    pub async fn tell(&self, item: &Value) -> Result<Value, Error> {
        let queue = std::env::var("QUEUE_URL")?;
        self.sqs.send_message().queue_url(queue).message_body(item.to_string()).send().await?;
        Ok(Value::Null)
    }

    pub async fn announce(&self, item: &Value) -> Result<Value, Error> {
        let topic = std::env::var("TOPIC_ARN")?;
        self.sns.publish().topic_arn(topic).message(item.to_string()).send().await?;
        Ok(Value::Null)
    }

    pub async fn store_page(&self, item: &Value) -> Result<Value, Error> {
        let key = format!("pages/{}.html", item["id"]);
        self.s3.put_object().bucket(&self.bucket).key(key).send().await?;
        Ok(Value::Null)
    }

    pub async fn read_page(&self, item: &Value) -> Result<Value, Error> {
        let key = format!("pages/{}.html", item["id"]);
        let page = self.s3.get_object().bucket(&self.bucket).key(key).send().await?;
        Ok(json!(page.content_length))
    }

    pub async fn read_setting(&self, _item: &Value) -> Result<Value, Error> {
        let found = self.ssm.get_parameter().name(std::env::var("SETTING")?).send().await?;
        Ok(json!(found.parameter.and_then(|it| it.value)))
    }
}
"""


def library(service, rule, head):
    return head + "".join(rule(service, number) for number in range(rules(service)))


def rules(service):
    """A rule is about 14 lines."""
    return max(1, service.shared_lines // 14)


def snake(name):
    return name.replace("-", "_")


def camel(name):
    return "".join(it.capitalize() for it in name.split("-"))


def lower_camel(name):
    head, *rest = name.split("_")
    return head + "".join(it.capitalize() for it in rest)


def generate(folder, services=25, functions=20, shared_lines=1000, seed=1):
    """Writes the repository; gives its number of functions."""
    for number in range(services):
        service = Service(Path(folder), number, functions, shared_lines, seed)
        {"python": python, "javascript": javascript, "rust": rust}[LANGUAGES[number % 3]](service)
    return services * functions


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder")
    for option, default in (("services", 25), ("functions", 20), ("shared-lines", 1000), ("seed", 1)):
        parser.add_argument(f"--{option}", type=int, default=default)
    options = vars(parser.parse_args())
    generate(**options)


if __name__ == "__main__":
    main()
