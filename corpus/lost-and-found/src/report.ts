import middy from '@middy/core';
import ssm from '@middy/ssm';
import { placeFor } from './counter/pictures';
import { Thing } from './counter/things';

interface Found {
  id: string;
  kind: string;
  train: string;
}

const report = async (event: Found, context: { kinds?: string }) => {
  const known = (context.kinds ?? '').split(' ');
  const kind = known.includes(event.kind) ? event.kind : 'other';
  await Thing.put({ id: event.id, kind, train: event.train }).go();
  return { kind, picture: await placeFor(event.id) };
};

export const handler = middy()
  .use(ssm({ fetchData: { kinds: '/lost-property/kinds' }, setToContext: true }))
  .handler(report as never);
