import { data } from "#native";
import { DescribeSecretCommand, GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { fetching } from "@middy/util";

module.exports = class secretsManager {
  constructor(options) {
    return fetching({ AwsClient: SecretsManagerClient, ...options }, (client, wanted) => {
      if (options.fetchRotationDate) client.send(new DescribeSecretCommand({ SecretId: wanted }));
      return data(client.send(new GetSecretValueCommand({ SecretId: wanted })).SecretString);
    });
  }
  static secret(name) { return name; }
};
