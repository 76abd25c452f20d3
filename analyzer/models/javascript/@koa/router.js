// Routes of Koa.
import { each, serve } from "#web";

module.exports = class Router {
  constructor() { this.held = []; }
  __add(handlers) { this.held.push(handlers); return this; }
  get(...handlers) { return this.__add(handlers); }
  post(...handlers) { return this.__add(handlers); }
  put(...handlers) { return this.__add(handlers); }
  patch(...handlers) { return this.__add(handlers); }
  delete(...handlers) { return this.__add(handlers); }
  del(...handlers) { return this.__add(handlers); }
  head(...handlers) { return this.__add(handlers); }
  options(...handlers) { return this.__add(handlers); }
  all(...handlers) { return this.__add(handlers); }
  use(...handlers) { return this.__add(handlers); }
  param(...handlers) { return this.__add(handlers); }
  prefix() { return this; }
  routes() { return (context) => each(this.held, (handler) => serve(handler, context, () => undefined)); }
  middleware() { return this.routes(); }
  allowedMethods() { return () => undefined; }
};
