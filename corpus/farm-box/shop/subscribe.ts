import { randomUUID } from 'node:crypto';
import * as eventbridge from '@aws-sdk/client-eventbridge';
import { Boxes, type Box, type Size } from './boxes';

const bus = new eventbridge.EventBridgeClient({});
const boxes = new Boxes();
const sizes: ReadonlySet<string> = new Set<Size>(['small', 'family', 'kitchen']);

export const handler = async ({ body }: { body: string }) => {
  const wish = JSON.parse(body) as Omit<Box, 'box'>;
  if (!sizes.has(wish.size)) return { statusCode: 422, body: 'no such box' };

  const box = await boxes.add({ ...wish, box: randomUUID() });
  await tell('Subscribed', box);
  return { statusCode: 201, body: JSON.stringify(box) };
};

/** Goes to the account's default bus. */
async function tell(kind: string, detail: object): Promise<void> {
  const entry = { Source: 'farm-box.shop', DetailType: kind, Detail: JSON.stringify(detail) };
  await bus.send(new eventbridge.PutEventsCommand({ Entries: [entry] }));
}
