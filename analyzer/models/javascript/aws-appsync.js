// A GraphQL client of AppSync: its requests are signed where the API wants it.
import { signed, unknown } from "#native";

export const AUTH_TYPE = {
  NONE: "NONE", API_KEY: "API_KEY", AWS_IAM: "AWS_IAM", AMAZON_COGNITO_USER_POOLS: "AMAZON_COGNITO_USER_POOLS",
  OPENID_CONNECT: "OPENID_CONNECT", AWS_LAMBDA: "AWS_LAMBDA",
};
export class AWSAppSyncClient {
  constructor(options) { this.options = options; }
  __send() {
    if (this.options.auth.type === AUTH_TYPE.AWS_IAM) signed("appsync", "POST", this.options.url);
    return unknown();
  }
  query() { return this.__send(); }
  mutate() { return this.__send(); }
  subscribe() { return this.__send(); }
  watchQuery() { return this.__send(); }
  hydrated() { return this; }
}
export default AWSAppSyncClient;
