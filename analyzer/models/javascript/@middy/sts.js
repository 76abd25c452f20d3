// Credentials of a role, for the clients of other middlewares.
import { foreign } from "#native";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { fetching } from "@middy/util";

module.exports = (options) => fetching({ AwsClient: STSClient, ...options }, (client, wanted) => {
  client.send(new AssumeRoleCommand(wanted));
  return foreign();
});
