// A web application as a handler.
import { opaque, unknown } from "#native";

function handlerOf(options) {
  return (event, context) => {
    if (options.app.__serve) options.app.__serve();
    opaque(options);
    return unknown();
  };
}
module.exports = class serverlessExpress {
  constructor(options) { return handlerOf(options); }
  static configure(options) { return handlerOf(options); }
  static createServer(app) { return { app }; }
  static proxy(server, event, context) {
    server.app.__serve();
    return { promise: unknown() };
  }
  static getCurrentInvoke() { return unknown(); }
};
