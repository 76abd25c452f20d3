// Routes: which of them runs depends on the request. What they are called with is not known.
import { opaque, unknown } from "#native";

class Application {
  constructor() { this.held = []; this.locals = {}; }
  __add(handlers) { this.held.push(handlers); return this; }
  // A setting has a name only; a route has handlers.
  get(path, ...handlers) { this.held.push(handlers); return this; }
  post(path, ...handlers) { return this.__add(handlers); }
  put(path, ...handlers) { return this.__add(handlers); }
  patch(path, ...handlers) { return this.__add(handlers); }
  delete(path, ...handlers) { return this.__add(handlers); }
  del(path, ...handlers) { return this.__add(handlers); }
  head(path, ...handlers) { return this.__add(handlers); }
  options(path, ...handlers) { return this.__add(handlers); }
  all(path, ...handlers) { return this.__add(handlers); }
  use(...handlers) { return this.__add(handlers); }
  param(name, handler) { return this.__add(handler); }
  route(path) { return this; }
  set() { return this; }
  enable() { return this; }
  disable() { return this; }
  engine() { return this; }
  on(name, handler) { return this.__add(handler); }
  listen(port, callback) { this.__serve(); opaque(callback); return unknown(); }
  handle(request, response) { this.__serve(); }
  __call__() { this.__serve(); }
  __serve() { serve(this.held); }
}

function serve(held) {
  for (const one of held) {
    if (Array.isArray(one)) { for (const inner of one) serveOne(inner); } else serveOne(one);
  }
}

function serveOne(handler) {
  if (handler instanceof Application) handler.__serve(); else opaque(handler);
}

module.exports = class express {
  constructor() { return new Application(); }
  static Router() { return new Application(); }
  static json() { return unknown(); }
  static urlencoded() { return unknown(); }
  static raw() { return unknown(); }
  static text() { return unknown(); }
  static static() { return unknown(); }
};
