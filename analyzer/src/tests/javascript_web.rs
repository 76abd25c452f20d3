//! JavaScript: web frameworks and GraphQL servers behind a handler, which call what they are given.

use crate::fixture::check;

#[test]
fn express_routes() {
    check(
        r#"
//- /index.js
const express = require("express");
const serverless = require("serverless-http");
const { DynamoDBClient, GetItemCommand, PutItemCommand, ScanCommand } = require("@aws-sdk/client-dynamodb");
const ddb = new DynamoDBClient({});
const app = express();
const router = express.Router();
app.use(express.json());
app.get("/items/:id", async (req, res) => {
  await ddb.send(new GetItemCommand({ TableName: process.env.TABLE, Key: { id: { S: req.params.id } } }));
  //^ dynamodb:GetItem TableName=$TABLE
});
router.post("/items", (req, res, next) => next(), async (req, res) => {
  await ddb.send(new PutItemCommand({ TableName: process.env.TABLE, Item: req.body }));
  //^ dynamodb:PutItem TableName=$TABLE
});
app.use("/v1", router);
module.exports.handler = serverless(app);
"#,
    );
}

#[test]
fn express_behind_vendia() {
    check(
        r#"
//- /index.js
const serverlessExpress = require("@vendia/serverless-express");
const { app } = require("./app");
exports.handler = serverlessExpress({ app });
//- /app.js
const express = require("express");
const { S3 } = require("@aws-sdk/client-s3");
const app = express();
app.get("/", async (req, res) => res.json(await new S3({}).listBuckets({})));
//^ s3:ListBuckets
exports.app = app;
"#,
    );
}

/// What a handler puts on the request, the application or the context is there for those behind it.
#[test]
fn handlers_share_their_request() {
    check(
        r#"
//- /index.js
const express = require("express");
const serverless = require("serverless-http");
const { SQS } = require("@aws-sdk/client-sqs");
const app = express();
app.set("queue", process.env.QUEUE);
app.locals.sqs = new SQS({});
app.use(require("cors")(), (req, res, next) => { req.send = (QueueUrl) => req.app.locals.sqs.sendMessage({ QueueUrl, MessageBody: "x" }); next(); });
//^ sqs:SendMessage QueueUrl=null|$QUEUE
app.route("/orders/:id").post(async (req, res) => req.send(app.get("queue"))).delete((req, res) => { res.locals.gone = process.env.QUEUE; });
const last = express.Router();
last.use((req, res) => req.app.locals.sqs.purgeQueue({ QueueUrl: res.locals.gone }));
//^ sqs:PurgeQueue QueueUrl=null|$QUEUE
app.use(last);
class Failures {
  constructor() { this.report = this.report.bind(this); }
  report(error, req, res, next) { return req.app.locals.sqs.deleteQueue({ QueueUrl: process.env.QUEUE }); }
  //^ sqs:DeleteQueue QueueUrl=$QUEUE
}
app.use(new Failures().report);
exports.handler = serverless(app);
"#,
    );
}

#[test]
fn koa_and_lambda_api() {
    check(
        r#"
//- /index.js
const Koa = require("koa");
const Router = require("koa-router");
const serverless = require("serverless-http");
const { SQS } = require("@aws-sdk/client-sqs");
const app = new Koa();
const router = new Router({ prefix: "/v1" });
app.context.sqs = new SQS({});
app.use(async (ctx, next) => { ctx.state.queue = process.env.QUEUE; await next(); });
router.post("/orders", async (ctx) => { await ctx.sqs.sendMessage({ QueueUrl: ctx.state.queue, MessageBody: "x" }); });
//^ sqs:SendMessage QueueUrl=null|$QUEUE
app.use(router.routes()).use(router.allowedMethods());
const served = serverless(app);

const api = require("lambda-api")({ version: "v1" });
api.use((req, res, next) => { req.sqs = new SQS({}); next(); });
api.register((routes) => { routes.delete("/orders", async (req) => req.sqs.purgeQueue({ QueueUrl: process.env.QUEUE })); }, { prefix: "/v1" });
//^ sqs:PurgeQueue QueueUrl=$QUEUE
exports.handler = async (event, context) => (event.old ? api.run(event, context) : served(event, context));
"#,
    );
}

#[test]
fn handlers_that_a_library_makes_of_an_application() {
    check(
        r#"
//- /index.js
import { Hono } from "hono";
import { handle } from "hono/aws-lambda";
import { SQS } from "@aws-sdk/client-sqs";
const sqs = new SQS({});
const app = new Hono();
app.post("/orders", async (c) => c.json(await sqs.sendMessage({ QueueUrl: process.env.QUEUE, MessageBody: "x" })));
//^ sqs:SendMessage QueueUrl=$QUEUE
export const handler = handle(app);
//- /package.json
{"dependencies": {"hono": "4"}}
"#,
    );
    check(
        r#"
//- /index.js
const app = require("fastify")({ logger: true });
const { SQS } = require("@aws-sdk/client-sqs");
const sqs = new SQS({});
app.get("/orders", async (request, reply) => sqs.listQueues({}));
//^ sqs:ListQueues
exports.handler = require("@fastify/aws-lambda")(app);
//- /package.json
{"dependencies": {"fastify": "4", "@fastify/aws-lambda": "4"}}
"#,
    );
}

#[test]
fn resolvers_are_given_the_context() {
    check(
        r#"
//- /index.mjs
import { ApolloServer } from "@apollo/server";
import { startServerAndCreateLambdaHandler, handlers } from "@as-integrations/aws-lambda";
import { ApolloServer as Old } from "apollo-server-lambda";
import { SQS } from "@aws-sdk/client-sqs";
class Orders {
  constructor(queue) { this.sqs = new SQS({}); this.queue = queue; }
  add() { return this.sqs.sendMessage({ QueueUrl: this.queue, MessageBody: "x" }); }
  //^ sqs:SendMessage QueueUrl=$QUEUE
  clear() { return this.sqs.purgeQueue({ QueueUrl: this.queue }); }
  //^ sqs:PurgeQueue QueueUrl=$OLD
}
const server = new ApolloServer({ typeDefs: "", resolvers: { Mutation: { add: (_, args, { orders }) => orders.add(args) } } });
const context = async ({ event }) => ({ orders: new Orders(process.env.QUEUE), user: event.user });
const served = startServerAndCreateLambdaHandler(server, handlers.createAPIGatewayProxyEventV2RequestHandler(), { context });
const old = new Old({
  typeDefs: "",
  resolvers: [{ Query: { clear: { resolve: (_, args, { dataSources }) => dataSources.orders.clear() } } }],
  dataSources: () => ({ orders: new Orders(process.env.OLD) }),
}).createHandler();
export const handler = async (event, context, callback) => (event.old ? old(event, context, callback) : served(event, context));
"#,
    );
}
