// Entities over one table: a chain of calls ends in `go` or `params`.
import { call_with, element, get, is_list, unknown, values } from "#native";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";

class Chain {
  constructor(operation, entity, index) { this.operation = operation; this.entity = entity; this.index = index; }
  go(options) {
    const found = this.entity.__send(this.operation, this.index);
    if (options && options.hydrate) this.entity.__send("BatchGetItem");
    return { data: found, cursor: unknown(), unprocessed: unknown() };
  }
  page() { return this.go(); }
  params() { return { TableName: this.entity.table }; }
  commit() { return this; }
  __getattr__(name) { return () => this; }
}

// Access patterns by name: each is a query of the table or of one index.
class Patterns {
  constructor(entity, indexes) { this.entity = entity; this.indexes = indexes; }
  __getattr__(name) { return () => new Chain("Query", this.entity, get(get(this.indexes, name), "index")); }
}

// Collections by name: the index that the entities of a collection share.
class Collections {
  constructor(service) { this.service = service; }
  __getattr__(name) {
    return () => {
      for (const entity of values(this.service.entities)) {
        for (const index of values(entity.schema.indexes)) {
          const named = index.collection;
          if (is_list(named) ? named.includes(name) : named === name) return new Chain("Query", this.service, index.index);
        }
      }
      return new Chain("Query", this.service);
    };
  }
}

export class Entity {
  constructor(schema, config) {
    this.schema = schema;
    this.client = config ? config.client : undefined;
    if (config && config.table) this.table = config.table;
    if (schema.table) this.table = schema.table;
    this.query = new Patterns(this, schema.indexes);
    this.scan = new Chain("Scan", this);
  }
  setClient(client) { this.client = client; }
  setTableName(table) { this.table = table; }
  __send(operation, index) {
    const asked = index ? { TableName: this.table, IndexName: index } : { TableName: this.table };
    const params = operation === "BatchGetItem" || operation === "BatchWriteItem" ? { RequestItems: { [this.table]: [] } } : asked;
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
  __found() { return unknown() ? new Chain("Query", this, get(element(values(this.schema.indexes)), "index")) : new Chain("Scan", this); }
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
    this.collections = new Collections(this);
    this.transaction = new Transaction(this);
  }
  __send(operation, index) {
    const asked = index ? { TableName: this.table, IndexName: index } : { TableName: this.table };
    return call_with(this.client || new DynamoDBClient({}), operation, asked);
  }
}
export const CustomAttributeType = () => unknown();
export const createSchema = (schema) => schema;
export class ElectroError extends Error {}
