import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { fetching } from "@middy/util";

module.exports = class dynamodb {
  constructor(options) {
    return fetching({ AwsClient: DynamoDBClient, ...options }, (client, wanted) => client.send(new GetItemCommand(wanted)).Item);
  }
  static dynamoDbReq(request) { return request; }
};
