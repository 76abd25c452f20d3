//! Where a JavaScript or TypeScript handler is, and which client it uses.

use anyhow::Result;
use tests::fixture::check;

#[test]
fn bundles_of_esbuild_and_folders_of_the_compiler() -> Result<()> {
    check(
        r#"
//- /template.yaml
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Runtime: nodejs22.x
    Environment: {Variables: {TABLE: !Ref Orders}}
Resources:
  Orders: {Type: AWS::Serverless::SimpleTable}
  Bundled:
    Type: AWS::Serverless::Function
    Metadata: {BuildMethod: esbuild, BuildProperties: {EntryPoints: [src/put-order.ts]}}
    Properties: {CodeUri: orders, Handler: put-order.handler}
  Compiled:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: compiled, Handler: dist/get.handler}
//- /orders/src/put-order.ts
import { orders } from "@shop/tables";
export const handler = async (event: { id: string }) => orders.put(event.id);
//- /orders/tsconfig.json
{"compilerOptions": {"baseUrl": ".", "paths": {"@shop/*": ["lib/*"]}}}
//- /orders/lib/tables.ts
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
class Orders {
  private readonly db = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  put(id: string) {
    return this.db.send(new PutCommand({ TableName: process.env.TABLE, Item: { id } }));
    //^ dynamodb:PutItem on ${Orders.Arn}
  }
}
export const orders = new Orders();
//- /compiled/tsconfig.json
{"compilerOptions": {"outDir": "dist", "rootDir": "src"}}
//- /compiled/src/get.ts
import { DynamoDB } from "@aws-sdk/client-dynamodb";
const db = new DynamoDB();
export const handler = async (event: any) => {
  await db.getItem({ TableName: process.env.TABLE, Key: { id: { S: event.id } } });
  //^ dynamodb:GetItem on ${Orders.Arn}
};
"#,
    )
}

#[test]
fn one_module_of_many_handlers_behind_wrappers() -> Result<()> {
    check(
        r#"
//- /serverless.yml
service: shop
provider:
  name: aws
  runtime: nodejs20.x
  environment: {FILES: "${self:service}-files-${sls:stage}"}
functions:
  read: {handler: src/files.read}
  write: {handler: src/files.write}
resources:
  Resources:
    Files:
      Type: AWS::S3::Bucket
      Properties: {BucketName: "${self:service}-files-${sls:stage}"}
//- /src/files.js
const middy = require("@middy/core");
const AWSXRay = require("aws-xray-sdk-core");
const AWS = AWSXRay.captureAWS(require("aws-sdk"));
const s3 = new AWS.S3();
const withLog = (f) => async (event, context) => f(event, context);
module.exports.read = withLog(async (event) => {
  const found = await s3.getObject({ Bucket: process.env.FILES, Key: `in/${event.id}.json` }).promise();
  //^ s3:GetObject on ${Files.Arn}/in/*.json
  return found.Body.toString();
});
module.exports.write = middy(async (event) => {
  await s3.upload({ Bucket: process.env.FILES, Key: "out/" + event.id, Body: event.body }).promise();
  //^ s3:PutObject on ${Files.Arn}/out/*
});
"#,
    )
}

#[test]
fn code_in_the_template_that_serves_a_custom_resource() -> Result<()> {
    check(
        r#"
//- /template.yaml
Resources:
  Site: {Type: AWS::S3::Bucket}
  Other: {Type: AWS::S3::Bucket}
  Clear:
  #^ logs:CreateLogGroup on arn:${Partition}:logs:${Region}:${AccountId}:log-group:/aws/lambda/${StackName}-Clear-*:*; logs:CreateLogStream on arn:${Partition}:logs:${Region}:${AccountId}:log-group:/aws/lambda/${StackName}-Clear-*:*; logs:PutLogEvents on arn:${Partition}:logs:${Region}:${AccountId}:log-group:/aws/lambda/${StackName}-Clear-*:*
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs22.x
      Handler: index.handler
      Role: arn:aws:iam::123456789012:role/clear
      Code:
        ZipFile: |
          const { S3Client, DeleteObjectCommand } = require("@aws-sdk/client-s3");
          const s3 = new S3Client({});
          exports.handler = async (event) => {
            const { Bucket } = event.ResourceProperties;
            await s3.send(new DeleteObjectCommand({ Bucket, Key: "index.html" }));
            //^ s3:DeleteObject on ${Site.Arn}/index.html
          };
  Cleared:
    Type: Custom::Clear
    Properties: {ServiceToken: !GetAtt Clear.Arn, Bucket: !Ref Site}
"#,
    )
}

#[test]
fn an_environment_that_was_checked() -> Result<()> {
    check(
        r#"
//- /template.yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  Jobs: {Type: AWS::SQS::Queue}
  Send:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: app.handler
      CodeUri: src
      Environment: {Variables: {QUEUE_URL: !Ref Jobs}}
//- /src/app.ts
import { z } from "zod";
import { SQSClient, SendMessageCommand } from "@aws-sdk/client-sqs";
const env = z.object({ QUEUE_URL: z.string().url() }).parse(process.env);
const sqs = new SQSClient({});
export const handler = async () => {
  await sqs.send(new SendMessageCommand({ QueueUrl: env.QUEUE_URL, MessageBody: "x" }));
  //^ sqs:SendMessage on ${Jobs.Arn}
};
"#,
    )
}
