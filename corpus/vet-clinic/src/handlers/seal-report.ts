import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { diary, Seal } from '@clinic';

const seal = new Seal(new SecretsManagerClient({}), process.env.LAB_KEY!);

export const handler = async (event: { pathParameters: { id: string }; body: string }) => {
  await diary().attach(event.pathParameters.id, event.body, await seal.of(event.body));
  return { statusCode: 204 };
};
