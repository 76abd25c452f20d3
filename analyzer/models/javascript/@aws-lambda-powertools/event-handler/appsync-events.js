// Handlers of channels: which of them runs depends on the event.
import { unknown } from "#native";

export class Router {
  constructor(options) { this.handlers = []; }
  __add(handler) {
    this.handlers.push(handler);
    return (target, name, descriptor) => { this.handlers.push(descriptor.value); return descriptor; };
  }
  onPublish(path, handler, options) { return this.__add(handler); }
  onSubscribe(path, handler) { return this.__add(handler); }
}
export class AppSyncEventsResolver extends Router {
  resolve(event, context, options) {
    for (const handler of this.handlers) handler.call(options ? options.scope : undefined, event.events, event, context);
    return unknown();
  }
}
export class UnauthorizedException extends Error {}
