//! Databases that JavaScript libraries reach through AWS: SQL through the Data API, points in tables.

use crate::fixture::check;

#[test]
fn points_are_found_through_an_index() {
    check(
        r#"
//- /index.js
const ddbGeo = require("dynamodb-geo");
const AWS = require("aws-sdk");
const config = new ddbGeo.GeoDataManagerConfiguration(new AWS.DynamoDB(), process.env.TABLE);
config.hashKeyLength = 5;
const points = new ddbGeo.GeoDataManager(config);
exports.handler = async (event) => {
  await points.putPoint({ RangeKeyValue: { S: event.id }, GeoPoint: event.at, PutItemInput: {} }).promise();
  //^ dynamodb:PutItem TableName=$TABLE
  return points.queryRadius({ RadiusInMeter: 100, CenterPoint: event.at });
  //^ dynamodb:Query TableName=$TABLE IndexName=geohash-index
};
"#,
    );
}

#[test]
fn sql_through_the_data_api() {
    check(
        r#"
//- /index.js
const data = require("data-api-client")({ secretArn: process.env.SECRET, resourceArn: process.env.CLUSTER, database: "shop" });
const { drizzle } = require("drizzle-orm/aws-data-api/pg");
const { RDSDataClient } = require("@aws-sdk/client-rds-data");
const db = drizzle(new RDSDataClient({}), { database: "shop", secretArn: "s", resourceArn: "r" });
exports.handler = async (event) => {
  await data.query("SELECT 1");
  //^ rds-data:ExecuteStatement resourceArn=$CLUSTER secretArn=$SECRET; rds-data:BatchExecuteStatement
  await db.select().from(event.table).where(event.what);
  //^ rds-data:ExecuteStatement resourceArn=r secretArn=s database=shop
  return db.query.users.findMany();
  //^ rds-data:ExecuteStatement resourceArn=r
};
"#,
    );
}
