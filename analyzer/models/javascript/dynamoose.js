// Models over tables. A model makes sure that its table exists unless it is told not to.
import { CreateTableCommand, DescribeTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { call_with, list_of, run, unknown } from "#native";

const settings = { client: new DynamoDBClient({}) };

// A query, scan or other request that is built by a chain of calls.
class Request {
  constructor(send) { this.send = send; }
  exec(callback) {
    const found = this.send();
    if (callback) callback(null, found);
    return found;
  }
  then(f) { return f(this.send()); }
  __getattr__(name) { return () => this; }
}

function modelOf(name, schema, options) {
  const given = options ?? {};
  const table = { TableName: given.tableName || name };
  if (given.create ?? true) {
    settings.client.send(new DescribeTableCommand(table));
    settings.client.send(new CreateTableCommand(table));
  }
  const request = (operation, callback) => {
    const found = call_with(settings.client, operation, table);
    run(callback);
    return found;
  };
  class Model {
    constructor(values) { this.values = values; }
    save(options, callback) { request("PutItem", callback); return this; }
    delete(callback) { request("DeleteItem", callback); }
    populate() { return this; }
    toJSON() { return this; }
    __getattr__(name) { return unknown(); }
    static create(values, options, callback) { request("PutItem", callback); return new Model(values); }
    static get(key, options, callback) { return request("GetItem", callback).Item; }
    static update(key, values, options, callback) { return request("UpdateItem", callback).Attributes; }
    static delete(key, options, callback) { return request("DeleteItem", callback); }
    static batchGet(keys, options, callback) { return request("BatchGetItem", callback).Responses; }
    static batchPut(values, options, callback) { return request("BatchWriteItem", callback); }
    static batchDelete(keys, options, callback) { return request("BatchWriteItem", callback); }
    static query(condition) { return new Request(() => request("Query").Items); }
    static scan(condition) { return new Request(() => request("Scan").Items); }
    static methods = { set: () => undefined, item: { set: () => undefined }, document: { set: () => undefined } };
    static serializer = unknown();
    static transaction = {
      get: () => ({ table, kind: "get" }), create: () => ({ table, kind: "put" }), update: () => ({ table, kind: "update" }),
      delete: () => ({ table, kind: "delete" }), condition: () => ({ table, kind: "check" }),
    };
  }
  return Model;
}

export const model = modelOf;
export class Schema { constructor(fields, options) { this.fields = fields; } }
export class Condition { constructor() {} __getattr__(name) { return () => this; } }
export class Table { constructor(name, models, options) { this.name = name; } }
export function transaction(requests) {
  const kinds = { get: "Get", put: "Put", update: "Update", delete: "Delete", check: "ConditionCheck" };
  return call_with(settings.client, "TransactWriteItems", { TransactItems: requests.map((one) => ({ [kinds[one.kind]]: one.table })) });
}
export const aws = {
  ddb: { set: (client) => { settings.client = client; }, local: () => undefined, DynamoDB: DynamoDBClient },
  sdk: { config: { update: () => undefined } },
  converter: () => unknown(),
};
export const type = unknown();
export const logger = unknown();
