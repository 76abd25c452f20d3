import documents from './lib/documents.js';
import http from './lib/http.js';
import { ticketLink } from './lib/links.mjs';

export const handler = async (event) => {
  const ticket = await documents.tickets.read(event.pathParameters.id);
  if (!ticket) return http.json(404, { error: 'no such ticket' });
  return http.json(200, { ...ticket, pdf: await ticketLink(ticket.id) });
};
