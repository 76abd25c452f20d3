// Routes: which of them runs depends on the event.
import { unknown } from "#native";
import { each, exchange, serve } from "#web";

class API {
  constructor() { this.held = []; this.request = exchange(); this.response = exchange(); this.request.app = this; }
  __add(handlers) { this.held.push(handlers); return this; }
  get(...handlers) { return this.__add(handlers); }
  post(...handlers) { return this.__add(handlers); }
  put(...handlers) { return this.__add(handlers); }
  patch(...handlers) { return this.__add(handlers); }
  delete(...handlers) { return this.__add(handlers); }
  head(...handlers) { return this.__add(handlers); }
  options(...handlers) { return this.__add(handlers); }
  any(...handlers) { return this.__add(handlers); }
  METHOD(...handlers) { return this.__add(handlers); }
  use(...handlers) { return this.__add(handlers); }
  finally(handler) { return this.__add([handler]); }
  register(routes, options) { routes(this, options); return this; }
  app() { return {}; }
  routes() { return undefined; }
  run() { each(this.held, (handler) => serve(handler, this.request, this.response)); return unknown(); }
}

module.exports = class createAPI { constructor() { return new API(); } };
