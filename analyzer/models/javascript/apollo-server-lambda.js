// A GraphQL server as a handler.
import { unknown } from "#native";
import { resolve } from "#web";

export class ApolloServer {
  constructor(options) { this.options = options; }
  createHandler(options) {
    return (event, context, callback) => {
      const { context: given, dataSources, resolvers } = this.options;
      const made = typeof given === "function" ? given({ event, context, express: unknown() }) : given ?? {};
      if (dataSources) made.dataSources = dataSources();
      if (resolvers) resolve(resolvers, made);
      return unknown();
    };
  }
  executeOperation() { return unknown(); }
}
export const gql = () => unknown();
export class AuthenticationError extends Error {}
export class ForbiddenError extends Error {}
export class UserInputError extends Error {}
export class ApolloError extends Error {}
export class SchemaDirectiveVisitor {}
export const makeExecutableSchema = (options) => options;
