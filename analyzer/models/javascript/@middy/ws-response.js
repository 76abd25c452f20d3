// What the handler gives goes to the connection that asked.
import { unknown } from "#native";
import { ApiGatewayManagementApiClient, PostToConnectionCommand } from "@aws-sdk/client-apigatewaymanagementapi";
import { createClient } from "@middy/util";

module.exports = (options) => ({
  after: (request) => {
    const client = createClient({ AwsClient: ApiGatewayManagementApiClient, ...options }, request);
    client.send(new PostToConnectionCommand({ ConnectionId: request.event.requestContext.connectionId, Data: unknown() }));
  },
});
