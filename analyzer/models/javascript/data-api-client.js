// SQL through the RDS Data API.
import { RDSDataClient } from "@aws-sdk/client-rds-data";
import { call_with, run, unknown } from "#native";

class Transaction {
  constructor(database) { this.database = database; this.afterwards = []; }
  query(...given) { if (typeof given[0] === "function") run(given[0]); this.database.query(...given); return this; }
  rollback(f) { this.afterwards.push(f); return this; }
  commit() {
    this.database.beginTransaction();
    this.database.commitTransaction();
    this.database.rollbackTransaction();
    run(this.afterwards);
    return unknown();
  }
}

class Database {
  constructor(config) { this.config = config; this.client = config.client ?? new RDSDataClient(config.options ?? {}); }
  __request(operation, given) {
    const { resourceArn, secretArn, database } = this.config;
    return call_with(this.client, operation, { resourceArn, secretArn, database, ...given });
  }
  // Several sets of parameters are sent as a batch.
  query(...given) {
    this.__request("BatchExecuteStatement");
    return this.__request("ExecuteStatement");
  }
  transaction() { return new Transaction(this); }
  batchExecuteStatement(given) { return this.__request("BatchExecuteStatement", given); }
  executeStatement(given) { return this.__request("ExecuteStatement", given); }
  beginTransaction(given) { return this.__request("BeginTransaction", given); }
  commitTransaction(given) { return this.__request("CommitTransaction", given); }
  rollbackTransaction(given) { return this.__request("RollbackTransaction", given); }
}

module.exports = (config) => new Database(config);
