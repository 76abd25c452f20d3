// What middlewares are made of.
import { data, foreign, set, unknown } from "#native";

export function createPrefetchClient(options) { return new options.AwsClient(options.awsClientOptions); }
export function createClient(options, request) {
  const own = options.awsClientAssumeRole
    ? { ...options.awsClientOptions, credentials: foreign() }
    : options.awsClientOptions;
  return new options.AwsClient(own);
}
export function canPrefetch() { return unknown(); }
export function getInternal(variables, request) {
  if (variables === true) return request.internal;
  if (typeof variables === "string") return { [variables]: request.internal[variables] };
  const found = {};
  if (Array.isArray(variables)) {
    for (const name of variables) found[name] = request.internal[name];
    return found;
  }
  for (const [name, from] of Object.entries(variables)) found[name] = request.internal[from];
  return found;
}
export function sanitizeKey(key) { return key; }
export function processCache(options, fetch, request) { return { value: fetch(request), expiry: unknown() }; }
export function getCache() { return {}; }
export function modifyCache() { return undefined; }
export function clearCache() { return undefined; }
export function catchInvalidSignatureException(error, client, command) { return client.send(command); }
export function jsonSafeParse(text) { return data(text); }
export function jsonSafeStringify() { return unknown(); }
export function normalizeHttpResponse(request) { return request.response; }
export class HttpError extends Error {}
export function createError(code, message) { return new HttpError(message); }

// A middleware that fetches each entry of `fetchData` and puts what it gets on the request.
export function fetching(options, fetch) {
  return {
    before: (request) => {
      const client = createClient(options, request);
      for (const [name, wanted] of Object.entries(options.fetchData || {})) {
        const value = fetch(client, wanted, name);
        set(request.internal, name, value);
        if (options.setToContext) set(request.context, name, value);
        if (options.setToEnv) set(process.env, name, value);
      }
    },
  };
}
