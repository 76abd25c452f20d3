//! Which items of a table a query can read, as far as its key condition says so, in each way of writing one.

use anyhow::Result;
use tests::fixture::check;

#[test]
fn key_conditions_of_boto3() -> Result<()> {
    check(
        r#"
//- /template.yaml
Transform: AWS::Serverless-2016-10-31
Parameters:
  Tenant: {Type: String}
Globals:
  Function:
    Runtime: python3.13
    CodeUri: src
    Environment: {Variables: {TABLE: !Ref T, TENANT: !Ref Tenant}}
Resources:
  T:
    Type: AWS::DynamoDB::Table
    Properties: {KeySchema: [{AttributeName: pk, KeyType: HASH}, {AttributeName: sk, KeyType: RANGE}]}
  Known: {Type: AWS::Serverless::Function, Properties: {Handler: app.known}}
  Built: {Type: AWS::Serverless::Function, Properties: {Handler: app.built}}
  ByEvent: {Type: AWS::Serverless::Function, Properties: {Handler: app.by_event}}
  ByName: {Type: AWS::Serverless::Function, Properties: {Handler: app.by_name}}
  Chosen: {Type: AWS::Serverless::Function, Properties: {Handler: app.chosen}}
//- /src/app.py
import os, boto3
from boto3.dynamodb.conditions import Attr, Key

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])

def known(event, context):
    table.query(KeyConditionExpression=Key("pk").eq("A") & Key("sk").begins_with(event["x"]), FilterExpression=Attr("y").eq(1) | Attr("z").exists())
    #^ dynamodb:Query on ${T.Arn} if dynamodb:LeadingKeys=A|${Tenant}
    table.query(KeyConditionExpression=Key("sk").between(1, 2) & Key("pk").eq(os.environ["TENANT"]))
    #^ dynamodb:Query on ${T.Arn} if dynamodb:LeadingKeys=A|${Tenant}
    table.query(IndexName="by-owner", KeyConditionExpression=Key("owner").eq("B"))
    #^ dynamodb:Query on ${T.Arn}/index/by-owner

def built(event, context):
    condition = Key("pk").eq("A")
    if "from" in event:
        condition &= Key("sk").gte(event["from"])
    options = {"KeyConditionExpression": condition}
    while True:
        page = table.query(**options)
        #^ dynamodb:Query on ${T.Arn} if dynamodb:LeadingKeys=A
        if "LastEvaluatedKey" not in page:
            break
        options["ExclusiveStartKey"] = page["LastEvaluatedKey"]

def by_event(event, context):
    table.query(KeyConditionExpression=Key("pk").eq(event["id"]) & Key("sk").eq("A"))
    #^ dynamodb:Query on ${T.Arn}

def by_name(event, context):
    table.query(KeyConditionExpression=Key(event["name"]).eq("A") & Key("pk").eq("B"))
    #^ dynamodb:Query on ${T.Arn}

def chosen(event, context):
    condition = Key("pk").eq("A") if event["one"] else Key("pk").eq(event["id"])
    table.query(KeyConditionExpression=condition)
    #^ dynamodb:Query on ${T.Arn}
"#,
    )
}

#[test]
fn key_conditions_of_javascript() -> Result<()> {
    check(
        r##"
//- /template.yaml
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Runtime: nodejs22.x
    CodeUri: src
    Environment: {Variables: {TABLE: !Ref T}}
Resources:
  T:
    Type: AWS::DynamoDB::Table
    Properties: {KeySchema: [{AttributeName: pk, KeyType: HASH}, {AttributeName: sk, KeyType: RANGE}]}
  Known: {Type: AWS::Serverless::Function, Properties: {Handler: app.known}}
  ByEvent: {Type: AWS::Serverless::Function, Properties: {Handler: app.byEvent}}
//- /src/app.mjs
import { DynamoDBClient, QueryCommand as Query } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocument, DynamoDBDocumentClient, QueryCommand, paginateQuery } from "@aws-sdk/lib-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import AWS from "aws-sdk";

const plain = new DynamoDBClient({});
const client = DynamoDBDocumentClient.from(plain);
const TableName = process.env.TABLE;
const KeyConditionExpression = "pk = :k and begins_with(sk, :s)";

export const known = async (event) => {
  await client.send(new QueryCommand({ TableName, KeyConditionExpression, ExpressionAttributeValues: { ":k": "A", ":s": event.s } }));
  //^ dynamodb:Query on ${T.Arn} if dynamodb:LeadingKeys=A|B|C|D|E|F
  await client.send(new QueryCommand({ TableName, KeyConditionExpression: "#p = :k", ExpressionAttributeNames: { "#p": "pk" }, ExpressionAttributeValues: { ":k": "B" } }));
  //^ dynamodb:Query on ${T.Arn} if dynamodb:LeadingKeys=A|B|C|D|E|F
  await plain.send(new Query({ TableName, KeyConditionExpression, ExpressionAttributeValues: { ":k": { S: "C" } } }));
  //^ dynamodb:Query on ${T.Arn} if dynamodb:LeadingKeys=A|B|C|D|E|F
  await plain.send(new Query({ TableName, KeyConditionExpression, ExpressionAttributeValues: marshall({ ":k": "D" }) }));
  //^ dynamodb:Query on ${T.Arn} if dynamodb:LeadingKeys=A|B|C|D|E|F
  await new AWS.DynamoDB.DocumentClient().query({ TableName, KeyConditionExpression: "pk=:k", ExpressionAttributeValues: { ":k": "E" } }).promise();
  //^ dynamodb:Query on ${T.Arn} if dynamodb:LeadingKeys=A|B|C|D|E|F
  for await (const page of paginateQuery({ client }, { TableName, KeyConditionExpression, ExpressionAttributeValues: { ":k": "F" } })) console.log(page);
  //^ dynamodb:Query on ${T.Arn} if dynamodb:LeadingKeys=A|B|C|D|E|F
};

export const byEvent = (event) => DynamoDBDocument.from(plain).query({ TableName, KeyConditionExpression, ExpressionAttributeValues: { ":k": event.id } });
//^ dynamodb:Query on ${T.Arn}
"##,
    )
}
