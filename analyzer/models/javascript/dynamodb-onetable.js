// Models over one table.
import { call_with, unknown } from "#native";

class Model {
  constructor(table) { this.table = table; }
  create(values, params) { return this.table.__send("PutItem", params); }
  get(values, params) { return this.table.__send("GetItem", params); }
  load(values, params) { return this.table.__send("BatchGetItem", params); }
  init(values) { return values; }
  find(values, params) { return this.table.__send("Query", params); }
  scan(values, params) { return this.table.__send("Scan", params); }
  update(values, params) { return this.table.__send("UpdateItem", params); }
  upsert(values, params) { return this.table.__send("UpdateItem", params); }
  remove(values, params) { return this.table.__send("DeleteItem", params); }
  template() { return unknown(); }
}
export class Table {
  constructor(options) { this.name = options.name; this.client = options.client; }
  setClient(client) { this.client = client; }
  getModel(name) { return new Model(this); }
  model(name) { return new Model(this); }
  __send(operation) {
    return call_with(this.client, operation, operation === "BatchGetItem" ? { RequestItems: { [this.name]: [] } } : { TableName: this.name });
  }
  create(model, values) { return this.__send("PutItem"); }
  get(model, values) { return this.__send("GetItem"); }
  find(model, values) { return this.__send("Query"); }
  update(model, values) { return this.__send("UpdateItem"); }
  upsert(model, values) { return this.__send("UpdateItem"); }
  remove(model, values) { return this.__send("DeleteItem"); }
  scan(model, values) { return this.__send("Scan"); }
  getItem() { return this.__send("GetItem"); }
  putItem() { return this.__send("PutItem"); }
  deleteItem() { return this.__send("DeleteItem"); }
  queryItems() { return this.__send("Query"); }
  scanItems() { return this.__send("Scan"); }
  updateItem() { return this.__send("UpdateItem"); }
  batchGet() { return this.__send("BatchGetItem"); }
  batchWrite() { return call_with(this.client, "BatchWriteItem", { RequestItems: { [this.name]: [] } }); }
  transact(kind) {
    return call_with(this.client, kind === "get" ? "TransactGetItems" : "TransactWriteItems", { TransactItems: [{ Put: { TableName: this.name }, Get: { TableName: this.name } }] });
  }
  uuid() { return unknown(); }
  ulid() { return unknown(); }
  __getattr__(name) { return () => unknown(); }
}
