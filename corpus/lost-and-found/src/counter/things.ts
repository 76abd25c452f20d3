import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Entity } from 'electrodb';

/** Things by id, and by the kind that people ask for. */
export const Thing = new Entity(
  {
    model: { entity: 'thing', version: '1', service: 'counter' },
    attributes: {
      id: { type: 'string', required: true },
      kind: { type: 'string', required: true },
      train: { type: 'string' },
      owner: { type: 'string' },
    },
    indexes: {
      one: { pk: { field: 'pk', composite: ['id'] }, sk: { field: 'sk', composite: [] } },
      alike: { index: 'by-kind', pk: { field: 'kindpk', composite: ['kind'] }, sk: { field: 'kindsk', composite: ['id'] } },
    },
  },
  { client: new DynamoDBClient({}), table: process.env.THINGS_TABLE },
);
