//! Records that are written more than once.

use crate::fixture::check;

#[test]
fn a_record_used_for_two_calls_has_what_each_call_was_given() {
    check(
        r#"
//- /app.py
import boto3
s3 = boto3.client("s3")
def handler(event, context):
    params = {"Bucket": "first", "Key": "a"}
    s3.get_object(**params)
    #^ s3:GetObject Bucket=first Key=a
    params["Bucket"] = "second"
    s3.put_object(**params)
    #^ s3:PutObject Bucket=second Key=a
"#,
    );
    check(
        r#"
//- /app.js
const { S3Client, GetObjectCommand, PutObjectCommand } = require("@aws-sdk/client-s3");
const s3 = new S3Client({});
exports.handler = async () => {
  const params = { Bucket: "first", Key: "a" };
  await s3.send(new GetObjectCommand(params));
  //^ s3:GetObject Bucket=first Key=a
  params.Bucket = "second";
  await s3.send(new PutObjectCommand(params));
  //^ s3:PutObject Bucket=second Key=a
};
"#,
    );
}

#[test]
fn an_overwritten_field_is_forgotten() {
    check(
        r#"
//- /app.js
const AWS = require("aws-sdk");
const db = new AWS.DynamoDB.DocumentClient();
exports.handler = async () => {
  const params = { TableName: "default", Key: { id: "1" } };
  params.TableName = process.env.TABLE;
  await db.get(params).promise();
  //^ dynamodb:GetItem TableName=$TABLE
  params.TableName = "other";
  await db.delete(params).promise();
  //^ dynamodb:DeleteItem TableName=other
};
"#,
    );
}

#[test]
fn writes_in_branches_and_loops_add() {
    check(
        r#"
//- /app.py
import boto3
s3 = boto3.client("s3")
def handler(event, context):
    params = {"Bucket": "first"}
    if event["other"]:
        params["Bucket"] = "second"
    s3.get_object(**params)
    #^ s3:GetObject Bucket=first|second
    for name in event["names"]:
        s3.put_object(**params)
        #^ s3:PutObject Bucket=first|second|third
        params["Bucket"] = "third"
"#,
    );
}

#[test]
fn a_record_that_others_hold_is_written_in_place() {
    check(
        r#"
//- /app.py
import boto3
s3 = boto3.client("s3")
kept = {}
def keep(params):
    kept["params"] = params
def handler(event, context):
    params = {"Bucket": "first"}
    keep(params)
    params["Bucket"] = "second"
    s3.get_object(**kept["params"])
    #^ s3:GetObject Bucket=-|first|second
"#,
    );
    check(
        r#"
//- /app.js
const { S3 } = require("@aws-sdk/client-s3");
const s3 = new S3();
exports.handler = async () => {
  const params = { Bucket: "first" };
  const run = () => s3.getObject(params);
  //^ s3:GetObject Bucket=first|second
  params.Bucket = "second";
  await run();
};
"#,
    );
}

#[test]
fn what_a_callee_writes_is_seen_by_its_caller() {
    check(
        r#"
//- /app.py
import boto3
s3 = boto3.client("s3")
def locate(params, name):
    params["Bucket"] = name
def handler(event, context):
    params = {"Key": "a"}
    locate(params, "first")
    s3.get_object(**params)
    #^ s3:GetObject Bucket=first Key=a
    params["Key"] = "b"
    s3.get_object(**params)
    #^ s3:GetObject Bucket=first Key=b
"#,
    );
}

#[test]
fn records_of_earlier_rounds_are_not_those_of_this_round() {
    check(
        r#"
//- /app.py
import boto3
s3 = boto3.client("s3")
def handler(event, context):
    before = None
    for name in event["names"]:
        params = {"Bucket": "first"}
        if before:
            s3.get_object(**before)
            #^ s3:GetObject Bucket=second
        s3.head_object(**params)
        #^ s3:HeadObject Bucket=first
        params["Bucket"] = "second"
        before = params
"#,
    );
}

#[test]
fn records_merged_into_each_other() {
    let makers: String = (0..20)
        .map(|n| format!("    all.append(merge({{'k{n}': {{'n{n}': {{'table': 't'}}}}}}, meta))\n"))
        .collect();
    check(&format!(
        r#"
//- /app.py
import boto3
def merge(a, b, path=None):
    path = path or []
    for key in b:
        if key in a and isinstance(a[key], dict):
            merge(a[key], b[key], path + [str(key)])
        else:
            a[key] = b[key]
    return a
def handler(event, context):
    meta = {{"aws": {{"queue": "https://sqs/q"}}}}
    all = []
{makers}    for one in all:
        meta = merge(one, meta)
    boto3.client("sqs").send_message(QueueUrl=meta["aws"]["queue"], MessageBody="m")
    #^ sqs:SendMessage
"#
    ));
}

#[test]
fn a_value_that_contains_itself_leaves_room_for_the_names_beside_it() {
    check(
        r#"
//- /app.js
const { DynamoDBClient, UpdateItemCommand } = require("@aws-sdk/client-dynamodb");
class Order {
  static map() { return [{ name: "id" }, { name: "state", base: "s" }, { name: "city" }]; }
}
class Line {
  static map() { return [{ name: "item" }, { name: "count" }, { name: "price" }]; }
}
const types = { Order, Line };
function read(data, type) {
  if (type.startsWith("Array<")) {
    const all = [];
    for (const index in data) all.push(read(data[index], data.kind));
    return all;
  }
  const made = new types[type]();
  const attributes = types[type].map();
  for (const index in attributes) {
    const attribute = attributes[index];
    made[attribute.name] = read(data[attribute.base], attribute.type);
  }
  return made;
}
exports.handler = async (event) => {
  const order = read(event.detail, event.kind);
  const params = { ExpressionAttributeValues: { ":s": { S: order.state } }, TableName: process.env.TABLE };
  await new DynamoDBClient({}).send(new UpdateItemCommand(params));
  //^ dynamodb:UpdateItem TableName=$TABLE
};
"#,
    );
}
