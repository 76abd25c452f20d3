// Routes: which of them runs depends on the request.
import { get, opaque, set, unknown } from "#native";
import { each, exchange, serve } from "#web";

const request = exchange();
const response = exchange();
response.locals = {};

// The handlers of one path.
class Route {
  constructor(application) { this.application = application; }
  get(...handlers) { return this.__add(handlers); }
  post(...handlers) { return this.__add(handlers); }
  put(...handlers) { return this.__add(handlers); }
  patch(...handlers) { return this.__add(handlers); }
  delete(...handlers) { return this.__add(handlers); }
  head(...handlers) { return this.__add(handlers); }
  options(...handlers) { return this.__add(handlers); }
  all(...handlers) { return this.__add(handlers); }
  __add(handlers) { this.application.__add(handlers); return this; }
}

class Application {
  constructor() { this.held = []; this.locals = {}; this.settings = {}; }
  __add(handlers) { this.held.push(handlers); return this; }
  // A setting has a name only; a route has handlers.
  get(path, handler, ...others) {
    if (handler === undefined) return get(this.settings, path);
    return this.__add([handler, ...others]);
  }
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
  route(path) { return new Route(this); }
  set(name, value) { set(this.settings, name, value); return this; }
  enable() { return this; }
  disable() { return this; }
  engine() { return this; }
  on(name, handler) { return this.__add(handler); }
  listen(port, callback) { this.__serve(); opaque(callback); return unknown(); }
  handle() { this.__serve(); }
  __call__() { this.__serve(); }
  __serve() {
    request.app = this;
    each(this.held, (handler) => {
      if (handler instanceof Application) handler.__serve(); else serve(handler, request, response);
    });
  }
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
