// Points on a map in a table, found again through an index of geohashes.
import { call_with, unknown } from "#native";

export class GeoDataManagerConfiguration {
  constructor(client, tableName) {
    this.dynamoDBClient = client;
    this.tableName = tableName;
    this.geohashIndexName = "geohash-index";
  }
}

export class GeoDataManager {
  constructor(config) { this.config = config; }
  __request(operation) { return call_with(this.config.dynamoDBClient, operation, { TableName: this.config.tableName }); }
  __query(input) {
    const { tableName, geohashIndexName } = this.config;
    const wanted = { TableName: tableName, IndexName: geohashIndexName };
    return [call_with(this.config.dynamoDBClient, "Query", wanted).Items[0]];
  }
  getGeoDataManagerConfiguration() { return this.config; }
  getPoint(input) { return this.__request("GetItem"); }
  putPoint(input) { return this.__request("PutItem"); }
  updatePoint(input) { return this.__request("UpdateItem"); }
  deletePoint(input) { return this.__request("DeleteItem"); }
  batchWritePoints(inputs) {
    return call_with(this.config.dynamoDBClient, "BatchWriteItem", { RequestItems: { [this.config.tableName]: unknown() } });
  }
  queryRectangle(input) { return this.__query(input); }
  queryRadius(input) { return this.__query(input); }
}

export class GeoTableUtil {
  static getCreateTableRequest(config) { return { TableName: config.tableName }; }
}
