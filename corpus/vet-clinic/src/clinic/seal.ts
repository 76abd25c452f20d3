import { createHmac } from 'node:crypto';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** Seals reports with the key the laboratory knows. The key is read once for each container. */
export class Seal {
  private key?: Promise<string>;

  constructor(
    private readonly secrets: SecretsManagerClient,
    private readonly secretId: string,
  ) {}

  async of(report: string): Promise<string> {
    this.key ??= this.read();
    return createHmac('sha256', await this.key).update(report).digest('hex');
  }

  private async read(): Promise<string> {
    const secret = await this.secrets.send(new GetSecretValueCommand({ SecretId: this.secretId }));
    if (!secret.SecretString) throw new Error('the laboratory key is empty');
    return secret.SecretString;
  }
}
