// Resolvers of GraphQL fields: which of them runs depends on the request.
import { opaque, unknown } from "#native";

export class Router {
  constructor(options) { this.resolvers = []; this.batches = []; this.others = []; this.routers = []; }
  __add(list, first, second) {
    list.push(first, second);
    return (target, name, descriptor) => { list.push(descriptor.value); return descriptor; };
  }
  resolver(handler, options) { return this.__add(this.resolvers, handler); }
  onQuery(field, handler) { return this.__add(this.resolvers, handler); }
  onMutation(field, handler) { return this.__add(this.resolvers, handler); }
  batchResolver(handler, options) { return this.__add(this.batches, handler); }
  onBatchQuery(field, handler) { return this.__add(this.batches, handler); }
  onBatchMutation(field, handler) { return this.__add(this.batches, handler); }
  exceptionHandler(error, handler) { return this.__add(this.others, handler); }
  includeRouter(router) { this.routers.push(router); }
  __run(event, context, scope) {
    for (const handler of this.resolvers) handler.call(scope, event.arguments, { event, context, shared: unknown() });
    for (const handler of this.batches) handler.call(scope, event, { event, context, shared: unknown() });
    opaque(this.others);
    for (const router of this.routers) router.__run(event, context, scope);
  }
}

export class AppSyncGraphQLResolver extends Router {
  resolve(event, context, options) {
    this.__run(event, context, options ? options.scope : undefined);
    return unknown();
  }
}
export class ResolverNotFoundException extends Error {}
export class InvalidBatchResponseException extends Error {}
export function makeId() { return unknown(); }
export function awsDate() { return unknown(); }
export function awsDateTime() { return unknown(); }
export function awsTime() { return unknown(); }
export function awsTimestamp() { return unknown(); }
