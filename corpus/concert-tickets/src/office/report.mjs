import { S3 } from '@aws-sdk/client-s3';
import { paginateScan } from '@aws-sdk/lib-dynamodb';
import box from '../lib/documents.js';

const s3 = new S3({});

export const handler = async ({ time }) => {
  const day = time.slice(0, 10);
  const sales = new Map();
  for await (const page of paginateScan({ client: box.documents }, { TableName: process.env.TICKETS_TABLE })) {
    for (const ticket of page.Items.filter((it) => it.sold_at.startsWith(day))) {
      sales.set(ticket.concert, (sales.get(ticket.concert) ?? 0) + 1);
    }
  }

  const lines = [...sales].map(([concert, count]) => `${concert};${count}`);
  await s3.putObject({
    Bucket: process.env.MEDIA_BUCKET,
    Key: `reports/${day}.csv`,
    Body: ['concert;tickets', ...lines].join('\n'),
  });
  return { day, concerts: lines.length };
};
