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
    //^ s3:PutObject Bucket=null|own Key=<event.body>
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
