import { DiscoverInstancesCommand, ServiceDiscoveryClient } from "@aws-sdk/client-servicediscovery";
import { fetching } from "@middy/util";

module.exports = (options) => fetching({ AwsClient: ServiceDiscoveryClient, ...options },
  (client, wanted) => client.send(new DiscoverInstancesCommand(wanted)).Instances);
