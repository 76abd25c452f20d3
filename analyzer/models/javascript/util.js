export function promisify(f) { return (...args) => f(...args); }
export function inspect(value) { return undefined; }
export function format(...args) { return undefined; }
export function callbackify(f) { return f; }
export const types = {};
export class TextDecoder { decode(value) { return value; } }
export class TextEncoder { encode(value) { return value; } }
