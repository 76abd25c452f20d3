import { diary } from '@clinic';

export async function handler(event: { pathParameters: { id: string } }) {
  const book = diary();
  const visit = await book.find(event.pathParameters.id);
  if (!visit) return { statusCode: 404 };
  await book.cancel(visit);
  return { statusCode: 204 };
}
