// What web frameworks have in common: which handler runs depends on the request, and all that run share it.
import { opaque, parameter_names, unknown } from "#native";

// Of a request only what handlers put on it is known.
class Exchange {
  __getattr__(name) { return unknown(); }
}
export function exchange() { return new Exchange(); }

const next = () => undefined;

// A handler of a request: one that takes four things is given an error first.
export function serve(handler, request, response) {
  if (typeof handler !== "function") opaque(handler);
  else if (parameter_names(handler).length === 4) handler(unknown(), request, response, next);
  else handler(request, response, next);
}

// Lists of lists of handlers.
export function each(held, run) {
  for (const one of held) {
    if (Array.isArray(one)) { for (const inner of one) run(inner); } else run(one);
  }
}

// The fields of all types of a GraphQL schema, each resolved with the context of the request.
export function resolve(resolvers, context) {
  for (const types of [].concat(resolvers)) {
    for (const type of Object.values(types)) {
      for (const field of Object.values(type)) {
        const resolver = typeof field === "function" ? field : field.resolve ?? field.subscribe;
        resolver(unknown(), unknown(), context, unknown());
      }
    }
  }
}
