// Entities over one table: a chain of calls ends in `go` or `params`.
import { call_with, unknown } from "#native";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";

class Chain {
  constructor(operation, entity) { this.operation = operation; this.entity = entity; }
  go() { return { data: this.entity.__send(this.operation), cursor: unknown(), unprocessed: unknown() }; }
  page() { return this.go(); }
  params() { return { TableName: this.entity.table }; }
  commit() { return this; }
  __getattr__(name) { return () => this; }
}

// Any index, collection or access pattern by its name.
class Named {
  constructor(operation, entity) { this.operation = operation; this.entity = entity; }
  __getattr__(name) { return () => new Chain(this.operation, this.entity); }
}

export class Entity {
  constructor(schema, config) {
    this.schema = schema;
    this.client = config ? config.client : undefined;
    if (config && config.table) this.table = config.table;
    if (schema.table) this.table = schema.table;
    this.query = new Named("Query", this);
    this.scan = new Chain("Scan", this);
  }
  setClient(client) { this.client = client; }
  setTableName(table) { this.table = table; }
  __send(operation) {
    const params = operation === "BatchGetItem" || operation === "BatchWriteItem"
      ? { RequestItems: { [this.table]: [] } } : { TableName: this.table };
    return call_with(this.client || new DynamoDBClient({}), operation, params);
  }
  get(key) { return new Chain(Array.isArray(key) ? "BatchGetItem" : "GetItem", this); }
  put(item) { return new Chain(Array.isArray(item) ? "BatchWriteItem" : "PutItem", this); }
  delete(key) { return new Chain(Array.isArray(key) ? "BatchWriteItem" : "DeleteItem", this); }
  create(item) { return new Chain("PutItem", this); }
  upsert(item) { return new Chain("UpdateItem", this); }
  update(key) { return new Chain("UpdateItem", this); }
  patch(key) { return new Chain("UpdateItem", this); }
  remove(key) { return new Chain("DeleteItem", this); }
  find(keys) { return this.__found(); }
  match(keys) { return this.__found(); }
  __found() { return new Chain(unknown() ? "Query" : "Scan", this); }
  parse(value) { return { data: value }; }
  conversions() { return unknown(); }
  __getattr__(name) { return unknown(); }
}

class Transaction {
  constructor(service, operation) { this.service = service; this.operation = operation; }
  write(f) { return this.__made("TransactWriteItems", f); }
  get(f) { return this.__made("TransactGetItems", f); }
  __made(operation, f) {
    f(this.service.entities);
    return { go: () => {
      const tables = Object.values(this.service.entities).map((entity) => ({ Put: { TableName: entity.table }, Get: { TableName: entity.table } }));
      return { data: call_with(this.service.client || new DynamoDBClient({}), operation, { TransactItems: tables }), canceled: unknown() };
    } };
  }
}

export class Service {
  constructor(entities, config) {
    this.entities = entities;
    this.client = config ? config.client : undefined;
    for (const entity of Object.values(entities)) {
      if (config && config.client) entity.setClient(config.client);
      if (config && config.table) entity.setTableName(config.table);
    }
    this.table = config && config.table ? config.table : Object.values(entities)[0].table;
    this.collections = new Named("Query", this);
    this.transaction = new Transaction(this);
  }
  __send(operation) { return call_with(this.client || new DynamoDBClient({}), operation, { TableName: this.table }); }
}
export const CustomAttributeType = () => unknown();
export const createSchema = (schema) => schema;
export class ElectroError extends Error {}
