// Records of idempotency in a table.
import {
  DeleteItemCommand, DynamoDBClient, GetItemCommand, PutItemCommand, UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { BasePersistenceLayer } from "@aws-lambda-powertools/idempotency/persistence";

export class DynamoDBPersistenceLayer extends BasePersistenceLayer {
  constructor(config) {
    super();
    this.tableName = config.tableName;
    this.client = config.awsSdkV3Client || new DynamoDBClient(config.clientConfig);
  }
  _putRecord() { this.client.send(new PutItemCommand({ TableName: this.tableName, Item: {} })); }
  _getRecord() { this.client.send(new GetItemCommand({ TableName: this.tableName, Key: {} })); }
  _updateRecord() { this.client.send(new UpdateItemCommand({ TableName: this.tableName, Key: {} })); }
  _deleteRecord() { this.client.send(new DeleteItemCommand({ TableName: this.tableName, Key: {} })); }
}
