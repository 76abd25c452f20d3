import { data, set } from "#native";
import { DescribeSecretCommand, GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { fetching } from "@middy/util";

function secretValue(client, id) {
  return data(client.send(new GetSecretValueCommand({ SecretId: id })).SecretString);
}

// Until version 1, `secrets` says what is fetched.
function fetchingSecrets(options) {
  return {
    before: (request) => {
      const client = options.awsSdkInstance ?? new SecretsManagerClient(options.awsSdkOptions ?? {});
      for (const [name, id] of Object.entries(options.secrets)) set(request.context, name, secretValue(client, id));
    },
  };
}

module.exports = class secretsManager {
  constructor(options) {
    if (options.secrets) return fetchingSecrets(options);
    return fetching({ AwsClient: SecretsManagerClient, ...options }, (client, wanted) => {
      if (options.fetchRotationDate) client.send(new DescribeSecretCommand({ SecretId: wanted }));
      return secretValue(client, wanted);
    });
  }
  static secret(name) { return name; }
};
