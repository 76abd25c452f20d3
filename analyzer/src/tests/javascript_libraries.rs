//! What JavaScript libraries do: models against programs that use them.

use crate::fixture::check;

#[test]
fn powertools_parameters() {
    check(
        r#"
//- /index.ts
import { getParameter, getParameters, getParametersByName, setParameter, SSMProvider } from "@aws-lambda-powertools/parameters/ssm";
import { getSecret } from "@aws-lambda-powertools/parameters/secrets";
import { getAppConfig } from "@aws-lambda-powertools/parameters/appconfig";
import { DynamoDBProvider } from "@aws-lambda-powertools/parameters/dynamodb";
const ssm = new SSMProvider();
const table = new DynamoDBProvider({ tableName: process.env.TABLE!, keyAttr: "key" });
export const handler = async () => {
  await getParameter("/app/url", { decrypt: true, maxAge: 60 });
  //^ ssm:GetParameter Name=/app/url WithDecryption=true
  await getParameters(process.env.PREFIX!, { transform: "json" });
  //^ ssm:GetParametersByPath Path=$PREFIX
  await getParametersByName<string>({ "/a": { maxAge: 5 }, "/b": { decrypt: true } }, {});
  //^ ssm:GetParameters Names=[/a,/b]; ssm:GetParameter Name=/b
  await setParameter("/app/out", { value: "x", overwrite: true });
  //^ ssm:PutParameter Name=/app/out
  await getSecret(process.env.SECRET!, { transform: "json" });
  //^ secretsmanager:GetSecretValue SecretId=$SECRET
  await getAppConfig("flags", { environment: "prod", application: "shop" });
  //^ appconfigdata:StartConfigurationSession ApplicationIdentifier=shop EnvironmentIdentifier=prod ConfigurationProfileIdentifier=flags; appconfigdata:GetLatestConfiguration
  await ssm.get("/own");
  //^ ssm:GetParameter Name=/own
  await table.get("x");
  //^ dynamodb:GetItem TableName=$TABLE
  await table.getMultiple("x");
  //^ dynamodb:Query TableName=$TABLE
};
"#,
    );
}

#[test]
fn powertools_make_idempotent() {
    check(
        r#"
//- /index.ts
import { makeIdempotent, IdempotencyConfig } from "@aws-lambda-powertools/idempotency";
import { DynamoDBPersistenceLayer } from "@aws-lambda-powertools/idempotency/dynamodb";
import { SNSClient, PublishCommand } from "@aws-sdk/client-sns";
const persistenceStore = new DynamoDBPersistenceLayer({ tableName: process.env.IDEMPOTENCY! });
const sns = new SNSClient({});
const pay = async (id: string) => {
  await sns.send(new PublishCommand({ TopicArn: process.env.TOPIC, Message: id }));
  //^ sns:Publish TopicArn=$TOPIC Message=<event.id>
};
export const handler = makeIdempotent(async (event: any) => pay(event.id), { persistenceStore, config: new IdempotencyConfig({}) });
//^ dynamodb:PutItem TableName=$IDEMPOTENCY; dynamodb:GetItem TableName=$IDEMPOTENCY; dynamodb:UpdateItem TableName=$IDEMPOTENCY; dynamodb:DeleteItem TableName=$IDEMPOTENCY
"#,
    );
}

#[test]
fn powertools_decorators_hand_event_and_context_through() {
    check(
        r#"
//- /index.ts
import { Logger, injectLambdaContext } from "@aws-lambda-powertools/logger";
import { Tracer } from "@aws-lambda-powertools/tracer";
import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import { idempotent } from "@aws-lambda-powertools/idempotency";
import { DynamoDBPersistenceLayer } from "@aws-lambda-powertools/idempotency/dynamodb";
import type { LambdaInterface } from "@aws-lambda-powertools/commons/types";
import { S3Client, PutObjectCommand } from "@aws-sdk/client-s3";
const logger = new Logger({ serviceName: "x" });
const tracer = new Tracer();
const metrics = new Metrics();
const s3 = tracer.captureAWSv3Client(new S3Client({}));
const store = new DynamoDBPersistenceLayer({ tableName: "idempotency" });
class Lambda implements LambdaInterface {
  @tracer.captureMethod()
  async save(key: string) {
    await s3.send(new PutObjectCommand({ Bucket: process.env.BUCKET, Key: key }));
    //^ s3:PutObject Bucket=$BUCKET Key=a/<event.id>
  }
  @idempotent({ persistenceStore: store })
  //^ dynamodb:PutItem TableName=idempotency; dynamodb:GetItem; dynamodb:UpdateItem; dynamodb:DeleteItem
  @tracer.captureLambdaHandler()
  @metrics.logMetrics({ captureColdStartMetric: true })
  @logger.injectLambdaContext({ logEvent: true })
  public async handler(event: any, _context: unknown): Promise<void> {
    logger.appendKeys({ a: s3 });
    metrics.addMetric("x", MetricUnit.Count, 1);
    const sub = tracer.getSegment()?.addNewSubsegment("save");
    await this.save(`a/${event.id}`);
    sub?.close();
  }
}
const lambda = new Lambda();
export const handler = lambda.handler.bind(lambda);
"#,
    );
}

#[test]
fn powertools_batch() {
    check(
        r#"
//- /index.ts
import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
const processor = new BatchProcessor(EventType.SQS);
const ddb = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const recordHandler = async (record: any): Promise<void> => {
  const payload = JSON.parse(record.body);
  await ddb.send(new PutCommand({ TableName: process.env.TABLE, Item: payload }));
  //^ dynamodb:PutItem TableName=$TABLE Item=<event.Records[].body>
};
export const handler = async (event: any, context: any) =>
  processPartialResponse(event, recordHandler, processor, { context });
"#,
    );
}

#[test]
fn powertools_http_routes() {
    check(
        r#"
//- /index.ts
import { Router, NotFoundError } from "@aws-lambda-powertools/event-handler/http";
import { S3Client, GetObjectCommand, DeleteObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
const s3 = new S3Client({});
const app = new Router();
const sub = new Router();
app.use(async ({ reqCtx, next }) => { await next(); });
app.get("/todos/:id", async ({ params, event }) => {
  return s3.send(new GetObjectCommand({ Bucket: "todos", Key: `t/${event.pathParameters.id}` }));
  //^ s3:GetObject Bucket=todos Key=t/<event.pathParameters.id>
});
sub.delete("/todos/:id", [async ({ next }) => next()], async () => {
  await s3.send(new DeleteObjectCommand({ Bucket: "todos", Key: "x" }));
  //^ s3:DeleteObject Bucket=todos
});
app.includeRouter(sub, { prefix: "/v1" });
class Lambda {
  private bucket = "own";
  @app.post("/todos")
  async create({ event }: any) {
    await s3.send(new PutObjectCommand({ Bucket: this.bucket, Key: event.body }));
    //^ s3:PutObject Bucket=own Key=<event.body>
  }
  async handler(event: unknown, context: unknown) { return app.resolve(event, context, { scope: this }); }
}
const lambda = new Lambda();
export const handler = lambda.handler.bind(lambda);
"#,
    );
}

#[test]
fn powertools_graphql_resolvers() {
    check(
        r#"
//- /index.ts
import { AppSyncGraphQLResolver } from "@aws-lambda-powertools/event-handler/appsync-graphql";
import { DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
const app = new AppSyncGraphQLResolver();
const ddb = new DynamoDBClient({});
app.onQuery("getTodo", async ({ id }) => ddb.send(new GetItemCommand({ TableName: "todos", Key: { id: { S: id } } })));
//^ dynamodb:GetItem TableName=todos
app.resolver(async (args) => ddb.send(new PutItemCommand({ TableName: "todos", Item: args })), { fieldName: "createTodo", typeName: "Mutation" });
//^ dynamodb:PutItem TableName=todos
export const handler = async (event, context) => app.resolve(event, context);
"#,
    );
}

#[test]
fn powertools_parser_takes_payloads_out() {
    check(
        r#"
//- /index.ts
import middy from "@middy/core";
import { parser } from "@aws-lambda-powertools/parser/middleware";
import { SqsEnvelope } from "@aws-lambda-powertools/parser/envelopes/sqs";
import { S3Schema } from "@aws-lambda-powertools/parser/schemas";
import { z } from "zod";
import { SNS } from "@aws-sdk/client-sns";
const schema = z.object({ id: z.string() });
const sns = new SNS({});
export const handler = middy()
  .use(parser({ schema, envelope: SqsEnvelope }))
  .handler(async (event) => {
    for (const item of event) await sns.publish({ TopicArn: item.topic });
    //^ sns:Publish TopicArn=<event.Records[].body.topic>|<event[].topic>
  });
"#,
    );
}

#[test]
fn middy_fetches_and_puts_on_the_context() {
    check(
        r#"
//- /index.mjs
import middy from "@middy/core";
import ssm from "@middy/ssm";
import secretsManager, { secret } from "@middy/secrets-manager";
import appConfig from "@middy/appconfig";
import httpErrorHandler from "@middy/http-error-handler";
import jsonBodyParser from "@middy/http-json-body-parser";
import { LambdaClient, InvokeCommand } from "@aws-sdk/client-lambda";
const lambda = new LambdaClient({});
const base = async (event, context) => {
  await lambda.send(new InvokeCommand({ FunctionName: context.functionName, Payload: event.body, Qualifier: context.url }));
  //^ lambda:Invoke FunctionName=<context.function_name> Payload=<event.body> Qualifier=<ssm:GetParameters.Parameters[].Value>
};
export const handler = middy(base)
  .use(jsonBodyParser())
  .use(ssm({ fetchData: { url: "/app/url", all: "/app/all/" }, setToContext: true }))
  //^ ssm:GetParameters Names=[/app/url]; ssm:GetParametersByPath Path=/app/all/
  .use(secretsManager({ fetchData: { db: process.env.SECRET }, fetchRotationDate: true }))
  //^ secretsmanager:GetSecretValue SecretId=$SECRET; secretsmanager:DescribeSecret
  .use([appConfig({ fetchData: { flags: { ApplicationIdentifier: "app", ConfigurationProfileIdentifier: "p", EnvironmentIdentifier: "prod" } } })])
  //^ appconfigdata:StartConfigurationSession ApplicationIdentifier=app; appconfigdata:GetLatestConfiguration
  .use(httpErrorHandler());
"#,
    );
}

#[test]
fn middy_roles_objects_items_and_connections() {
    check(
        r#"
//- /index.js
const middy = require("@middy/core");
const sts = require("@middy/sts");
const s3 = require("@middy/s3");
const dynamodb = require("@middy/dynamodb");
const serviceDiscovery = require("@middy/service-discovery");
const ws = require("@middy/ws-response");
const { S3Client, DeleteObjectCommand } = require("@aws-sdk/client-s3");
const { getInternal } = require("@middy/util");
const handler = async (event, context) => {
  await new S3Client({}).send(new DeleteObjectCommand({ Bucket: "b", Key: event.key }));
  //^ s3:DeleteObject Bucket=b Key=<event.key>
};
module.exports.handler = middy()
  .use(sts({ fetchData: { role: { RoleArn: process.env.ROLE } } }))
  //^ sts:AssumeRole RoleArn=$ROLE
  .use(s3({ awsClientAssumeRole: "role", fetchData: { c: { Bucket: "other", Key: "c.json" } } }))
  //^ foreign!s3:GetObject Bucket=other
  .use(dynamodb({ fetchData: { c: { TableName: process.env.TABLE, Key: { id: { S: "c" } } } } }))
  //^ dynamodb:GetItem TableName=$TABLE
  .use(serviceDiscovery({ fetchData: { i: { NamespaceName: "n", ServiceName: "s" } } }))
  //^ servicediscovery:DiscoverInstances NamespaceName=n
  .use(ws())
  //^ apigatewaymanagementapi:PostToConnection ConnectionId=<event.requestContext.connectionId>
  .before(async (request) => { const { role } = await getInternal(["role"], request); })
  .handler(handler);
"#,
    );
}

#[test]
fn onetable_models() {
    check(
        r#"
//- /index.ts
import { Table } from "dynamodb-onetable";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
const table = new Table({ client: new DynamoDBClient({}), name: process.env.TABLE, schema: {} });
const User = table.getModel("User");
export const handler = async (event: any) => {
  await User.create({ id: event.id });
  //^ dynamodb:PutItem TableName=$TABLE
  await User.find({ id: "x" });
  //^ dynamodb:Query TableName=$TABLE
};
"#,
    );
}

#[test]
fn durable_functions() {
    check(
        r#"
//- /index.ts
import { withDurableExecution, DurableContext } from "@aws/durable-execution-sdk-js";
import { SNSClient, PublishCommand } from "@aws-sdk/client-sns";
const sns = new SNSClient({});
export const handler = withDurableExecution(async (event: any, context: DurableContext) => {
  await context.step("notify", async () => {
    await sns.send(new PublishCommand({ TopicArn: process.env.TOPIC, Message: event.id }));
    //^ sns:Publish TopicArn=$TOPIC Message=<event.id>
  });
  await context.wait({ seconds: 5 });
  await context.invoke("call", process.env.OTHER, { id: 1 });
  //^ lambda:Invoke FunctionName=$OTHER
  await context.parallel([async (child) => child.step(async () => sns.send(new PublishCommand({ TopicArn: "arn:aws:sns:::b" })))]);
  //^ sns:Publish TopicArn=arn:aws:sns:::b
  await context.map("all", event.items, async (child, item) => sns.send(new PublishCommand({ TopicArn: item.topic })));
  //^ sns:Publish TopicArn=<event.items[].topic>
});
"#,
    );
}

#[test]
fn async_and_callbacks() {
    check(
        r#"
//- /index.js
const async = require("async");
const { promisify } = require("util");
const AWS = require("aws-sdk");
const Bluebird = require("bluebird");
const s3 = new AWS.S3();
const get = promisify(s3.getObject).bind(s3);
const put = promisify(s3.putObject.bind(s3));
exports.handler = (event, context, callback) => {
  async.waterfall([
    (next) => s3.headObject({ Bucket: "a", Key: event.key }, next),
    //^ s3:HeadObject Bucket=a Key=<event.key>
    (head, next) => s3.copyObject({ Bucket: "b", Key: head.ETag, CopySource: "a/x" }, next),
    //^ s3:CopyObject Bucket=b
  ], callback);
  async.eachLimit(["x", "y"], 2, (name, done) => s3.deleteObject({ Bucket: name }, done), callback);
  //^ s3:DeleteObject Bucket=x|y
  get({ Bucket: "c" }).then((object) => put({ Bucket: "d", Key: object.ETag }));
  //^ s3:GetObject Bucket=c; s3:PutObject Bucket=d Key=<s3:GetObject.ETag>
  Bluebird.map(event.ids, (id) => s3.getObjectTagging({ Bucket: "e", Key: id }).promise());
  //^ s3:GetObjectTagging Bucket=e Key=<event.ids[]>
};
"#,
    );
}

#[test]
fn emitters_and_streams() {
    check(
        r#"
//- /index.js
const EventEmitter = require("node:events");
const { Transform, pipeline } = require("stream");
const { S3Client, GetObjectCommand, PutObjectCommand } = require("@aws-sdk/client-s3");
const s3 = new S3Client({});
class Jobs extends EventEmitter {
  unused() { return s3.send(new PutObjectCommand({ Bucket: "never" })); }
  start() { return s3.send(new GetObjectCommand({ Bucket: "jobs", Key: "k" })); }
  //^ s3:GetObject Bucket=jobs
}
class Upper extends Transform {
  _transform(chunk, encoding, done) { s3.send(new PutObjectCommand({ Bucket: "upper" })).then(() => done()); }
  //^ s3:PutObject Bucket=upper
}
class Bad extends Error { constructor(m) { super(m); this.name = "Bad"; } }
exports.handler = async () => {
  const jobs = new Jobs();
  jobs.on("done", () => s3.send(new PutObjectCommand({ Bucket: "done" })));
  //^ s3:PutObject Bucket=done
  jobs.start();
  pipeline(process.stdin, new Upper(), (error) => { if (error) throw new Bad("x"); });
};
"#,
    );
}

#[test]
fn queues_by_library() {
    check(
        r#"
//- /index.js
const { Producer } = require("sqs-producer");
const producer = Producer.create({ queueUrl: process.env.QUEUE, region: "eu-west-1" });
exports.handler = async (event) => producer.send(["a", "b"]);
//^ sqs:SendMessageBatch QueueUrl=$QUEUE
"#,
    );
}

#[test]
fn signed_requests_are_calls_or_reported() {
    check(
        r#"
//- /index.js problems:opaque-library
const { Client } = require("@opensearch-project/opensearch");
const { AwsSigv4Signer } = require("@opensearch-project/opensearch/aws");
const { SignatureV4 } = require("@smithy/signature-v4");
const elasticsearch = require("elasticsearch");
const { AWSAppSyncClient, AUTH_TYPE } = require("aws-appsync");
const client = new Client({ ...AwsSigv4Signer({ region: "eu-west-1", service: "es" }), node: process.env.DOMAIN });
const vectors = new Client({ ...AwsSigv4Signer({ region: "eu-west-1", service: "aoss" }), node: process.env.COLLECTION });
const plain = new Client({ node: process.env.DOMAIN, auth: { username: "u", password: "p" } });
const old = new elasticsearch.Client({ hosts: [process.env.DOMAIN], connectionClass: require("http-aws-es") });
const graph = new AWSAppSyncClient({ url: process.env.GRAPH, region: "eu-west-1", auth: { type: AUTH_TYPE.AWS_IAM } });
exports.handler = async (event) => {
  await client.search({ index: "x", body: {} });
  //^ es-http:ESHttpPost Endpoint=$DOMAIN
  await client.indices.exists({ index: "x" });
  //^ es-http:ESHttpHead Endpoint=$DOMAIN
  await client.index({ index: "x", id: event.id, body: event });
  //^ es-http:ESHttpPut Endpoint=$DOMAIN
  await client.deleteByQuery({ index: "x" });
  //^ es-http:ESHttpPost Endpoint=$DOMAIN
  await client.transport.request({ method: "DELETE", path: "/x" });
  //^ es-http:ESHttpDelete Endpoint=$DOMAIN
  await vectors.bulk({ body: [] });
  //^ aoss:APIAccessAll Endpoint=$COLLECTION
  await plain.search({ index: "x" });
  await old.get({ index: "x", type: "y", id: event.id });
  //^ es-http:ESHttpGet Endpoint=$DOMAIN
  await graph.hydrated().then((client) => client.mutate({ mutation: "m" }));
  //^ appsync-graphql:GraphQL Endpoint=$GRAPH
  await new SignatureV4({ service: event.service, region: "eu-west-1" }).sign({ method: "POST" });
  await new SignatureV4({ service: "execute-api", region: "eu-west-1" }).sign({ method: "POST" });
  //^ execute-api:Invoke
  await new SignatureV4({ service: "es", region: "eu-west-1" }).sign({ method: "POST" });
  //^ es-http:ESHttpPost
};
"#,
    );
}

#[test]
fn requests_that_the_sdk_signs() {
    check(
        r#"
//- /index.js
const AWS = require("aws-sdk");
const path = require("path");
const { env, cwd } = require("node:process");
const endpoint = new AWS.Endpoint(env.DOMAIN);
const send = (method, body) => {
  const request = new AWS.HttpRequest(endpoint, "eu-west-1");
  request.method = method;
  request.path = path.join(request.path, "orders", "_doc");
  request.body = JSON.stringify(body);
  const signer = new AWS.Signers.V4(request, "es");
  signer.addAuthorization(new AWS.EnvironmentCredentials("AWS"), new Date());
  //^ es-http:ESHttpPut Endpoint=$DOMAIN; es-http:ESHttpDelete Endpoint=$DOMAIN
  return new AWS.HttpClient().handleRequest(request, null, () => cwd());
};
exports.handler = async (event) => (event.gone ? send("DELETE") : send("PUT", event));
"#,
    );
}

#[test]
fn log_events_are_written_by_a_transport() {
    check(
        r#"
//- /index.js
const winston = require("winston");
const CloudWatch = require("winston-cloudwatch");
winston.add(new CloudWatch({ logGroupName: "orders", logStreamName: () => "all", awsRegion: "eu-west-1" }));
//^ logs:CreateLogGroup logGroupName=orders
//^ logs:DescribeLogStreams logGroupName=orders logStreamNamePrefix=all
//^ logs:CreateLogStream logGroupName=orders logStreamName=all
//^ logs:PutLogEvents logGroupName=orders logStreamName=all
exports.handler = async (event) => winston.info(event.text);
"#,
    );
}

#[test]
fn statements_of_a_ledger() {
    check(
        r#"
//- /index.js
const { QldbDriver } = require("amazon-qldb-driver-nodejs");
const driver = new QldbDriver(process.env.LEDGER);
const find = (txn, id) => txn.execute("SELECT * FROM Licence AS b WHERE b.id = ?", id);
//^ qldb-session:SendCommand ExecuteStatement.Statement=SELECT * FROM Licence AS b WHERE b.id = ? StartSession.LedgerName=$LEDGER
exports.handler = async (event) => driver.executeLambda(async (txn) => {
  const found = await find(txn, event.id);
  if (found.getResultList().length === 0) await txn.execute("INSERT INTO Licence ?", event);
  //^ qldb-session:SendCommand ExecuteStatement.Statement=INSERT INTO Licence ? StartSession.LedgerName=$LEDGER
});
"#,
    );
}

#[test]
fn urls_are_taken_apart() {
    check(
        r#"
//- /index.mjs
import { S3Client, GetObjectCommand } from "@aws-sdk/client-s3";
const s3 = new S3Client({});
const read = (address) => {
  const url = new URL(address);
  return s3.send(new GetObjectCommand({ Bucket: url.hostname, Key: url.pathname.slice(1) }));
  //^ s3:GetObject Bucket=data Key=a/<event.id>
};
const parts = (address) => {
  const [, , bucket, ...key] = address.split("/");
  return s3.send(new GetObjectCommand({ Bucket: bucket, Key: key.join("/") }));
  //^ s3:GetObject Bucket=data Key=a/<event.id>
};
export const handler = async (event) => { await read(`s3://data/a/${event.id}`); await parts(`s3://data/a/${event.id}`); };
"#,
    );
}

#[test]
fn functions_that_wrapped_functions_give() {
    check(
        r#"
//- /index.js
const { scope } = require("some-metrics");
const { metricScope } = require("aws-embedded-metrics");
const { S3 } = require("@aws-sdk/client-s3");
const s3 = new S3({});
const inner = metricScope((metrics) => async (event) => {
  metrics.putMetric("x", 1);
  await s3.getObject({ Bucket: "in", Key: event.key });
  //^ s3:GetObject Bucket=in Key=<event.key>
});
exports.handler = scope((metrics) => async (event) => {
  await inner(event);
  await s3.putObject({ Bucket: "out", Key: event.key });
  //^ s3:PutObject Bucket=out Key=<event.key>
});
//- /package.json
{"dependencies": {"some-metrics": "1"}}
"#,
    );
}

#[test]
fn lodash_hands_elements_over() {
    check(
        r#"
//- /index.js
const _ = require("lodash");
const get = require("lodash/get");
const { SQS } = require("@aws-sdk/client-sqs");
const sqs = new SQS({});
const client = _.once(() => sqs);
exports.handler = async (event) => {
  await Promise.all(_.map(event.items, (item) => client().sendMessage({ QueueUrl: item.url })));
  //^ sqs:SendMessage QueueUrl=<event.items[].url>
  await sqs.purgeQueue({ QueueUrl: _.get(event, "detail.queue") });
  //^ sqs:PurgeQueue QueueUrl=<event.detail.queue>
  await sqs.deleteQueue({ QueueUrl: get(event, ["a", "b"]) });
  //^ sqs:DeleteQueue QueueUrl=<event.a.b>
};
"#,
    );
}

#[test]
fn containers_hand_instances_out() {
    check(
        r#"
//- /index.ts
import "reflect-metadata";
import { container, injectable } from "tsyringe";
import { SNS } from "@aws-sdk/client-sns";
@injectable()
class Notifier {
  private sns = new SNS({});
  async notify() { await this.sns.publish({ TopicArn: process.env.TOPIC }); }
  //^ sns:Publish TopicArn=$TOPIC
}
export const handler = async () => container.resolve(Notifier).notify();
"#,
    );
}

#[test]
fn the_extension_that_answers_on_the_own_host() {
    check(
        r#"
//- /index.mjs
const url = `http://localhost:2773/secretsmanager/get?secretId=${process.env.SECRET}`;
export const handler = async (event) => {
  await fetch(event.url);
  const answer = await fetch(url, { headers: { "X-Aws-Parameters-Secrets-Token": process.env.AWS_SESSION_TOKEN } });
  //^ secretsmanager:GetSecretValue SecretId=$SECRET
  return (await answer.json()).SecretString;
};
"#,
    );
}
