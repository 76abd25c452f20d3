import { randomUUID } from 'node:crypto';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { diary, type Visit } from '@clinic';

const flows = new SFNClient({});
const book = diary();

export const handler = async (event: { body: string }) => {
  const wish = JSON.parse(event.body) as Omit<Visit, 'id'>;
  const visit: Visit = { ...wish, id: randomUUID() };
  await book.book(visit);

  const remindAt = new Date(Date.parse(visit.at) - 24 * 3_600_000).toISOString();
  await flows.send(
    new StartExecutionCommand({
      stateMachineArn: process.env.REMINDER_FLOW,
      name: visit.id,
      input: JSON.stringify({ id: visit.id, remindAt }),
    }),
  );
  return { statusCode: 201, body: JSON.stringify({ id: visit.id }) };
};
