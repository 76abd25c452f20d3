// Entities and tables: actions are built, completed and sent; older versions have methods for them.
import { call_with, unknown } from "#native";

class Action {
  constructor(operation, table) { this.operation = operation; this.__table = table; }
  send() { return this.__table.__send(this.operation); }
  params() { return { TableName: this.__table.name }; }
  __getattr__(name) { return () => this; }
}
function action(operation) {
  return class extends Action { constructor(target) { super(operation, target.table || target); } };
}
export const GetItemCommand = action("GetItem");
export const PutItemCommand = action("PutItem");
export const UpdateItemCommand = action("UpdateItem");
export const UpdateAttributesCommand = action("UpdateItem");
export const DeleteItemCommand = action("DeleteItem");
export const QueryCommand = action("Query");
export const ScanCommand = action("Scan");

export class Table {
  constructor(options) { this.name = options.name; this.client = options.documentClient || options.DocumentClient; this.given = options; }
  build(made) { return new made(this); }
  __send(operation) {
    return call_with(this.client, operation, operation.startsWith("Batch") ? { RequestItems: { [this.name]: [] } } : { TableName: this.name });
  }
  get(entity, key) { return this.__send("GetItem"); }
  put(entity, item) { return this.__send("PutItem"); }
  update(entity, item) { return this.__send("UpdateItem"); }
  delete(entity, key) { return this.__send("DeleteItem"); }
  query(key, options) { return this.__send("Query"); }
  scan(options) { return this.__send("Scan"); }
  batchGet(items) { return this.__send("BatchGetItem"); }
  batchWrite(items) { return this.__send("BatchWriteItem"); }
  transactWrite(items) { return call_with(this.client, "TransactWriteItems", { TransactItems: [{ Put: { TableName: this.name } }] }); }
  transactGet(items) { return call_with(this.client, "TransactGetItems", { TransactItems: [{ Get: { TableName: this.name } }] }); }
  set DocumentClient(client) { this.client = client; }
  entities() { return this; }
}
export class Entity {
  constructor(options) { this.options = options; this.table = options.table; }
  build(made) { return new made(this); }
  get(key, options) { return this.table.__send("GetItem"); }
  put(item, options) { return this.table.__send("PutItem"); }
  update(item, options) { return this.table.__send("UpdateItem"); }
  delete(key, options) { return this.table.__send("DeleteItem"); }
  query(key, options) { return this.table.__send("Query"); }
  scan(options) { return this.table.__send("Scan"); }
  getBatch() { return unknown(); }
  putBatch() { return unknown(); }
  deleteBatch() { return unknown(); }
  __getattr__(name) { return () => unknown(); }
}
