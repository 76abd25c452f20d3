// A handler between middlewares: they share one request.
import { get, unknown } from "#native";

// What middlewares put on the context stands beside what Lambda gives.
class Context {
  constructor(given) { this.given = given; }
  __getattr__(name) { return get(this.given, name); }
}

class Middy {
  constructor(first) {
    this.handlers = [];
    this.befores = [];
    this.afters = [];
    this.handlers.push(first);
  }
  use(middleware) {
    const all = [].concat(middleware);
    for (const one of all) {
      this.befores.push(one.before);
      this.afters.push(one.after, one.onError);
    }
    return this;
  }
  before(middleware) { this.befores.push(middleware); return this; }
  after(middleware) { this.afters.push(middleware); return this; }
  onError(middleware) { this.afters.push(middleware); return this; }
  handler(handler) { this.handlers.push(handler); return this; }
  __call__(event, context) {
    const request = { event, given: event, context: new Context(context), response: unknown(), error: unknown(), internal: {} };
    for (const before of this.befores) before(request);
    for (const handler of this.handlers) request.response = handler(request.event, request.context, { signal: unknown() });
    for (const after of this.afters) after(request);
    return request.response;
  }
}

module.exports = (handler, plugin) => new Middy(handler);
