// Middlewares around one context.
import { opaque, unknown } from "#native";
import { each, exchange, serve } from "#web";

module.exports = class Koa {
  constructor() {
    this.middleware = [];
    this.context = exchange();
    this.context.state = {};
    this.context.app = this;
  }
  use(handler) { this.middleware.push(handler); return this; }
  on(name, handler) { opaque(handler); return this; }
  listen(port, callback) { this.__serve(); opaque(callback); return unknown(); }
  callback() { return () => this.__serve(); }
  __serve() { each(this.middleware, (handler) => serve(handler, this.context, () => undefined)); }
};
