// Secrets of Secrets Manager.
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { BaseProvider } from "@aws-lambda-powertools/parameters/base";

export class SecretsProvider extends BaseProvider {
  constructor(config) { super({ awsSdkV3ClientPrototype: SecretsManagerClient, ...config }); }
  _get(name, options) {
    return this.client.send(new GetSecretValueCommand({ ...options?.sdkOptions, SecretId: name })).SecretString;
  }
}

export function getSecret(name, options) { return new SecretsProvider().get(name, options); }
