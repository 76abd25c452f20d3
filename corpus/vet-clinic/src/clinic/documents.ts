import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Diary } from './diary';

/** The diary of this deployment, its tables named by the environment. */
export const diary = (): Diary =>
  new Diary(DynamoDBDocumentClient.from(new DynamoDBClient({})), {
    visits: process.env.VISITS_TABLE!,
    vets: process.env.VETS_TABLE,
  });
