// A web application behind a handler.
import { unknown } from "#native";

export function createServer(app) { return { app }; }
export function proxy(server, event, context) {
  server.app.__serve();
  return { promise: unknown() };
}
