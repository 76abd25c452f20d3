// Entities and tables: actions are built, completed and sent; older versions have methods for them.
import { call_with, get, unknown } from "#native";

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

// Actions that an index may be named for.
function search(operation) {
  return class Search {
    constructor(target, index) { this.target = target; this.index = index; }
    query(asked) { return new Search(this.target, get(asked, "index", this.index)); }
    options(given) { return new Search(this.target, get(given, "index", this.index)); }
    entities() { return this; }
    send() { return (this.target.table || this.target).__search(operation, this.index); }
    params() { return unknown(); }
    paginate() { return [this.send()]; }
  };
}
export const QueryCommand = search("Query");
export const ScanCommand = search("Scan");
export class DeletePartitionCommand extends QueryCommand {
  send() {
    this.target.__send("BatchWriteItem");
    return this.target.__search("Query", this.index);
  }
}

// Parts of batches and transactions: `execute` sends them.
class Part {
  constructor(entity) { this.entity = entity; }
  __getattr__(name) { return () => this; }
}
export class BatchGetRequest extends Part {}
export class BatchPutRequest extends Part {}
export class BatchDeleteRequest extends Part {}
function batch(operation) {
  return class extends Part { __execute() { return this.entity.__send(operation); } };
}
export const BatchGetCommand = batch("BatchGetItem");
export const BatchWriteCommand = batch("BatchWriteItem");
function transaction(operation, kind) {
  return class extends Part {
    __execute() {
      const { table } = this.entity;
      return call_with(table.documentClient, operation, { TransactItems: [{ [kind]: { TableName: table.name } }] });
    }
  };
}
export const GetTransaction = transaction("TransactGetItems", "Get");
export const PutTransaction = transaction("TransactWriteItems", "Put");
export const UpdateTransaction = transaction("TransactWriteItems", "Update");
export const DeleteTransaction = transaction("TransactWriteItems", "Delete");
export const ConditionCheck = transaction("TransactWriteItems", "ConditionCheck");
export function execute(...parts) {
  for (const part of parts) if (part instanceof Part) part.__execute();
  return { Responses: unknown() };
}
export const executeBatchGet = execute, executeBatchWrite = execute, executeTransactGet = execute, executeTransactWrite = execute;

export class Table {
  constructor(options) {
    this.name = typeof options.name === "function" ? options.name() : options.name;
    const client = options.documentClient || options.DocumentClient;
    if (client) this.documentClient = client;
  }
  set DocumentClient(client) { this.documentClient = client; }
  build(made) { return new made(this); }
  getName() { return this.name; }
  __send(operation) {
    const params = operation.startsWith("Batch") ? { RequestItems: { [this.name]: [] } } : { TableName: this.name };
    return call_with(this.documentClient, operation, params);
  }
  __search(operation, index) {
    return call_with(this.documentClient, operation, index ? { TableName: this.name, IndexName: index } : { TableName: this.name });
  }
  get(entity, key) { return this.__send("GetItem"); }
  put(entity, item) { return this.__send("PutItem"); }
  update(entity, item) { return this.__send("UpdateItem"); }
  delete(entity, key) { return this.__send("DeleteItem"); }
  query(key, options) { return this.__search("Query", options && options.index); }
  scan(options) { return this.__search("Scan", options && options.index); }
  batchGet(items) { return this.__send("BatchGetItem"); }
  batchWrite(items) { return this.__send("BatchWriteItem"); }
  transactWrite(items) { return call_with(this.documentClient, "TransactWriteItems", { TransactItems: [{ Put: { TableName: this.name } }] }); }
  transactGet(items) { return call_with(this.documentClient, "TransactGetItems", { TransactItems: [{ Get: { TableName: this.name } }] }); }
  entities() { return this; }
}
export class Entity {
  constructor(options) { this.options = options; if (options.table) this.table = options.table; }
  build(made) { return new made(this); }
  get(key, options) { return this.table.__send("GetItem"); }
  put(item, options) { return this.table.__send("PutItem"); }
  update(item, options) { return this.table.__send("UpdateItem"); }
  delete(key, options) { return this.table.__send("DeleteItem"); }
  query(key, options) { return this.table.query(key, options); }
  scan(options) { return this.table.scan(options); }
  getBatch() { return unknown(); }
  putBatch() { return unknown(); }
  deleteBatch() { return unknown(); }
  __getattr__(name) { return () => unknown(); }
}

// All actions of an entity as methods.
export class EntityRepository {
  constructor(entity) { this.entity = entity; }
  get(key) { return this.entity.get(key); }
  put(item) { return this.entity.put(item); }
  update(item) { return this.entity.update(item); }
  updateAttributes(item) { return this.entity.update(item); }
  delete(key) { return this.entity.delete(key); }
  query(asked, options) { return this.entity.table.query(asked, asked); }
  scan(options) { return this.entity.scan(options); }
  __getattr__(name) { return () => unknown(); }
}
export class TableRepository {
  constructor(table) { this.table = table; }
  query(asked) { return this.table.query(asked, asked); }
  scan(options) { return this.table.scan(options); }
  deletePartition(asked) { return new DeletePartitionCommand(this.table, asked.index).send(); }
}
