import { createHmac } from 'node:crypto';
import { IdempotencyConfig, makeIdempotent } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import middy from '@middy/core';
import secretsManager from '@middy/secrets-manager';
import { Thing } from './counter/things';

const sns = new SNSClient({});
const persistenceStore = new DynamoDBPersistenceLayer({ tableName: process.env.DONE_TABLE! });
const config = new IdempotencyConfig({ eventKeyJmesPath: 'id' });

const handOver = makeIdempotent(
  async ({ id, owner, seal }: { id: string; owner: string; seal: string }) => {
    await Thing.patch({ id }).set({ owner }).go();
    const receipt = createHmac('sha256', seal).update(`${id} ${owner}`).digest('hex');
    await sns.send(new PublishCommand({ TopicArn: process.env.GONE, Message: JSON.stringify({ id, receipt }) }));
    return { receipt };
  },
  { persistenceStore, config },
);

const atTheCounter = async (event: { id: string; owner: string }, context: { seal: string }) => {
  config.registerLambdaContext(context as never);
  try {
    return await handOver({ ...event, seal: context.seal });
  } catch (error) {
    console.error(`${event.id} stays here: ${error}`);
    return { receipt: null };
  }
};

export const handler = middy()
  .use(secretsManager({ fetchData: { seal: process.env.SEAL! }, setToContext: true }))
  .handler(atTheCounter as never);
