//! Instances that a container makes with what their constructors are declared to need.

use crate::fixture::check;

#[test]
fn constructors_are_given_what_their_types_name() {
    check(
        r#"
//- /index.ts
import "reflect-metadata";
import { container } from "tsyringe";
import { Orders } from "./orders";
export const handler = async (event: any) => container.resolve(Orders).place(event.id);
//- /orders.ts
import { inject, injectable } from "tsyringe";
import { Queue } from "./queue";
@injectable()
export class Orders {
  constructor(private readonly queue: Queue) {}
  place(id: string) { return this.queue.send(id); }
}
//- /queue.ts
import { singleton } from "tsyringe";
import { SQS } from "@aws-sdk/client-sqs";
@singleton()
export class Queue {
  private sqs = new SQS({});
  send(id: string) { return this.sqs.sendMessage({ QueueUrl: process.env.QUEUE, MessageBody: id }); }
  //^ sqs:SendMessage QueueUrl=$QUEUE MessageBody=<event.id>
}
"#,
    );
}

#[test]
fn tokens_are_bound_to_classes() {
    check(
        r#"
//- /index.ts
import { Container, inject, injectable } from "inversify";
import { DynamoDB } from "@aws-sdk/client-dynamodb";
interface Store { save(id: string): Promise<unknown>; }
@injectable()
class TableStore implements Store {
  save(id: string) { return new DynamoDB({}).putItem({ TableName: "orders", Item: { id: { S: id } } }); }
  //^ dynamodb:PutItem TableName=orders
}
@injectable()
class Service {
  constructor(@inject("store") private readonly store: Store) {}
  run(id: string) { return this.store.save(id); }
}
const container = new Container();
container.bind<Store>("store").to(TableStore).inSingletonScope();
container.bind(Service).toSelf();
export const handler = async (event: any) => container.get(Service).run(event.id);
"#,
    );
}

#[test]
fn an_application_of_modules() {
    check(
        r#"
//- /index.ts
import { NestFactory } from "@nestjs/core";
import { ExpressAdapter } from "@nestjs/platform-express";
import { Body, Controller, Get, Injectable, Module, Param, Post, UseGuards } from "@nestjs/common";
import { ConfigModule, ConfigService } from "@nestjs/config";
import serverlessExpress from "@vendia/serverless-express";
import { DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { SSM } from "@aws-sdk/client-ssm";

@Injectable()
class OrdersStore {
  private readonly db = new DynamoDBClient({});
  constructor(private readonly config: ConfigService) {}
  put(id: string) { return this.db.send(new PutItemCommand({ TableName: this.config.get<string>("TABLE"), Item: { id: { S: id } } })); }
  //^ dynamodb:PutItem TableName=$TABLE
  get(id: string) { return this.db.send(new GetItemCommand({ TableName: this.config.getOrThrow("TABLE"), Key: { id: { S: id } } })); }
  //^ dynamodb:GetItem TableName=$TABLE
}
@Injectable()
class TokenGuard {
  async canActivate() { return !!(await new SSM({}).getParameter({ Name: "/token" })); }
  //^ ssm:GetParameter Name=/token
}
@Controller("orders")
@UseGuards(TokenGuard)
class OrdersController {
  constructor(private readonly orders: OrdersStore) {}
  @Post() create(@Body() body: any) { return this.orders.put(body.id); }
  @Get(":id") one(@Param("id") id: string) { return this.orders.get(id); }
}
@Module({
  imports: [ConfigModule.forRoot()],
  controllers: [OrdersController],
  providers: [OrdersStore],
})
class AppModule {}

let server: any;
async function bootstrap() {
  const app = await NestFactory.create(AppModule, new ExpressAdapter());
  await app.init();
  return serverlessExpress({ app: app.getHttpAdapter().getInstance() });
}
export const handler = async (event: any, context: any) => {
  server = server ?? (await bootstrap());
  return server(event, context);
};
"#,
    );
}

#[test]
fn properties_are_given_what_their_types_name() {
    check(
        r#"
//- /index.ts
import { Container, Inject, Service } from "typedi";
import { S3 } from "@aws-sdk/client-s3";
@Service()
class Files {
  read(Key: string) { return new S3({}).getObject({ Bucket: "files", Key }); }
  //^ s3:GetObject Bucket=files Key=<event.key>
}
@Service()
class Reader {
  @Inject() private files: Files;
  read(key: string) { return this.files.read(key); }
}
export const handler = async (event: any) => Container.get(Reader).read(event.key);
"#,
    );
}

#[test]
fn a_container_of_names() {
    check(
        r#"
//- /index.js
const { createContainer, asClass, asValue } = require("awilix");
const { SNS } = require("@aws-sdk/client-sns");
class Teller {
  constructor({ sns, topic }) { this.sns = sns; this.topic = topic; }
  tell(Message) { return this.sns.publish({ TopicArn: this.topic, Message }); }
  //^ sns:Publish TopicArn=$TOPIC
}
const container = createContainer();
container.register({ teller: asClass(Teller).singleton(), sns: asValue(new SNS({})), topic: asValue(process.env.TOPIC) });
exports.handler = async (event) => container.resolve("teller").tell(event.text);
"#,
    );
}

#[test]
fn containers_that_hand_over_by_parameter_names() {
    check(
        r#"
//- /index.js
const { createContainer, asClass, asFunction, asValue, InjectionMode } = require("awilix");
const { SNS } = require("@aws-sdk/client-sns");
const { SQS } = require("@aws-sdk/client-sqs");
class Told {
  constructor(sns, topic) { this.sns = sns; this.topic = topic; }
}
class Teller extends Told {
  tell(Message) { return this.sns.publish({ TopicArn: this.topic, Message }); }
  //^ sns:Publish TopicArn=$TOPIC
}
class First { constructor(second, stage) { this.second = second; this.stage = stage; } }
class Second { constructor(third, stage) { this.third = third; this.stage = stage; } }
class Third { constructor(fourth, stage) { this.fourth = fourth; this.stage = stage; } }
class Fourth { constructor(teller, stage) { this.teller = teller; this.stage = stage; } }
const container = createContainer({ injectionMode: InjectionMode.CLASSIC });
container.register({ teller: asClass(Teller).scoped(), sns: asFunction(() => new SNS({})), topic: asValue(process.env.TOPIC) });
container.register({
  first: asClass(First), second: asClass(Second), third: asClass(Third), fourth: asClass(Fourth), stage: asValue("dev"),
});

const other = createContainer();
const makeQueue = (sqs) => ({ send: (MessageBody) => sqs.sendMessage({ QueueUrl: process.env.QUEUE, MessageBody }) });
//^ sqs:SendMessage QueueUrl=$QUEUE
other.register("queue", asFunction(makeQueue).classic().singleton()).register("sqs", asValue(new SQS({})));

exports.handler = async (event) => {
  await container.createScope().cradle.first.second.third.fourth.teller.tell(event.text);
  await other.resolve("queue").send(event.text);
};
"#,
    );
}
