// Names that are in scope in every JavaScript module.
import {
  apply, concat_lists, data, element, entries as entriesOf, environment, from_entries, import_module, keys as keysOf, list_of,
  merge, opaque, run, text, unknown, values as valuesOf,
} from "#native";

export const process = {
  env: environment,
  argv: list_of(unknown()),
  on: (name, f) => run(f),
  nextTick: (f) => run(f),
  exit: () => undefined,
  cwd: () => unknown(),
  hrtime: () => unknown(),
  memoryUsage: () => unknown(),
  uptime: () => unknown(),
};

export const global = {};
export const globalThis = { process };

export const console = {
  log: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined,
  trace: () => undefined, time: () => undefined, timeEnd: () => undefined, dir: () => undefined, table: () => undefined,
};

export class Promise {
  constructor(executor) {
    const held = [];
    executor((value) => { held.push(value); }, () => undefined);
    return element(held);
  }
  static all(list) { return concat_lists(list); }
  static allSettled(list) { return list.map((value) => ({ status: unknown(), value, reason: unknown() })); }
  static race(list) { return element(list); }
  static any(list) { return element(list); }
  static resolve(value) { return value; }
  static reject() { return unknown(); }
}

export class Object {
  constructor(value) { return value; }
  static keys(object) { return keysOf(object); }
  static values(object) { return valuesOf(object); }
  static entries(object) { return entriesOf(object); }
  static fromEntries(list) { return from_entries(list); }
  static assign(target, ...sources) { merge(target, ...sources); return target; }
  static freeze(object) { return object; }
  static create(object) { return object; }
  static defineProperty(object, name, descriptor) {
    object[name] = descriptor.value;
    if (descriptor.get) object[name] = descriptor.get();
    return object;
  }
  static getOwnPropertyNames(object) { return keysOf(object); }
  static getPrototypeOf(object) { return object; }
  static setPrototypeOf(object) { return object; }
}

export class Array {
  constructor() { return []; }
  static from(list, f) { return f ? list.map(f) : concat_lists(list); }
  static of(...items) { return items; }
  static isArray() { return unknown(); }
}

export class Map {
  constructor(list) { this.held = list ? from_entries(list) : {}; }
  get(key) { return this.held[key]; }
  set(key, value) { this.held[key] = value; return this; }
  has() { return unknown(); }
  delete() { return unknown(); }
  clear() { return undefined; }
  keys() { return keysOf(this.held); }
  values() { return valuesOf(this.held); }
  entries() { return entriesOf(this.held); }
  forEach(f) { for (const [key, value] of entriesOf(this.held)) f(value, key, this); }
  __iter__() { return entriesOf(this.held); }
}

export class WeakMap extends Map {}

export class Set {
  constructor(list) { this.held = list ? concat_lists(list) : []; }
  add(value) { this.held.push(value); return this; }
  has() { return unknown(); }
  delete() { return unknown(); }
  clear() { return undefined; }
  values() { return this.held; }
  keys() { return this.held; }
  forEach(f) { for (const value of this.held) f(value, value, this); }
  __iter__() { return this.held; }
}

export class WeakSet extends Set {}

export const JSON = {
  parse: (value, reviver) => { run(reviver); return data(value); },
  stringify: (value) => unknown(),
};

export function String(value) { return text(value); }
export function Number() { return unknown(); }
export function Boolean(value) { return value ? true : false; }
export function BigInt() { return unknown(); }
export function Symbol() { return unknown(); }
export function parseInt() { return unknown(); }
export function parseFloat() { return unknown(); }
export function isNaN() { return unknown(); }
export function encodeURIComponent(value) { return text(value); }
export function decodeURIComponent(value) { return text(value); }
export function encodeURI(value) { return text(value); }
export function decodeURI(value) { return text(value); }
export function escape(value) { return text(value); }
export function unescape(value) { return text(value); }
export function setTimeout(f, delay, ...args) { f(...args); return unknown(); }
export function setInterval(f, delay, ...args) { f(...args); return unknown(); }
export function setImmediate(f, ...args) { f(...args); return unknown(); }
export function clearTimeout() { return undefined; }
export function clearInterval() { return undefined; }
export function queueMicrotask(f) { f(); }
export function structuredClone(value) { return value; }
export const require = import_module;
export function fetch(...args) { return unknown(); }

export class Error { constructor(message, options) { this.message = message; } static captureStackTrace() {} }
export class TypeError extends Error {}
export class RangeError extends Error {}
export class SyntaxError extends Error {}
export class ReferenceError extends Error {}
export class AggregateError extends Error {}

export class Date {
  constructor() { return unknown(); }
  static now() { return unknown(); }
  static parse() { return unknown(); }
  static UTC() { return unknown(); }
}

export class URL {
  constructor(input, base) {
    this.href = input;
    this.searchParams = unknown();
    this.pathname = unknown();
    this.hostname = unknown();
    this.host = unknown();
    this.origin = unknown();
    this.protocol = unknown();
    this.search = unknown();
  }
  toString() { return this.href; }
}

export class URLSearchParams { constructor(init) { return unknown(); } }

export class Buffer {
  static from(value) { return value; }
  static alloc() { return unknown(); }
  static concat(list) { return element(list); }
  static byteLength() { return unknown(); }
  static isBuffer() { return unknown(); }
}

export class RegExp { constructor() { return unknown(); } }
export class Proxy { constructor(target, handler) { return target; } }
export const Reflect = { get: (o, n) => o[n], has: () => unknown(), ownKeys: (o) => keysOf(o), apply: (f, t, a) => apply(f, a, {}) };
export const Math = {
  random: () => unknown(), floor: () => unknown(), ceil: () => unknown(), round: () => unknown(), min: () => unknown(),
  max: () => unknown(), abs: () => unknown(), pow: () => unknown(), sqrt: () => unknown(), trunc: () => unknown(),
};
export const Intl = unknown();
export const awslambda = {
  streamifyResponse: (handler) => (event, context) => handler(event, unknown(), context),
  HttpResponseStream: { from: (stream) => stream },
};
export const undefined_ = null;
export const NaN = unknown();
export const Infinity = unknown();

// What a decorator of a method gets: it reads the method from `value` and writes what takes its place there.
export class MethodDescriptor {
  constructor(method) { this.method = method; this.configurable = true; }
  get value() { return this.method; }
  set value(method) { this.written = method; }
}
