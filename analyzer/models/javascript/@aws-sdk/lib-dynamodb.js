// Document commands and clients: DynamoDB operations on plain values.
import { command } from "#native";

export class GetCommand { constructor(input) { return command("dynamodb", "GetItem", input); } }
export class PutCommand { constructor(input) { return command("dynamodb", "PutItem", input); } }
export class UpdateCommand { constructor(input) { return command("dynamodb", "UpdateItem", input); } }
export class DeleteCommand { constructor(input) { return command("dynamodb", "DeleteItem", input); } }
export class QueryCommand { constructor(input) { return command("dynamodb", "Query", input); } }
export class ScanCommand { constructor(input) { return command("dynamodb", "Scan", input); } }
export class BatchGetCommand { constructor(input) { return command("dynamodb", "BatchGetItem", input); } }
export class BatchWriteCommand { constructor(input) { return command("dynamodb", "BatchWriteItem", input); } }
export class TransactGetCommand { constructor(input) { return command("dynamodb", "TransactGetItems", input); } }
export class TransactWriteCommand { constructor(input) { return command("dynamodb", "TransactWriteItems", input); } }
export class ExecuteStatementCommand { constructor(input) { return command("dynamodb", "ExecuteStatement", input); } }
export class BatchExecuteStatementCommand {
  constructor(input) { return command("dynamodb", "BatchExecuteStatement", input); }
}
export class ExecuteTransactionCommand {
  constructor(input) { return command("dynamodb", "ExecuteTransaction", input); }
}

export class DynamoDBDocumentClient {
  constructor(client) { return client; }
  static from(client) { return client; }
}

export class DynamoDBDocument {
  constructor(client) { this.client = client; }
  static from(client) { return new DynamoDBDocument(client); }
  send(sent, callback) { return this.client.send(sent, callback); }
  destroy() { return undefined; }
  get(input, callback) { return this.client.send(new GetCommand(input), callback); }
  put(input, callback) { return this.client.send(new PutCommand(input), callback); }
  update(input, callback) { return this.client.send(new UpdateCommand(input), callback); }
  delete(input, callback) { return this.client.send(new DeleteCommand(input), callback); }
  query(input, callback) { return this.client.send(new QueryCommand(input), callback); }
  scan(input, callback) { return this.client.send(new ScanCommand(input), callback); }
  batchGet(input, callback) { return this.client.send(new BatchGetCommand(input), callback); }
  batchWrite(input, callback) { return this.client.send(new BatchWriteCommand(input), callback); }
  transactGet(input, callback) { return this.client.send(new TransactGetCommand(input), callback); }
  transactWrite(input, callback) { return this.client.send(new TransactWriteCommand(input), callback); }
  executeStatement(input, callback) { return this.client.send(new ExecuteStatementCommand(input), callback); }
  batchExecuteStatement(input, callback) {
    return this.client.send(new BatchExecuteStatementCommand(input), callback);
  }
  executeTransaction(input, callback) { return this.client.send(new ExecuteTransactionCommand(input), callback); }
}

export function paginateQuery(config, input) { return [config.client.send(new QueryCommand(input))]; }
export function paginateScan(config, input) { return [config.client.send(new ScanCommand(input))]; }
