// A web application as a handler.
import { opaque, unknown } from "#native";

module.exports = (app, options) => (event, context) => {
  opaque(options);
  if (typeof app === "function") app(unknown(), unknown());
  if (app.__serve) app.__serve();
  if (app.callback) app.callback();
  return unknown();
};
