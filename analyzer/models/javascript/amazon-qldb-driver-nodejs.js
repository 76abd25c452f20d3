// Statements of a ledger, each in a transaction.
import { call, opaque, unknown } from "#native";

class Transaction {
  constructor(ledger) { this.ledger = ledger; }
  __send(statement) {
    call("qldb-session", "SendCommand", { StartSession: { LedgerName: this.ledger }, ExecuteStatement: { Statement: statement } });
    return unknown();
  }
  execute(statement, ...values) { return this.__send(statement); }
  executeAndStreamResults(statement, ...values) { return this.__send(statement); }
  executeInline(statement, values) { return this.__send(statement); }
  executeStream(statement, values) { return this.__send(statement); }
  executeStatement(statement, ...values) { return this.__send(statement); }
  abort() { return undefined; }
  commit() { return undefined; }
  getTransactionId() { return unknown(); }
}

export class QldbDriver {
  constructor(ledger) { this.transaction = new Transaction(ledger); }
  executeLambda(body) { return body(this.transaction); }
  executeStatement(statement) { return this.transaction.__send(statement); }
  getTableNames() {
    this.transaction.__send("SELECT name FROM information_schema.user_tables WHERE status = 'ACTIVE'");
    return unknown();
  }
  startTransaction() { return this.transaction; }
  getSession() { return this; }
  close() { return undefined; }
}
export class PooledQldbDriver extends QldbDriver {}
export class RetryConfig {}
export const defaultRetryConfig = new RetryConfig();
export function isOccConflictException() { return unknown(); }
export function isTransactionExpiredException() { return unknown(); }
