//! JavaScript and TypeScript: clients, operations, handlers.

use crate::fixture::check;

#[test]
fn service_comes_from_the_package() {
    check(
        r#"
//- /index.ts
import { CloudWatchLogsClient, TagResourceCommand } from "@aws-sdk/client-cloudwatch-logs";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { SFNClient, DescribeExecutionCommand } from "@aws-sdk/client-sfn";
export const handler = async (event: any) => {
  await new CloudWatchLogsClient({}).send(new TagResourceCommand({ resourceArn: event.arn, tags: {} }));
  //^ logs:TagResource resourceArn=<event.arn>
  await new EventBridgeClient({}).send(new PutEventsCommand({ Entries: [{ EventBusName: process.env.BUS }] }));
  //^ events:PutEvents Entries.0.EventBusName=$BUS
  await new SFNClient({}).send(new DescribeExecutionCommand({ executionArn: event.execution }));
  //^ stepfunctions:DescribeExecution
};
"#,
    );
}

#[test]
fn an_import_is_no_call() {
    check(
        r#"
//- /index.ts
import { S3Client, DeleteBucketCommand } from "@aws-sdk/client-s3";
import { PutItemCommandInput, DeleteTableCommandInput, ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
const policy = JSON.stringify({ Statement: [{ Action: "s3:GetObject" }] });
export const handler = async (event: PutItemCommandInput | DeleteTableCommandInput) => {
  if ((event as any) instanceof ConditionalCheckFailedException) return 0;
  // await new S3Client({}).send(new DeleteBucketCommand({ Bucket: "x" }));
  if (false) await new S3Client({}).send(new DeleteBucketCommand({ Bucket: "x" }));
  return 1;
};
"#,
    );
}

#[test]
fn usual_shapes_of_clients() {
    check(
        r#"
//- /index.ts
import { S3 } from "@aws-sdk/client-s3";
import { DynamoDB } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocument } from "@aws-sdk/lib-dynamodb";
import { sns, PublishCommand } from "./aws";
import AWS from "aws-sdk";
const s3 = new S3();
class Store {
  private db = new DynamoDB({});
  readonly doc = DynamoDBDocument.from(new DynamoDB({}));
  constructor(private readonly table: string) {}
  async put(id: string) { await this.db.putItem({ TableName: this.table, Item: { id: { S: id } } }); }
  //^ dynamodb:PutItem TableName=$TABLE
  get = async (id: string) => (await this.doc.get({ TableName: this.table, Key: { id } })).Item;
  //^ dynamodb:GetItem TableName=$TABLE
}
const store = new Store(process.env.TABLE!);
const old = new AWS.DynamoDB.DocumentClient();
export const handler = async (event: any) => {
  await s3.getObject({ Bucket: "in", Key: event.key });
  //^ s3:GetObject Bucket=in Key=<event.key>
  await store.put(event.id);
  await store.get(event.id);
  await old.query({ TableName: "old", IndexName: "by" }).promise();
  //^ dynamodb:Query TableName=old IndexName=by
  const { SQSClient, SendMessageCommand } = await import("@aws-sdk/client-sqs");
  await new SQSClient({}).send(new SendMessageCommand({ QueueUrl: process.env.QUEUE, MessageBody: "x" }));
  //^ sqs:SendMessage QueueUrl=$QUEUE
  await sns.send(new PublishCommand({ TopicArn: process.env.TOPIC }));
  //^ sns:Publish TopicArn=$TOPIC
};
//- /aws.ts
import { SNSClient } from "@aws-sdk/client-sns";
export * from "@aws-sdk/client-sns";
export const sns = new SNSClient({});
"#,
    );
}

#[test]
fn calls_as_values() {
    check(
        r#"
//- /index.mjs
import { SQS } from "@aws-sdk/client-sqs";
import { DynamoDBClient, GetItemCommand, PutItemCommand, paginateScan, waitUntilTableExists } from "@aws-sdk/client-dynamodb";
import { S3Client, PutObjectCommand } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
const sqs = new SQS({});
const ddb = new DynamoDBClient({});
const send = sqs.sendMessage.bind(sqs);
const commands = { r: GetItemCommand, w: PutItemCommand };
const ops = { list: "listQueues", purge: "purgeQueue" };
export const handler = async (event) => {
  await send({ QueueUrl: process.env.QUEUE });
  //^ sqs:SendMessage QueueUrl=$QUEUE
  await ddb.send(new commands[event.m]({ TableName: "t" }));
  //^ dynamodb:GetItem TableName=t; dynamodb:PutItem TableName=t
  await sqs[ops[event.o]]({});
  //^ sqs:ListQueues; sqs:PurgeQueue
  for await (const page of paginateScan({ client: ddb }, { TableName: "p" })) console.log(page.Items);
  //^ dynamodb:Scan TableName=p
  await waitUntilTableExists({ client: ddb, maxWaitTime: 5 }, { TableName: "w" });
  //^ dynamodb:DescribeTable TableName=w
  return getSignedUrl(new S3Client({}), new PutObjectCommand({ Bucket: "up", Key: `u/${event.id}` }), { expiresIn: 60 });
  //^ s3:PutObject Bucket=up Key=u/<event.id>
};
"#,
    );
}

#[test]
fn unbounded_method_names_are_reported() {
    check(
        r#"
//- /index.mjs problems:dynamic-operation
import { SQS } from "@aws-sdk/client-sqs";
export const handler = async (event) => new SQS({})[event.op]({});
"#,
    );
}

#[test]
fn foreign_credentials() {
    check(
        r#"
//- /index.mjs
import { STSClient, AssumeRoleCommand } from "@aws-sdk/client-sts";
import { S3Client, GetObjectCommand } from "@aws-sdk/client-s3";
import { fromTemporaryCredentials } from "@aws-sdk/credential-providers";
import { SQSClient, SendMessageCommand } from "@aws-sdk/client-sqs";
export const handler = async (event) => {
  const { Credentials } = await new STSClient({}).send(new AssumeRoleCommand({ RoleArn: process.env.ROLE, RoleSessionName: "x" }));
  //^ sts:AssumeRole RoleArn=$ROLE
  const s3 = new S3Client({ credentials: { accessKeyId: Credentials.AccessKeyId, secretAccessKey: Credentials.SecretAccessKey, sessionToken: Credentials.SessionToken } });
  await s3.send(new GetObjectCommand({ Bucket: "theirs", Key: "k" }));
  //^ foreign!s3:GetObject Bucket=theirs
  const sqs = new SQSClient({ credentials: fromTemporaryCredentials({ params: { RoleArn: process.env.OTHER } }) });
  //^ sts:AssumeRole RoleArn=$OTHER
  await sqs.send(new SendMessageCommand({ QueueUrl: "u" }));
  //^ foreign!sqs:SendMessage QueueUrl=u
};
"#,
    );
}

#[test]
fn properties_of_exported_functions() {
    check(
        r#"
//- /index.js
const save = require("./save");
exports.handler = async (event) => { await save(event.id); await save.all(event.ids); };
//- /save.js
const { DynamoDBClient, PutItemCommand, BatchWriteItemCommand } = require("@aws-sdk/client-dynamodb");
const ddb = new DynamoDBClient({});
module.exports = async (id) => ddb.send(new PutItemCommand({ TableName: "t", Item: { id: { S: id } } }));
//^ dynamodb:PutItem TableName=t Item.id.S=<event.id>
module.exports.all = async (ids) => ddb.send(new BatchWriteItemCommand({ RequestItems: { t: ids } }));
//^ dynamodb:BatchWriteItem
"#,
    );
}

#[test]
fn own_wrappers_and_tables_of_functions() {
    check(
        r#"
//- /index.js
const { S3Client, GetObjectCommand, PutObjectCommand, DeleteObjectCommand } = require("@aws-sdk/client-s3");
const s3 = new S3Client({});
const withLog = (handler) => async (event, context) => { console.log(event); return handler(event, context); };
const routes = {
  get: async (event) => s3.send(new GetObjectCommand({ Bucket: "b", Key: event.key })),
  //^ s3:GetObject Bucket=b Key=<event.key>
  put: async (event) => s3.send(new PutObjectCommand({ Bucket: "b", Key: event.key })),
  //^ s3:PutObject Bucket=b Key=<event.key>
};
const unused = async () => s3.send(new DeleteObjectCommand({ Bucket: "b" }));
module.exports.handler = withLog(async (event) => routes[event.method](event));
"#,
    );
}

#[test]
fn setters_beside_getters() {
    check(
        r#"
//- /index.ts
import { S3 } from "@aws-sdk/client-s3";
class Box { private held = ""; get name() { return this.held; } set name(value: string) { this.held = value; } }
export const handler = async (event: any) => {
  const box = new Box();
  box.name = process.env.BUCKET!;
  await new S3({}).headBucket({ Bucket: box.name });
  //^ s3:HeadBucket Bucket=|$BUCKET
};
"#,
    );
}

#[test]
fn operations_that_moved_to_another_service() {
    check(
        r#"
//- /index.js
const AWS = require("aws-sdk");
const { ChimeClient, CreateAttendeeCommand } = require("@aws-sdk/client-chime");
const chime = new AWS.Chime({ region: process.env.AWS_REGION });
const client = new ChimeClient({});
exports.handler = async (event) => {
  const made = await chime.createAppInstance({ Name: "demo" }, (error, data) => data).promise();
  //^ chime-sdk-identity:CreateAppInstance Name=demo
  await chime.deleteMeeting({ MeetingId: event.id }).promise();
  //^ chime-sdk-meetings:DeleteMeeting MeetingId=<event.id>
  await client.send(new CreateAttendeeCommand({ MeetingId: event.id }));
  //^ chime-sdk-meetings:CreateAttendee MeetingId=<event.id>
};
"#,
    );
}

#[test]
fn modules_of_a_folder_by_a_computed_name() {
    check(
        r#"
//- /index.js
const actions = require("./actions");
exports.handler = async (event) => {
  const settings = require("./config/" + process.env.STAGE);
  await actions.run(event, settings);
};
//- /config/dev.json
{ "table": "dev-orders" }
//- /config/prod.json
{ "table": "prod-orders" }
//- /actions/index.js
exports.run = async (event, settings) => {
  const action = require(`./${event.action}.js`);
  return action.run(event, settings.table);
};
//- /actions/save.js
const { DynamoDB } = require("@aws-sdk/client-dynamodb");
exports.run = (event, table) => new DynamoDB().putItem({ TableName: table });
//^ dynamodb:PutItem TableName=dev-orders|prod-orders
//- /actions/load.js
const { DynamoDB } = require("@aws-sdk/client-dynamodb");
exports.run = (event, table) => new DynamoDB().getItem({ TableName: table });
//^ dynamodb:GetItem TableName=dev-orders|prod-orders
//- /actions/load.test.js
const { DynamoDB } = require("@aws-sdk/client-dynamodb");
exports.run = () => new DynamoDB().deleteItem({ TableName: "test" });
"#,
    );
}

#[test]
fn types_of_a_file_that_is_not_there() {
    check(
        r#"
//- /index.ts
import { SQS } from "@aws-sdk/client-sqs";
import { Order } from "../@Types/Order";
import { Queue } from "./queue";
export const handler = async (order: Order) => new Queue(new SQS({})).send(order);
//- /queue.ts
import { SQS } from "@aws-sdk/client-sqs";
export class Queue {
  constructor(private readonly sqs: SQS) {}
  send(order: unknown) { return this.sqs.sendMessage({ QueueUrl: "orders" }); }
  //^ sqs:SendMessage QueueUrl=orders
}
"#,
    );
}

#[test]
fn methods_of_prototypes() {
    check(
        r#"
//- /index.js
const util = require("util");
const AWS = require("aws-sdk");
const db = require("./db");
function Base() {}
Base.prototype.scan = function (client) { return client.scan({ TableName: this.table }).promise(); };
//^ dynamodb:Scan TableName=null|orders
function Orders(table) { Base.call(this); this.table = table; }
util.inherits(Orders, Base);
Orders.prototype = Object.assign(Orders.prototype, { put(client) { return client.put({ TableName: this.table }).promise(); } });
//^ dynamodb:PutItem TableName=null|orders
exports.handler = async (event) => {
  const client = new AWS.DynamoDB.DocumentClient();
  const orders = new Orders("orders");
  await orders.scan(client);
  await orders.put(client);
  await db.removeAll(event.items, client);
};
//- /db.js
function Db() {}
async function removeAll(items, client) { items.forEach((item) => this.remove(item, client)); }
Db.prototype.remove = async (item, client) => client.delete({ TableName: "items", Key: item }).promise();
//^ dynamodb:DeleteItem TableName=items Key=<event.items[]>
Db.prototype.removeAll = removeAll;
module.exports = new Db();
"#,
    );
}

#[test]
fn a_field_may_be_called_like_a_method_of_lists() {
    check(
        r#"
//- /index.js
const { DynamoDBClient, QueryCommand } = require("@aws-sdk/client-dynamodb");
const db = new DynamoDBClient({});
const ask = (given) => db.send(new QueryCommand(given.index ? { TableName: "t", IndexName: given.index } : { TableName: "t" }));
//^ dynamodb:Query TableName=t IndexName=-; dynamodb:Query TableName=t IndexName=own
exports.handler = async () => {
  await ask({ limit: 1 });
  await ask({ index: "own" });
};
"#,
    );
}

#[test]
fn commands_of_a_client_of_ones_own() {
    check(
        r#"
//- /index.js
const local = process.env.LOCAL === "yes";
const { TranscribeStreamingClient, StartStreamTranscriptionCommand } = local ? require("./local") : require("@aws-sdk/client-transcribe-streaming");
exports.handler = async () => {
  await new TranscribeStreamingClient({}).send(new StartStreamTranscriptionCommand({ LanguageCode: "en-US" }));
  //^ transcribe-streaming:StartStreamTranscription LanguageCode=en-US
};
//- /local.js
class TranscribeStreamingClient { send(command) { return command.params; } }
class StartStreamTranscriptionCommand { constructor(params) { this.params = params; } }
module.exports = { TranscribeStreamingClient, StartStreamTranscriptionCommand };
"#,
    );
}

#[test]
fn clients_whose_methods_bluebird_promisifies() {
    check(
        r#"
//- /index.js
const AWS = require("aws-sdk");
const Promise = require("bluebird");
const db = Promise.promisifyAll(new AWS.DynamoDB.DocumentClient());
const s3 = new AWS.S3();
Promise.promisifyAll(s3);
exports.handler = (event, context, callback) => {
  db.putAsync({ TableName: process.env.TABLE, Item: event })
  //^ dynamodb:PutItem TableName=$TABLE
    .then(() => s3.getObjectAsync({ Bucket: "b", Key: event.key }))
    //^ s3:GetObject Bucket=b Key=<event.key>
    .then((found) => callback(null, found.Body));
};
"#,
    );
}
