// Routes of an HTTP API: which of them runs depends on the request.
import { opaque, unknown } from "#native";

export class Router {
  constructor(options) { this.routes = []; this.middleware = []; this.routers = []; }
  __route(first, second) {
    if (!first) return (target, name, descriptor) => { this.routes.push(descriptor.value); return descriptor; };
    if (second) { this.middleware.push(first); this.routes.push(second); return undefined; }
    this.routes.push(first);
    return (target, name, descriptor) => { if (descriptor) this.routes.push(descriptor.value); this.middleware.push(first); return descriptor; };
  }
  get(path, first, second) { return this.__route(first, second); }
  post(path, first, second) { return this.__route(first, second); }
  put(path, first, second) { return this.__route(first, second); }
  patch(path, first, second) { return this.__route(first, second); }
  delete(path, first, second) { return this.__route(first, second); }
  head(path, first, second) { return this.__route(first, second); }
  options(path, first, second) { return this.__route(first, second); }
  any(path, first, second) { return this.__route(first, second); }
  route(handler, options) { this.routes.push(handler); this.middleware.push(options && options.middleware); }
  use(middleware) { this.middleware.push(middleware); }
  includeRouter(router, options) { this.routers.push(router); }
  errorHandler(type, handler) { return this.__other(handler); }
  notFound(handler) { return this.__other(handler); }
  methodNotAllowed(handler) { return this.__other(handler); }
  __other(handler) {
    this.middleware.push(handler);
    return (target, name, descriptor) => { this.middleware.push(descriptor.value); return descriptor; };
  }
  __run(event, context, scope) {
    const request = { event, context, req: unknown(), res: unknown(), params: event.pathParameters, shared: new Map(),
      route: unknown(), isBase64Encoded: unknown(), responseType: unknown(), valid: unknown(), store: unknown(),
      set: () => undefined, get: () => unknown() };
    for (const handler of this.routes) handler.call(scope, request);
    opaque(this.middleware);
    for (const router of this.routers) router.__run(event, context, scope);
  }
  resolve(event, context, options) {
    this.__run(event, context, options ? options.scope : undefined);
    return unknown();
  }
  resolveStream(event, context, options) { return this.resolve(event, context, options); }
}

export function streamify(router) {
  return (event, stream, context) => router.resolve(event, context);
}
export const HttpStatusCodes = {};
export const HttpVerbs = {};
export class HttpError extends Error {}
export class BadRequestError extends HttpError {}
export class ForbiddenError extends HttpError {}
export class InternalServerError extends HttpError {}
export class MethodNotAllowedError extends HttpError {}
export class NotFoundError extends HttpError {}
export class RequestTimeoutError extends HttpError {}
export class RequestEntityTooLargeError extends HttpError {}
export class ServiceUnavailableError extends HttpError {}
export class UnauthorizedError extends HttpError {}
export class RequestValidationError extends HttpError {}
export class ResponseValidationError extends HttpError {}
