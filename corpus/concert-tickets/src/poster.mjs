import http from './lib/http.js';
import { posterLink } from './lib/links.mjs';

const accepted = new Set(['image/png', 'image/jpeg']);

export async function handler(event) {
  const type = event.headers?.['content-type'];
  if (!accepted.has(type)) return http.json(415, { error: 'posters are PNG or JPEG' });
  return http.json(200, { upload: await posterLink(event.pathParameters.concert, type) });
}
