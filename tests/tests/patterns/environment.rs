//! Which resource a variable of the environment means, in each way that a template can fill it.

use anyhow::Result;
use tests::fixture::check;

#[test]
fn intrinsics() -> Result<()> {
    check(
        r#"
//- /template.yaml
Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage: {Type: String, Default: dev}
  Given: {Type: String}
Conditions:
  Live: !Equals [!Ref Stage, live]
Mappings:
  Names: {eu-west-1: {archive: archive-eu}, us-east-1: {archive: archive-us}}
Globals:
  Function:
    Runtime: python3.13
    Environment: {Variables: {SHARED: !Ref Shared}}
Resources:
  Shared: {Type: AWS::DynamoDB::Table}
  Named: {Type: AWS::DynamoDB::Table, Properties: {TableName: !Sub "named-${Stage}"}}
  Live: {Type: AWS::DynamoDB::Table}
  Test: {Type: AWS::DynamoDB::Table}
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      CodeUri: src
      Environment:
        Variables:
          SUB: !Sub "named-${Stage}"
          JOIN: !Join ["-", [named, !Ref Stage]]
          ATT: !GetAtt Live.Arn
          IF: !If [Live, !Ref Live, !Ref Test]
          MAP: !FindInMap [Names, !Ref AWS::Region, archive]
          IMPORT: !ImportValue orders-table
          GIVEN: !Ref Given
          SSM: "{{resolve:ssm:/orders/table}}"
//- /src/app.py
import os, boto3

def table(name):
    return boto3.resource("dynamodb").Table(os.environ[name])

def handler(event, context):
    table("SHARED").scan()
    #^ dynamodb:Scan on ${Shared.Arn}
    table("SUB").put_item(Item={})
    #^ dynamodb:PutItem on ${Named.Arn}
    table("JOIN").delete_item(Key={})
    #^ dynamodb:DeleteItem on ${Named.Arn}
    table("ATT").get_item(Key={})
    #^ dynamodb:GetItem on ${Live.Arn}
    table("IF").query()
    #^ dynamodb:Query on ${Live.Arn}; dynamodb:Query on ${Test.Arn}
    table("MAP").update_item(Key={})
    #^ dynamodb:UpdateItem on arn:${Partition}:dynamodb:${Region}:${AccountId}:table/FindInMap(Names, ${Region}, archive)
    table("IMPORT").load()
    #^ dynamodb:DescribeTable on arn:${Partition}:dynamodb:${Region}:${AccountId}:table/ImportValue(orders-table)
    table("GIVEN").delete()
    #^ dynamodb:DeleteTable on arn:${Partition}:dynamodb:${Region}:${AccountId}:table/${Given}
    table("SSM").update()
    #^ dynamodb:UpdateTable on arn:${Partition}:dynamodb:${Region}:${AccountId}:table/{{resolve:ssm:/orders/table}}
"#,
    )
}

#[test]
fn serverless_variables() -> Result<()> {
    check(
        r#"
//- /serverless.yml
service: shop
custom:
  stage: ${opt:stage, self:provider.stage}
  table: ${self:service}-orders-${self:custom.stage}
provider:
  name: aws
  runtime: nodejs20.x
  stage: dev
  environment:
    TABLE: ${self:custom.table}
    BUCKET: ${file(names.yml):bucket}
functions:
  worker:
    handler: src/index.handler
    environment: {TOPIC: !Ref News}
resources:
  Resources:
    Orders: {Type: AWS::DynamoDB::Table, Properties: {TableName: "${self:custom.table}"}}
    News: {Type: AWS::SNS::Topic}
    Media: {Type: AWS::S3::Bucket, Properties: {BucketName: "${file(names.yml):bucket}"}}
//- /names.yml
bucket: media-${sls:stage}
//- /src/index.js
const AWS = require("aws-sdk");
const db = new AWS.DynamoDB.DocumentClient();
const s3 = new AWS.S3();

module.exports.handler = async () => {
  await db.get({ TableName: process.env.TABLE, Key: {} }).promise();
  //^ dynamodb:GetItem on ${Orders.Arn}
  await s3.putObject({ Bucket: process.env.BUCKET, Key: "a", Body: "" }).promise();
  //^ s3:PutObject on ${Media.Arn}/a
  await new AWS.SNS().publish({ TopicArn: process.env.TOPIC, Message: "" }).promise();
  //^ sns:Publish on ${News}
};
"#,
    )
}

/// A composition hands outputs of one service to another as parameters: they stay as they are written, since only a
/// deployment knows them, and name what they name.
#[test]
fn services_of_a_composition() -> Result<()> {
    check(
        r#"
//- /serverless-compose.yml
services:
  queues: {path: queues, params: {owner: team}}
  worker:
    path: worker
    params:
      queueUrl: ${queues.QueueUrl}
      topicArn: ${queues.TopicArn}
      table: orders-${sls:stage}
//- /queues/serverless.yml
service: queues
provider: {name: aws, runtime: nodejs20.x, environment: {OWNER: "${param:owner}"}}
functions:
  fill: {handler: fill.handler, environment: {QUEUE: !Ref Queue}}
resources:
  Resources:
    Queue: {Type: AWS::SQS::Queue}
    Topic: {Type: AWS::SNS::Topic}
  Outputs:
    QueueUrl: {Value: !Ref Queue}
    TopicArn: {Value: !Ref Topic}
//- /queues/fill.js
const { SQSClient, SendMessageCommand } = require("@aws-sdk/client-sqs");
const sqs = new SQSClient({});
exports.handler = () => sqs.send(new SendMessageCommand({ QueueUrl: process.env.QUEUE, MessageBody: process.env.OWNER }));
//^ sqs:SendMessage on ${Queue.Arn}
//- /worker/serverless.yml
service: worker
provider: {name: aws, runtime: nodejs20.x}
functions:
  work:
    handler: work.handler
    environment: {QUEUE: "${param:queueUrl}", TOPIC: "${param:topicArn}", TABLE: "${param:table}"}
//- /worker/work.js
const AWS = require("aws-sdk");

exports.handler = async () => {
  await new AWS.SNS().publish({ TopicArn: process.env.TOPIC, Message: "" }).promise();
  //^ sns:Publish on ${param:topicArn}
  await new AWS.DynamoDB.DocumentClient().scan({ TableName: process.env.TABLE }).promise();
  //^ dynamodb:Scan on arn:${Partition}:dynamodb:${Region}:${AccountId}:table/${param:table}
};
"#,
    )
}

#[test]
fn what_the_deployment_hands_on() -> Result<()> {
    check(
        r#"
//- /serverless.yml
service: cards
useDotenv: true
plugins: [serverless-dotenv-plugin]
provider: {name: aws, runtime: nodejs20.x, region: "${env:REGION}"}
functions:
  save: {handler: save.handler}
resources:
  Resources:
    Cards: {Type: AWS::DynamoDB::Table, Properties: {TableName: "${env:CARDS_TABLE}"}}
    Made: {Type: AWS::SQS::Queue, Properties: {QueueName: "${env:QUEUE_NAME}"}}
//- /save.js
const { DynamoDBClient, PutItemCommand } = require("@aws-sdk/client-dynamodb");
const { SQS } = require("@aws-sdk/client-sqs");
const db = new DynamoDBClient({ region: process.env.REGION });
const sqs = new SQS({ ...(process.env.IS_OFFLINE && { region: "us-west-2", endpoint: "http://localhost:9324" }) });
exports.handler = async (event) => {
  await db.send(new PutItemCommand({ TableName: process.env.CARDS_TABLE, Item: { id: { S: event.id } } }));
  //^ dynamodb:PutItem on ${Cards.Arn}
  const { QueueUrl } = await sqs.getQueueUrl({ QueueName: process.env.QUEUE_NAME });
  //^ sqs:GetQueueUrl on ${Made.Arn}
  await sqs.sendMessage({ QueueUrl, MessageBody: event.id });
  //^ sqs:SendMessage on ${Made.Arn}
  await sqs.purgeQueue({ QueueUrl: process.env.NOWHERE });
  //^ sqs:PurgeQueue on arn:${Partition}:sqs:*:*:*
};
"#,
    )
}
