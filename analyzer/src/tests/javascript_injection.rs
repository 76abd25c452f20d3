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
