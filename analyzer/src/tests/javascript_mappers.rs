//! What JavaScript's mappers of DynamoDB do, by their sources: models against programs that use them.

use crate::fixture::check;

#[test]
fn dynamoose_models() {
    check(
        r#"
//- /index.js
const dynamoose = require("dynamoose");
const schema = new dynamoose.Schema({ id: String, email: { type: String, index: true }, kind: { type: String, index: { name: "by-kind" } } });
const Order = dynamoose.model(process.env.TABLE, schema, { create: false, waitForActive: false });
const Made = dynamoose.model("made", schema);
exports.handler = async (event) => {
  await Order.create({ id: event.id });
  //^ dynamodb:PutItem TableName=$TABLE
  await Order.query("id").eq("x").limit(5).exec();
  //^ dynamodb:Query TableName=$TABLE
  await Order.query({ email: "x" }).exec();
  //^ dynamodb:Query TableName=$TABLE IndexName=emailGlobalIndex
  await Order.query("kind").eq("x").exec();
  //^ dynamodb:Query TableName=$TABLE IndexName=by-kind
  await Order.query("id").eq("x").using("other").exec();
  //^ dynamodb:Query TableName=$TABLE IndexName=other
  const one = new Order({ id: "x" });
  await one.save();
  //^ dynamodb:PutItem TableName=$TABLE
  const found = await Order.get("x");
  //^ dynamodb:GetItem TableName=$TABLE
  if (found) await found.delete();
  //^ dynamodb:DeleteItem TableName=$TABLE
  for (const each of await Order.scan().exec()) await each.save();
  //^ dynamodb:Scan TableName=$TABLE
  //^ dynamodb:PutItem TableName=$TABLE
  await Made.get("x");
  //^ dynamodb:DescribeTable TableName=made; dynamodb:CreateTable TableName=made; dynamodb:GetItem TableName=made
};
"#,
    );
}

#[test]
fn dynamoose_tables_of_models() {
    check(
        r#"
//- /index.js
import * as dynamoose from "dynamoose";
const User = dynamoose.model("User", { pk: { type: String, hashKey: true } });
new dynamoose.Table(process.env.TABLE, [User], { create: false, waitForActive: false });
export const handler = async (event) => {
  await User.batchGet(["x"]);
  //^ dynamodb:BatchGetItem
  await User.update({ pk: "x" }, { n: 1 });
  //^ dynamodb:UpdateItem TableName=$TABLE
};
"#,
    );
}

#[test]
fn electrodb_entities() {
    check(
        r#"
//- /index.ts
import { Entity, Service } from "electrodb";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocument } from "@aws-sdk/lib-dynamodb";
const client = DynamoDBDocument.from(new DynamoDBClient({}));
const indexes = { own: { pk: { field: "pk" } }, byOwner: { index: "gsi1", collection: "assignments" } };
const Task = new Entity({ model: { entity: "task" }, indexes } as const, { client, table: process.env.TABLE });
const User = new Entity({ model: { entity: "user" } });
const app = new Service({ Task, User }, { client, table: "app" });
export const handler = async (event: any) => {
  await Task.create({ id: event.id }).go();
  //^ dynamodb:PutItem TableName=app|$TABLE
  await Task.query.byOwner({ owner: "x" }).where((a, o) => o.eq(a.b, 1)).go({ limit: 1 });
  //^ dynamodb:Query TableName=app|$TABLE IndexName=gsi1
  await Task.query.own({ id: "x" }).go();
  //^ dynamodb:Query TableName=app|$TABLE
  await User.get({ id: "x" }).go();
  //^ dynamodb:GetItem TableName=app
  await User.delete([{ id: "x" }]).go();
  //^ dynamodb:BatchWriteItem
  await app.collections.assignments({ id: "x" }).go();
  //^ dynamodb:Query TableName=app IndexName=gsi1
};
"#,
    );
}

#[test]
fn dynamodb_toolbox_entities() {
    check(
        r#"
//- /index.ts
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { Table } from "dynamodb-toolbox/table";
import { BatchGetCommand, BatchGetRequest, Entity, GetItemCommand, PutTransaction, QueryCommand, executeBatchGet } from "dynamodb-toolbox";
import { execute } from "dynamodb-toolbox/entity/actions/transactWrite";
const table = new Table({ name: process.env.TABLE, documentClient: DynamoDBDocumentClient.from(new DynamoDBClient({})) });
const User = new Entity({ name: "user", table });
export const handler = async (event: any) => {
  await User.build(GetItemCommand).key({ id: event.id }).options({ consistent: true }).send();
  //^ dynamodb:GetItem TableName=$TABLE
  await table.build(QueryCommand).query({ partition: "x" }).entities(User).send();
  //^ dynamodb:Query TableName=$TABLE
  await table.build(QueryCommand).entities(User).query({ partition: "x", index: "gsi" }).options({ limit: 1 }).send();
  //^ dynamodb:Query TableName=$TABLE IndexName=gsi
  await executeBatchGet(table.build(BatchGetCommand).requests(User.build(BatchGetRequest).key({ id: "x" })));
  //^ dynamodb:BatchGetItem
  await execute({ capacity: "TOTAL" }, User.build(PutTransaction).item({ id: "x" }));
  //^ dynamodb:TransactWriteItems
  await User.put({ id: "x" });
  //^ dynamodb:PutItem TableName=$TABLE
  await User.query("x", { index: "old" });
  //^ dynamodb:Query TableName=$TABLE IndexName=old
};
"#,
    );
}

#[test]
fn dynogels_models() {
    check(
        r#"
//- /index.ts
import dynogels from "dynogels-promisified";
dynogels.AWS.config.update({ region: process.env.AWS_REGION });
const Note = dynogels.define("note", { tableName: process.env.NOTES, hashKey: "userId", schema: { id: dynogels.types.uuid() } });
const find = (model: any) => async (key: string) => model.getAsync(key);
//^ dynamodb:GetItem TableName=$NOTES
export const handler = async (event: any) => {
  await Note.createAsync({ userId: event.user });
  //^ dynamodb:PutItem TableName=$NOTES
  await Note.query("x").loadAll().execAsync();
  //^ dynamodb:Query TableName=$NOTES
  await Note.query("x").usingIndex("byDay").limit(1).execAsync();
  //^ dynamodb:Query TableName=$NOTES IndexName=byDay
  return find(Note)("x");
};
"#,
    );
}

#[test]
fn typeorm_over_the_data_api() {
    check(
        r#"
//- /index.ts
import { createConnection, Entity, Column, Repository } from "typeorm";
@Entity() class Order { @Column() id: string; }
export const handler = async () => {
  const connection = await createConnection({ type: "aurora-postgres", secretArn: process.env.SECRET, resourceArn: process.env.CLUSTER, entities: [Order] });
  //^ rds-data:ExecuteStatement secretArn=$SECRET resourceArn=$CLUSTER; rds-data:BatchExecuteStatement; rds-data:BeginTransaction; rds-data:CommitTransaction; rds-data:RollbackTransaction
  await createConnection({ type: "postgres", host: "db" });
  return connection.getRepository(Order).find();
};
"#,
    );
}

#[test]
fn paths_say_where_a_file_lies() {
    check(
        r#"
//- /index.js
const path = require("path");
const { S3Client, PutObjectCommand } = require("@aws-sdk/client-s3");
const s3 = new S3Client({});
exports.handler = async (event) => {
  await s3.send(new PutObjectCommand({ Bucket: "site", Key: path.join("./", event.file) }));
  //^ s3:PutObject Bucket=site Key=<event.file>
  await s3.send(new PutObjectCommand({ Bucket: "site", Key: path.join("in/", "../out//", event.file, "./x.html") }));
  //^ s3:PutObject Bucket=site Key=out/<event.file>/x.html
};
"#,
    );
}

#[test]
fn decorators_that_were_compiled() {
    check(
        r#"
//- /index.js
const { Tracer } = require("@aws-lambda-powertools/tracer");
const { SQSClient, SendMessageCommand } = require("@aws-sdk/client-sqs");
var __decorate = (this && this.__decorate) || function (decorators, target, key, desc) { return target; };
const tracer = new Tracer();
const sqs = new SQSClient({});
class Lambda {
  async handler(event, context) {
    await sqs.send(new SendMessageCommand({ QueueUrl: process.env.QUEUE, MessageBody: event.body }));
    //^ sqs:SendMessage QueueUrl=$QUEUE
  }
}
__decorate([
  tracer.captureLambdaHandler(),
  __metadata("design:type", Function)
], Lambda.prototype, "handler", null);
exports.handler = new Lambda().handler;
"#,
    );
}
