import { data } from "#native";
import {
  AppConfigDataClient, GetLatestConfigurationCommand, StartConfigurationSessionCommand,
} from "@aws-sdk/client-appconfigdata";
import { fetching } from "@middy/util";

module.exports = class appConfig {
  constructor(options) {
    return fetching({ AwsClient: AppConfigDataClient, ...options }, (client, wanted) => {
      const token = client.send(new StartConfigurationSessionCommand(wanted)).InitialConfigurationToken;
      return data(client.send(new GetLatestConfigurationCommand({ ConfigurationToken: token })).Configuration);
    });
  }
  static appConfigReq(request) { return request; }
};
