//! Which resource an event means: what triggers the function names it.

use anyhow::Result;
use tests::fixture::check;

#[test]
fn the_bucket_of_a_trigger() -> Result<()> {
    check(
        r#"
//- /template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  Uploads: {Type: AWS::S3::Bucket}
  Untouched: {Type: AWS::S3::Bucket}
  Thumbs: {Type: AWS::S3::Bucket}
  Resize:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      CodeUri: src
      Environment: {Variables: {THUMBS: !Ref Thumbs}}
      Events:
        Upload:
          Type: S3
          Properties: {Bucket: !Ref Uploads, Events: s3:ObjectCreated:*}
//- /src/app.py
import os, boto3
from urllib.parse import unquote_plus

s3 = boto3.client("s3")

def handler(event, context):
    for record in event["Records"]:
        bucket = record["s3"]["bucket"]["name"]
        key = unquote_plus(record["s3"]["object"]["key"])
        # The bucket waits for the function's permission, so a reference would be a circle: its name stands for it.
        s3.download_file(bucket, key, "/tmp/in")
        #^ s3:GetObject on arn:${Partition}:s3:::*-uploads-*/*
        s3.upload_file("/tmp/out", os.environ["THUMBS"], "small/" + key)
        #^ s3:PutObject on ${Thumbs.Arn}/small/*
"#,
    )
}

#[test]
fn the_queue_and_the_topic_of_a_trigger() -> Result<()> {
    check(
        r#"
//- /template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  Jobs: {Type: AWS::SQS::Queue}
  News: {Type: AWS::SNS::Topic}
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      CodeUri: src
      Environment: {Variables: {JOBS: !Ref Jobs}}
      Events:
        Jobs: {Type: SQS, Properties: {Queue: !GetAtt Jobs.Arn}}
        News: {Type: SNS, Properties: {Topic: !Ref News}}
//- /src/index.mjs
import { SQSClient, TagQueueCommand } from "@aws-sdk/client-sqs";
import { SNSClient, PublishCommand } from "@aws-sdk/client-sns";

const sqs = new SQSClient({});
const sns = new SNSClient({});

export const handler = async (event) => {
  for (const record of event.Records) {
    if (record.Sns) {
      await sns.send(new PublishCommand({ TopicArn: record.Sns.TopicArn, Message: "again" }));
      //^ sns:Publish on ${News}
      continue;
    }
    await sqs.send(new TagQueueCommand({ QueueUrl: process.env.JOBS, Tags: { source: record.eventSourceARN } }));
    //^ sqs:TagQueue on ${Jobs.Arn}
  }
};
"#,
    )
}

#[test]
fn a_bucket_that_an_event_pattern_names() -> Result<()> {
    check(
        r#"
//- /template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  Inbox:
    Type: AWS::S3::Bucket
    Properties: {BucketName: inbox}
  Other: {Type: AWS::S3::Bucket}
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      CodeUri: src
      Events:
        Created:
          Type: EventBridgeRule
          Properties:
            Pattern:
              source: [aws.s3]
              detail-type: [Object Created]
              detail: {bucket: {name: [inbox]}}
//- /src/app.py
import boto3

s3 = boto3.client("s3")

def handler(event, context):
    detail = event["detail"]
    s3.delete_object(Bucket=detail["bucket"]["name"], Key=detail["object"]["key"])
    #^ s3:DeleteObject on ${Inbox.Arn}/*
"#,
    )
}

#[test]
fn the_input_of_a_state_machine_names_nothing() -> Result<()> {
    check(
        r#"
//- /template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders: {Type: AWS::Serverless::SimpleTable}
  Step:
    Type: AWS::Serverless::Function
    Properties: {Handler: app.handler, Runtime: python3.13, CodeUri: src}
//- /src/app.py
import boto3

def handler(event, context):
    boto3.client("dynamodb").get_item(TableName=event["table"], Key={})
    #^ dynamodb:GetItem on arn:${Partition}:dynamodb:${Region}:${AccountId}:table/*
"#,
    )
}

#[test]
fn names_that_are_taken_out_of_an_arn() -> Result<()> {
    check(
        r#"
//- /template.yaml
Transform: AWS::Serverless-2016-10-31
Parameters:
  Given: {Type: String}
Resources:
  Orders: {Type: AWS::DynamoDB::Table, Properties: {StreamSpecification: {StreamViewType: NEW_IMAGE}}}
  Jobs: {Type: AWS::SQS::Queue}
  OnOrder:
    Type: AWS::Serverless::Function
    Properties:
      Handler: orders.handler
      Runtime: python3.13
      CodeUri: src
      Events:
        Changed: {Type: DynamoDB, Properties: {Stream: !GetAtt Orders.StreamArn, StartingPosition: LATEST}}
  OnJob:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      CodeUri: src
      Events:
        Sent: {Type: SQS, Properties: {Queue: !GetAtt Jobs.Arn}}
  OnGiven:
    Type: AWS::Serverless::Function
    Properties:
      Handler: given.handler
      Runtime: python3.13
      CodeUri: src
      Events:
        Sent: {Type: SQS, Properties: {Queue: !Ref Given}}
//- /src/orders.py
import boto3

dynamodb = boto3.resource("dynamodb")

def handler(event, context):
    for record in event["Records"]:
        resource = record["eventSourceARN"].split(":")[5]
        dynamodb.Table(resource.split("/")[1]).put_item(Item={})
        #^ dynamodb:PutItem on ${Orders.Arn}
        dynamodb.Table(record["eventSourceARN"].split("/")[1]).scan()
        #^ dynamodb:Scan on ${Orders.Arn}
        account = context.invoked_function_arn.split(":")[4]
        queue = f"https://sqs.eu-west-1.amazonaws.com/{account}/audit"
        boto3.client("sqs").send_message(QueueUrl=queue, MessageBody="")
        #^ sqs:SendMessage on arn:${Partition}:sqs:${Region}:${AccountId}:audit
//- /src/index.js
const { SQSClient, DeleteQueueCommand, GetQueueUrlCommand, PurgeQueueCommand } = require("@aws-sdk/client-sqs");
const sqs = new SQSClient({});
exports.handler = async (event) => {
  for (const record of event.Records) {
    await sqs.send(new GetQueueUrlCommand({ QueueName: record.eventSourceARN.split(":")[5] }));
    //^ sqs:GetQueueUrl on ${Jobs.Arn}
    await sqs.send(new PurgeQueueCommand({ QueueUrl: record.eventSourceARN.split(":").pop() }));
    //^ sqs:PurgeQueue on ${Jobs.Arn}
    const [region, account, queue] = record.eventSourceARN.split(":").slice(3);
    await sqs.send(new DeleteQueueCommand({ QueueUrl: `https://sqs.${region}.amazonaws.com/${account}/${queue}` }));
    //^ sqs:DeleteQueue on arn:${Partition}:sqs:${Region}:${AccountId}:*
  }
};
//- /src/given.py
import boto3

sqs = boto3.client("sqs")

def handler(event, context):
    for record in event["Records"]:
        name = record["eventSourceARN"].split(":")[-1]
        sqs.get_queue_url(QueueName=name)
        #^ sqs:GetQueueUrl on arn:${Partition}:sqs:${Region}:${AccountId}:*
"#,
    )
}
