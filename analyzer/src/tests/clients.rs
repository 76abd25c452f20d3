//! Which client a call is made on.

use crate::fixture::check;

#[test]
fn a_call_of_a_library_stands_at_every_place_that_leads_to_it() {
    check(
        r#"
//- /app.py
from aws_lambda_powertools.utilities import parameters
def handler(event, context):
    parameters.get_secret("a")
    #^ secretsmanager:GetSecretValue SecretId=a
    if event["again"]:
        parameters.get_secret("a")
        #^ secretsmanager:GetSecretValue SecretId=a
    return other()
def other():
    return parameters.get_secret("a")
    #^ secretsmanager:GetSecretValue SecretId=a
"#,
    );
}

#[test]
fn python_client_and_resource() {
    check(
        r#"
//- /app.py
import os
import boto3

ddb = boto3.resource("dynamodb")
table = ddb.Table(os.environ["TABLE"])
s3 = boto3.client("s3")

def handler(event, context):
    table.put_item(Item={"id": event["id"]})
    #^ dynamodb:PutItem TableName=$TABLE
    s3.get_object(Bucket="in-bucket", Key=f"uploads/{event['id']}.json")
    #^ s3:GetObject Bucket=in-bucket Key=uploads/<event.id>.json
    save("x")

def save(name):
    s3.put_object(Bucket="out-bucket", Key=name)
    #^ s3:PutObject Bucket=out-bucket Key=x

def unused():
    boto3.client("iam").delete_user(UserName="x")
"#,
    );
}

#[test]
fn javascript_v3_client_and_command() {
    check(
        r#"
//- /index.mjs
import { S3Client, PutObjectCommand, DeleteBucketCommand } from "@aws-sdk/client-s3";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
const s3 = new S3Client({});
export const handler = async (event) => {
  await s3.send(new PutObjectCommand({ Bucket: process.env.BUCKET, Key: `a/${event.id}` }));
  //^ s3:PutObject Bucket=$BUCKET Key=a/<event.id>
};
"#,
    );
}

#[test]
fn javascript_v2_client() {
    check(
        r#"
//- /index.js
const AWS = require("aws-sdk");
const s3 = new AWS.S3();
const { sendMail } = require("./mail");
module.exports.handler = async (event) => {
  const object = await s3.getObject({ Bucket: "b", Key: "k" }).promise();
  //^ s3:GetObject Bucket=b Key=k
  s3.putObject({ Bucket: "b" }, (error, data) => {
  //^ s3:PutObject Bucket=b
    sendMail(data);
  });
};
//- /mail.js
const SES = require("aws-sdk/clients/ses");
const ses = new SES();
exports.sendMail = (data) => ses.sendEmail({ Source: "a@b.c" }).promise();
//^ ses:SendEmail Source=a@b.c
"#,
    );
}

#[test]
fn rust_client_in_a_struct() {
    check(
        r#"
//- /src/main.rs
use aws_sdk_dynamodb::{Client, types::AttributeValue};
use lambda_runtime::{run, service_fn, Error, LambdaEvent};
use serde_json::Value;

struct Store {
    client: Client,
    table: String,
}

impl Store {
    fn new(client: Client) -> Self {
        Self { client, table: std::env::var("TABLE").expect("TABLE is set") }
    }

    async fn put(&self, id: &str) -> Result<(), Error> {
        self.client
            .put_item()
            .table_name(&self.table)
            .item("id", AttributeValue::S(id.to_string()))
            .send()
            //^ dynamodb:PutItem TableName=$TABLE
            .await?;
        Ok(())
    }
}

async fn handler(store: &Store, event: LambdaEvent<Value>) -> Result<(), Error> {
    store.put("a").await
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let config = aws_config::load_from_env().await;
    let store = Store::new(Client::new(&config));
    run(service_fn(|event| handler(&store, event))).await
}
"#,
    );
}

#[test]
fn javascript_wrapper_hands_its_arguments_on() {
    check(
        r#"
//- /index.js
const AWS = require("aws-sdk");
const sns = new AWS.SNS();
sns._publish = sns.publish;
function publish() {
  return sns.publish.apply(sns, arguments);
  //^ sns:Publish TopicArn=$TOPIC
}
exports.handler = async () => publish({ TopicArn: process.env.TOPIC }).promise();
"#,
    );
}

#[test]
fn rust_library_with_a_model_is_not_followed_into_its_source() {
    check(
        r#"
//- /src/main.rs
use lambda_runtime::{run, service_fn};
async fn handler(client: &aws_sdk_sqs::Client) {
    client.send_message().queue_url("q").send().await;
    //^ sqs:SendMessage QueueUrl=q
}
#[tokio::main]
async fn main() {
    let client = aws_sdk_sqs::Client::new(&aws_config::load_from_env().await);
    run(service_fn(|_| handler(&client))).await
}
//- /Cargo.toml
[package]
name = "app"
edition = "2024"
[dependencies]
lambda_runtime = { path = "runtime" }
//- /runtime/Cargo.toml
[package]
name = "lambda_runtime"
edition = "2024"
//- /runtime/src/lib.rs
pub fn service_fn<F>(f: F) -> u8 { 1 }
pub async fn run(f: u8) {}
"#,
    );
}

#[test]
fn database_tokens_are_a_permission() {
    check(
        r#"
//- /app.py
import boto3
def handler(event, context):
    return boto3.client("rds").generate_db_auth_token(DBHostname="h", Port=5432, DBUsername="reader")
    #^ rds-db:connect DbUserName=reader
"#,
    );
    check(
        r#"
//- /index.mjs
import { Signer } from "@aws-sdk/rds-signer";
export const handler = async () => new Signer({ hostname: "h", port: 5432, username: "reader" }).getAuthToken();
//^ rds-db:connect DbUserName=reader
"#,
    );
}

#[test]
fn clients_that_meet_in_one_variable_answer_for_each_other() {
    check(
        r#"
//- /app.py
import boto3
clients = {"queue": boto3.client("sqs"), "files": boto3.client("s3")}
def handler(event, context):
    client = clients[event["to"]]
    client.send_message(QueueUrl="q", MessageBody="m")
    #^ sqs:SendMessage MessageBody=m QueueUrl=q
"#,
    );
    check(
        r#"
//- /app.py problems:unknown-operation
import boto3
clients = {"queue": boto3.client("sqs"), "files": boto3.client("s3")}
def handler(event, context):
    clients[event["to"]].get_secret_value(SecretId="s")
"#,
    );
}
