// Parameters in a table.
import { DynamoDBClient, GetItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { BaseProvider } from "@aws-lambda-powertools/parameters/base";

export class DynamoDBProvider extends BaseProvider {
  constructor(config) {
    super({ awsSdkV3ClientPrototype: DynamoDBClient, ...config });
    this.tableName = config.tableName;
  }
  _get(name, options) {
    return this.client.send(new GetItemCommand({ ...options?.sdkOptions, TableName: this.tableName, Key: {} })).Item.value;
  }
  _getMultiple(path, options) {
    const input = { ...options?.sdkOptions, TableName: this.tableName, KeyConditionExpression: "#key = :key" };
    return this.client.send(new QueryCommand(input)).Items;
  }
}
