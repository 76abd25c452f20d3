import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { diary, type Visit } from '@clinic';

const lambda = new LambdaClient({});

export const handler = async (event: { pathParameters: { owner: string } }) => {
  const { owner } = event.pathParameters;
  const visits = await diary().ofOwner(owner);
  const amounts = await Promise.all(visits.map(price));
  const total = amounts.reduce((sum, cents) => sum + cents, 0);
  return { statusCode: 200, body: JSON.stringify({ owner, visits: visits.length, total }) };
};

async function price({ animal, minutes }: Visit): Promise<number> {
  const { Payload, FunctionError } = await lambda.send(
    new InvokeCommand({
      FunctionName: process.env.TARIFF_FUNCTION,
      Payload: JSON.stringify({ animal, minutes }),
    }),
  );
  if (FunctionError) throw new Error(`no price for a ${animal}`);
  return JSON.parse(Payload?.transformToString() ?? '{}').cents ?? 0;
}
