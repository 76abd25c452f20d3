// Members of the SDK's root that are not services.
import { call, foreign, is_instance, own, signed, unknown } from "#native";

export const config = { update: () => undefined, setPromisesDependency: () => undefined, logger: unknown(), region: unknown(),
  credentials: own(), getCredentials: (f) => { f(null); }, httpOptions: {} };
export class Credentials { constructor() { return foreign(); } }
export class TemporaryCredentials {
  constructor(params) { call("sts", "AssumeRole", params); return foreign(); }
}
export class ChainableTemporaryCredentials {
  constructor(options) { call("sts", "AssumeRole", options.params); return foreign(); }
}
export class EnvironmentCredentials { constructor() { return own(); } }
export class SharedIniFileCredentials { constructor() { return own(); } }
export class CognitoIdentityCredentials { constructor() { return foreign(); } }
export class WebIdentityCredentials { constructor() { return foreign(); } }
export class CredentialProviderChain { resolvePromise() { return own(); } }
export class Endpoint {
  constructor(address) { this.host = address; this.hostname = address; this.href = address; this.protocol = "https:"; }
}
export class HttpRequest {
  constructor(endpoint, region) {
    this.endpoint = is_instance(endpoint, Endpoint) ? endpoint : new Endpoint(endpoint);
    this.region = region;
    this.headers = {};
    this.path = "/";
  }
  pathname() { return unknown(); }
  search() { return unknown(); }
}
export const Signers = {
  V4: class {
    constructor(request, service) { this.request = request; this.service = service; }
    addAuthorization(credentials) { signed(this.service, this.request.method, this.request.endpoint.host); }
  },
};
export class HttpClient { handleRequest() { return unknown(); } }
export class Config { constructor(options) { return options; } }
