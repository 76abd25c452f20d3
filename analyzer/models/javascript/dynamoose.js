// Models over tables. Before the first request on a table, it is made and waited for, unless its options say not to.
import { CreateTableCommand, DescribeTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { call_with, get, is_list, keys, run, text, unknown } from "#native";

const settings = { client: new DynamoDBClient({}) };

function option(given, name) { return get(given, name) ?? get(settings.defaults, name); }

// A query, scan or other request that is built by a chain of calls.
class Request {
  constructor(model, operation, index) { this.model = model; this.operation = operation; this.index = index; }
  using(index) { return new Request(this.model, this.operation, index); }
  exec(callback) {
    const found = this.model.__send(this.operation, this.index, callback);
    const items = found.Items.map((item) => new this.model(item));
    if (callback) callback(null, items);
    return items;
  }
  then(f) { return f(this.exec()); }
  __getattr__(name) { return () => this; }
}

// The index that a condition is asked of: of the attribute that it is about, unless that is a key of the table.
function indexOf(fields, condition) {
  const attribute = typeof condition === "string" ? condition : keys(condition)[0];
  const said = get(fields, attribute);
  const declared = typeof said === "object" ? get(said, "index", false) : false;
  if (!declared) return undefined;
  const one = is_list(declared) ? declared[0] : declared;
  const usual = text(attribute, "GlobalIndex");
  return typeof one === "object" ? get(one, "name", usual) : usual;
}

function modelOf(name, schema, options) {
  const fields = get(is_list(schema) ? schema[0] : schema, "fields") ?? schema;
  class Model {
    constructor(values) { this.values = values; }
    save(options, callback) { Model.__send("PutItem", undefined, callback); return this; }
    delete(callback) { Model.__send("DeleteItem", undefined, callback); }
    populate() { return this; }
    toJSON() { return this; }
    __getattr__(name) { return get(this.values, name); }
    static __name() {
      const given = get(Model, "__options", options);
      const named = get(Model, "__table", get(options, "tableName", name));
      const prefix = option(given, "prefix"), suffix = option(given, "suffix");
      const begun = prefix ? text(prefix, named) : named;
      return suffix ? text(begun, suffix) : begun;
    }
    static __ready() {
      const given = get(Model, "__options", options);
      const table = { TableName: Model.__name() };
      const create = option(given, "create") ?? true, wait = option(given, "waitForActive") ?? true;
      if (create || wait) settings.client.send(new DescribeTableCommand(table));
      if (create) settings.client.send(new CreateTableCommand(table));
      return table.TableName;
    }
    static __send(operation, index, callback) {
      const TableName = Model.__ready();
      const found = call_with(settings.client, operation, index ? { TableName, IndexName: index } : { TableName });
      run(callback);
      return found;
    }
    static __send_many(operation, callback) {
      const found = call_with(settings.client, operation, { RequestItems: { [Model.__ready()]: [] } });
      run(callback);
      return found;
    }
    static __document(found) { return found ? new Model(found) : undefined; }
    static create(values, options, callback) { Model.__send("PutItem", undefined, callback); return new Model(values); }
    static get(key, options, callback) { return Model.__document(Model.__send("GetItem", undefined, callback).Item); }
    static update(key, values, options, callback) { return Model.__document(Model.__send("UpdateItem", undefined, callback).Attributes); }
    static delete(key, options, callback) { return Model.__send("DeleteItem", undefined, callback); }
    static remove(key, options, callback) { return Model.__send("DeleteItem", undefined, callback); }
    static batchGet(keys, options, callback) { return Model.__send_many("BatchGetItem", callback).Responses.map((item) => new Model(item)); }
    static batchPut(values, options, callback) { return Model.__send_many("BatchWriteItem", callback); }
    static batchDelete(keys, options, callback) { return Model.__send_many("BatchWriteItem", callback); }
    static query(condition) { return new Request(Model, "Query", indexOf(fields, condition)); }
    static queryOne(condition) { return Model.query(condition); }
    static scan(condition) { return new Request(Model, "Scan"); }
    static methods = { set: () => undefined, item: { set: () => undefined }, document: { set: () => undefined } };
    static serializer = unknown();
    static table() { return { name: Model.__name() }; }
    static transaction = {
      get: () => ({ table: Model.__name(), kind: "get" }), create: () => ({ table: Model.__name(), kind: "put" }),
      update: () => ({ table: Model.__name(), kind: "update" }), delete: () => ({ table: Model.__name(), kind: "delete" }),
      condition: () => ({ table: Model.__name(), kind: "check" }),
    };
  }
  return Model;
}

const defaults = { set: (given) => { settings.defaults = given; } };
export const model = Object.assign(modelOf, { defaults });
export function setDefaults(given) { settings.defaults = given; }
export class Schema { constructor(fields, options) { this.fields = fields; } }
export class Condition { constructor() {} __getattr__(name) { return () => this; } }
export class Table {
  constructor(name, models, options) {
    this.name = name;
    for (const one of models) {
      one.__table = name;
      one.__options = options;
    }
  }
  static defaults = defaults;
}
export function transaction(requests) {
  const kinds = { get: "Get", put: "Put", update: "Update", delete: "Delete", check: "ConditionCheck" };
  const items = requests.map((one) => ({ [kinds[one.kind]]: { TableName: one.table } }));
  const reads = requests[0].kind === "get";
  return call_with(settings.client, reads ? "TransactGetItems" : "TransactWriteItems", { TransactItems: items });
}
export const aws = {
  ddb: { set: (client) => { settings.client = client; }, local: () => undefined, DynamoDB: DynamoDBClient },
  sdk: { config: { update: () => undefined } },
  converter: () => unknown(),
};
export const AWS = { config: { update: () => undefined } };
export function local() {}
export function setDocumentClient(client) {}
export const type = unknown();
export const logger = unknown();
