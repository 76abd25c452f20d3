// Configurations of AppConfig.
import {
  AppConfigDataClient, GetLatestConfigurationCommand, StartConfigurationSessionCommand,
} from "@aws-sdk/client-appconfigdata";
import { BaseProvider } from "@aws-lambda-powertools/parameters/base";

export class AppConfigProvider extends BaseProvider {
  constructor(config) {
    super({ awsSdkV3ClientPrototype: AppConfigDataClient, clientConfig: config.clientConfig, awsSdkV3Client: config.awsSdkV3Client });
    this.application = config.application || process.env.POWERTOOLS_SERVICE_NAME;
    this.environment = config.environment;
  }
  _get(name, options) {
    const session = this.client.send(new StartConfigurationSessionCommand({
      ...options?.sdkOptions,
      ApplicationIdentifier: this.application,
      ConfigurationProfileIdentifier: name,
      EnvironmentIdentifier: this.environment,
    }));
    const token = session.InitialConfigurationToken;
    return this.client.send(new GetLatestConfigurationCommand({ ConfigurationToken: token })).Configuration;
  }
}

export function getAppConfig(name, options) {
  return new AppConfigProvider({ application: options.application, environment: options.environment }).get(name, options);
}
