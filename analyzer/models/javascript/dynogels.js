// Models over tables: requests go out when a callback is given or `exec` is called.
import { CreateTableCommand, DeleteTableCommand, DescribeTableCommand, DynamoDBClient, UpdateTableCommand } from "@aws-sdk/client-dynamodb";
import * as aws from "aws-sdk";
import { call_with, get, run, text, unknown } from "#native";

const settings = { client: new DynamoDBClient({}) };

// A query or scan that is built by a chain of calls.
class Request {
  constructor(model, operation, index) { this.model = model; this.operation = operation; this.index = index; }
  usingIndex(index) { return new Request(this.model, this.operation, index); }
  exec(callback) {
    const asked = this.index ? { TableName: this.model.tableName(), IndexName: this.index } : { TableName: this.model.tableName() };
    const found = call_with(settings.client, this.operation, asked);
    run(callback);
    return found;
  }
  execAsync() { return this.exec(); }
  __getattr__(name) { return () => this; }
}

export function define(name, config) {
  const send = (operation, given) => {
    const found = call_with(settings.client, operation, { TableName: Model.tableName() });
    run(...given);
    return found;
  };
  const many = (operation, given) => {
    const found = call_with(settings.client, operation, { RequestItems: { [Model.tableName()]: [] } });
    run(...given);
    return found;
  };
  class Model {
    constructor(attributes) { this.attrs = attributes; }
    save(...given) { send("PutItem", given); return this; }
    saveAsync() { return this.save(); }
    update(...given) { send("UpdateItem", given); return this; }
    updateAsync() { return this.update(); }
    destroy(...given) { return send("DeleteItem", given); }
    destroyAsync() { return this.destroy(); }
    get(name) { return unknown(); }
    set(values) { return this; }
    toJSON() { return this.attrs; }
    __getattr__(name) { return unknown(); }
    static tableName() {
      const named = get(Model, "__table", get(config, "tableName", text(name, "s")));
      return typeof named === "function" ? named() : named;
    }
    static config(given) {
      if (given && given.tableName) Model.__table = given.tableName;
      return { name };
    }
    static create(item, ...given) { send("PutItem", given); return new Model(item); }
    static createAsync(item) { return Model.create(item); }
    static get(...given) { send("GetItem", given); return new Model(unknown()); }
    static getAsync(...given) { return Model.get(...given); }
    static update(item, ...given) { send("UpdateItem", given); return new Model(item); }
    static updateAsync(item) { return Model.update(item); }
    static destroy(...given) { return send("DeleteItem", given); }
    static destroyAsync(...given) { return Model.destroy(...given); }
    static getItems(keys, ...given) { many("BatchGetItem", given); return [new Model(unknown())]; }
    static getItemsAsync(keys) { return Model.getItems(keys); }
    static query(key) { return new Request(Model, "Query"); }
    static scan() { return new Request(Model, "Scan"); }
    static parallelScan(count) { return new Request(Model, "Scan"); }
    static createTable(...given) { settings.client.send(new CreateTableCommand({ TableName: Model.tableName() })); run(...given); }
    static describeTable(...given) { settings.client.send(new DescribeTableCommand({ TableName: Model.tableName() })); run(...given); }
    static updateTable(...given) { settings.client.send(new UpdateTableCommand({ TableName: Model.tableName() })); run(...given); }
    static deleteTable(...given) { settings.client.send(new DeleteTableCommand({ TableName: Model.tableName() })); run(...given); }
    static before(event, f) { run(f); }
    static after(event, f) { run(f); }
    static on(event, f) { run(f); }
  }
  return Model;
}
export const model = unknown();
export const AWS = aws;
export function dynamoDriver(driver) { settings.client = driver; }
export function documentClient(client) { settings.client = client; }
export const types = { uuid: () => unknown(), timeUUID: () => unknown(), __getattr__: (name) => () => unknown() };
export function Set() { return unknown(); }
export const log = unknown();
export function createTables(...given) { run(...given); }
export function createTablesAsync() {}
