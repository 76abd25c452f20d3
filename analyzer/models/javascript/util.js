// A callback becomes a promise, and back.
import { list_of, merge, unknown } from "#native";

export function promisify(f) {
  return function (...args) {
    const held = [];
    const returned = f.call(this, ...args, (error, value) => { held.push(value); });
    return held.length ? held[0] : returned;
  };
}
export function callbackify(f) { return (...args) => f(...args); }
export function inspect(value) { return unknown(); }
export function format(...args) { return unknown(); }
export function inherits(made, base) { merge(made.prototype, base.prototype); }
export function deprecate(f) { return f; }
export function debuglog() { return () => undefined; }
export function isDeepStrictEqual() { return unknown(); }
export function parseArgs() { return unknown(); }
export const types = unknown();
export class TextDecoder { decode(value) { return value; } }
export class TextEncoder { encode(value) { return value; } }
