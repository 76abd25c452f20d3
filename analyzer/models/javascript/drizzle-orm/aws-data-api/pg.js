// A database whose statements go through the RDS Data API. What is built of them runs when it is awaited.
import { RDSDataClient, BeginTransactionCommand, CommitTransactionCommand, ExecuteStatementCommand,
  RollbackTransactionCommand } from "@aws-sdk/client-rds-data";
import { unknown } from "#native";

class Database {
  constructor(client, options) { this.client = client; this.options = options; this.query = this; }
  __where() { const { resourceArn, secretArn, database } = this.options; return { resourceArn, secretArn, database }; }
  __statement() { this.client.send(new ExecuteStatementCommand(this.__where())); return this; }
  transaction(f) {
    this.client.send(new BeginTransactionCommand(this.__where()));
    const result = f(this);
    this.client.send(new CommitTransactionCommand(this.__where()));
    this.client.send(new RollbackTransactionCommand(this.__where()));
    return result;
  }
  select() { return this.__statement(); }
  selectDistinct() { return this.__statement(); }
  insert() { return this.__statement(); }
  update() { return this.__statement(); }
  delete() { return this.__statement(); }
  execute() { return this.__statement(); }
  findMany() { return this.__statement(); }
  findFirst() { return this.__statement(); }
  // A table of `query`, or a further word of a statement.
  __getattr__(name) { return new Part(this); }
}
class Part {
  constructor(database) { this.database = database; }
  findMany() { this.database.__statement(); return unknown(); }
  findFirst() { this.database.__statement(); return unknown(); }
  __call__() { return unknown(); }
}

export function drizzle(client, options) {
  if (options) return new Database(client, options);
  const { connection } = client;
  return new Database(client.client ?? new RDSDataClient({}), connection ?? client);
}
