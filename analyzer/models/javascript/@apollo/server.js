// A GraphQL server: what resolves the fields of a request is given its context.
import { unknown } from "#native";
import { resolve } from "#web";

export class ApolloServer {
  constructor(options) { this.options = options; }
  __serve(context) {
    const { resolvers, schema } = this.options;
    if (resolvers) resolve(resolvers, context);
    return unknown();
  }
  executeOperation(request, options) { return this.__serve(options?.contextValue); }
  start() { return undefined; }
  stop() { return undefined; }
  addPlugin() { return undefined; }
}
