// Tracing hands back what it wraps.
import { unknown } from "#native";

export function captureAWS(sdk) { return sdk; }
export function captureAWSClient(client) { return client; }
export function captureAWSv3Client(client) { return client; }
export function captureHTTPs(module) { return module; }
export function captureHTTPsGlobal() { return undefined; }
export function capturePromise() { return undefined; }
export function captureFunc(name, f) { return f(segment()); }
export function captureAsyncFunc(name, f) { return f(segment()); }
export function captureCallbackFunc(name, f) { return f; }
export function getSegment() { return segment(); }
export function setSegment() { return undefined; }
export function getNamespace() { return unknown(); }
export function enableAutomaticMode() { return undefined; }
export function setContextMissingStrategy() { return undefined; }
export function setLogger() { return undefined; }
export function captureMySQL(module) { return module; }
export function capturePostgres(module) { return module; }
export const plugins = unknown();
export const middleware = unknown();

function segment() {
  return { addNewSubsegment: () => segment(), close: () => undefined, addAnnotation: () => undefined,
    addMetadata: () => undefined, addError: () => undefined, subsegments: unknown() };
}
