//! Conditions say what values are, and which code runs.

use crate::fixture::check;

#[test]
fn membership_and_equality_narrow_a_local() {
    check(
        r#"
//- /app.py
import boto3
s3 = boto3.client("s3")
ALLOWED = {"get_object": 1, "put_object": 2}
def handler(event, context):
    op = event["op"]
    if op in ("head_object", "delete_object"):
        getattr(s3, op)(Bucket="a", Key="k")
        #^ s3:HeadObject; s3:DeleteObject
    if op not in ALLOWED:
        raise ValueError(op)
    getattr(s3, op)(Bucket="b", Key="k")
    #^ s3:GetObject; s3:PutObject
"#,
    );
    check(
        r#"
//- /app.js
const { DynamoDB } = require("@aws-sdk/client-dynamodb");
const db = new DynamoDB({});
const TABLES = ["orders", "users"];
exports.handler = async (event) => {
  const table = event.table;
  if (table === "audit") await db.scan({ TableName: table });
  //^ dynamodb:Scan TableName=audit
  if (!TABLES.includes(table)) return;
  await db.query({ TableName: table });
  //^ dynamodb:Query TableName=orders|users
  switch (table) {
    case "orders":
      await db.getItem({ TableName: table });
      //^ dynamodb:GetItem TableName=orders
      break;
    default:
      await db.putItem({ TableName: table });
      //^ dynamodb:PutItem TableName=orders|users
  }
};
"#,
    );
}

#[test]
fn a_narrowed_local_is_whole_again_afterwards() {
    check(
        r#"
//- /app.js
const { DynamoDB } = require("@aws-sdk/client-dynamodb");
const db = new DynamoDB({});
exports.handler = async (event) => {
  let table = event.table;
  if (table === "audit") console.log(table);
  await db.scan({ TableName: table });
  //^ dynamodb:Scan TableName=<event.table>
  if (table === "old") table = "new";
  await db.query({ TableName: table });
  //^ dynamodb:Query TableName=new|<event.table>
  switch (table) {
    case "x": console.log("x"); break;
    case "y": table = "z";
  }
  await db.getItem({ TableName: table });
  //^ dynamodb:GetItem TableName=new|x|z|<event.table>
};
"#,
    );
}

#[test]
fn known_conditions_choose_the_code_that_runs() {
    check(
        r#"
//- /app.js
const { S3 } = require("@aws-sdk/client-s3");
const s3 = new S3();
function store(kind, extra) {
  if (["a", "b"].includes(kind)) return s3.getObject({ Bucket: kind, Key: "k" });
  //^ s3:GetObject Bucket=a
  if (extra) return s3.putObject({ Bucket: kind, Key: "k" });
  //^ s3:PutObject Bucket=c
  return s3.deleteObject({ Bucket: kind, Key: "k" });
}
exports.handler = async () => {
  await store("a");
  await store("c", {});
};
"#,
    );
}

#[test]
fn parts_of_known_texts() {
    check(
        r#"
//- /app.py
import boto3
s3 = boto3.client("s3")
ARN = "arn:aws:s3:::my-bucket"
def handler(event, context):
    s3.get_object(Bucket=ARN.split(":")[-1], Key=ARN[4:7])
    #^ s3:GetObject Bucket=my-bucket Key=aws
    path = f"s3://data/{event['id']}.json"
    s3.get_object(Bucket=path[5:].split("/")[0], Key=path[:-5])
    #^ s3:GetObject Bucket=data Key=s3://data/<event.id>
    parts = ["x", "y", "z"]
    s3.get_object(Bucket="b", Key="/".join(parts[1:]))
    #^ s3:GetObject Key=y/z
    s3.get_object(Bucket="b", Key="/".join(parts[:-1]))
    #^ s3:GetObject Key=x/y
"#,
    );
    check(
        r#"
//- /app.js
const { S3 } = require("@aws-sdk/client-s3");
const s3 = new S3();
const arn = "arn:aws:s3:::my-bucket";
exports.handler = async (event) => {
  await s3.getObject({ Bucket: arn.substring(13), Key: arn.slice(-6) });
  //^ s3:GetObject Bucket=my-bucket Key=bucket
  await s3.getObject({ Bucket: arn.split(":").slice(-1)[0], Key: arn.substr(4, 3) });
  //^ s3:GetObject Bucket=my-bucket Key=aws
};
"#,
    );
}
