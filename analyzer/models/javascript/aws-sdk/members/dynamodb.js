// The document client: DynamoDB operations on plain values.
import { client as makeClient, surely_ends_with, unknown } from "#native";

export class DocumentClient {
  constructor(options) {
    this.service = options && options.service ? options.service : makeClient("javascript-v2", "DynamoDB", options && options.credentials, options && options.region);
  }
  get(params, callback) { return this.service.getItem(params, callback); }
  put(params, callback) { return this.service.putItem(params, callback); }
  update(params, callback) { return this.service.updateItem(params, callback); }
  delete(params, callback) { return this.service.deleteItem(params, callback); }
  query(params, callback) { return this.service.query(params, callback); }
  scan(params, callback) { return this.service.scan(params, callback); }
  batchGet(params, callback) { return this.service.batchGetItem(params, callback); }
  batchWrite(params, callback) { return this.service.batchWriteItem(params, callback); }
  transactGet(params, callback) { return this.service.transactGetItems(params, callback); }
  transactWrite(params, callback) { return this.service.transactWriteItems(params, callback); }
  createSet(list) { return list; }
  // Bluebird's `promisifyAll` adds methods with longer names.
  __getattr__(name) { return surely_ends_with(name, "Async") ? this[name.slice(0, -5)] : unknown(); }
}

export const Converter = { marshall: (value) => value, unmarshall: (value) => value, input: (value) => value, output: (value) => value };
export const Types = unknown();
