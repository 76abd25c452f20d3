// A document client that adds correlation ids to what it writes.
const DynamoDB = require("aws-sdk/clients/dynamodb");
module.exports = new DynamoDB.DocumentClient();
