import { viewOf } from './counter/pictures';
import { Thing } from './counter/things';

export const handler = async (event: { kind: string }) => {
  const { data } = await Thing.query.alike({ kind: event.kind }).go();
  return Promise.all(data.map(async (it) => ({ id: it.id, train: it.train, picture: await viewOf(it.id) })));
};
