// The link of a GraphQL client that signs its requests: they are what it is made for.
import { signed, unknown } from "#native";
import { AUTH_TYPE } from "aws-appsync";

export function createAuthLink(options) {
  if (options.auth.type === AUTH_TYPE.AWS_IAM) signed("appsync", "POST", options.url);
  return unknown();
}
export { AUTH_TYPE };
