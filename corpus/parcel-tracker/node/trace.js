import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { Papers } from './lib/papers.js';

const db = new DynamoDB();

/** Where a parcel is, with its label when the customer asks for it. */
export async function handler(event) {
  const { parcel, label } = event.queryStringParameters ?? {};
  if (!parcel) return { statusCode: 400, body: 'which parcel?' };

  const { Item } = await db.getItem({ TableName: process.env.PARCELS_TABLE, Key: marshall({ parcel }) });
  if (!Item) return { statusCode: 404, body: 'we have not seen it' };

  const answer = unmarshall(Item);
  if (label !== undefined) answer.label = await new Papers().label(parcel);
  return { statusCode: 200, body: JSON.stringify(answer) };
}
