// Names that are in scope in every JavaScript module.
import {
  call, concat_lists, data, either, element, entries as entriesOf, environment, from_entries, import_module, is_list, keys as keysOf, list_of,
  merge, opaque, run, surely_starts_with, text, unknown, values as valuesOf, working_folder,
} from "#native";

// Something of which only parts are known: the rest is code that cannot be seen.
class Open {
  __getattr__(name) { return unknown(); }
}

class Process extends Open {
  constructor() { super(); this.env = environment; this.argv = list_of(unknown()); this.platform = "linux"; }
  exit() { return undefined; }
  cwd() { return working_folder(); }
}
export const process = new Process();

export const global = {};
export const globalThis = { process };

class Silent {
  __getattr__(name) { return () => undefined; }
}
export const console = new Silent();

export class Promise {
  constructor(executor) { return Promise.__construct__(executor); }
  static __construct__(executor) {
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
  static withResolvers() {
    const held = [];
    return { promise: element(held), resolve: (value) => { held.push(value); }, reject: () => undefined };
  }
  static try(f, ...args) { return f(...args); }
}

export class Object {
  constructor(value) { return value; }
  static keys(object) { return keysOf(object); }
  static values(object) { return valuesOf(object); }
  static entries(object) { return entriesOf(object); }
  static fromEntries(list) { return from_entries(list); }
  static assign(target, ...sources) { merge(target, ...sources); return target; }
  static freeze(object) { return object; }
  static seal(object) { return object; }
  static preventExtensions(object) { return object; }
  static isFrozen() { return unknown(); }
  static isSealed() { return unknown(); }
  static isExtensible() { return unknown(); }
  static is() { return unknown(); }
  static hasOwn() { return unknown(); }
  static hasOwnProperty() { return unknown(); }
  static propertyIsEnumerable() { return unknown(); }
  static isPrototypeOf() { return unknown(); }
  static toString() { return unknown(); }
  static groupBy(list, f) {
    const groups = {};
    for (const one of list) groups[f(one, unknown())] = list;
    return groups;
  }
  static create(object, properties) { return object ? object : {}; }
  static defineProperty(object, name, descriptor) {
    object[name] = descriptor.value;
    if (descriptor.get) object[name] = descriptor.get();
    return object;
  }
  static defineProperties(object, descriptors) {
    for (const [name, descriptor] of entriesOf(descriptors)) Object.defineProperty(object, name, descriptor);
    return object;
  }
  static getOwnPropertyNames(object) { return keysOf(object); }
  static getOwnPropertySymbols() { return []; }
  static getOwnPropertyDescriptor(object, name) { return { value: object[name] }; }
  static getOwnPropertyDescriptors(object) { return object; }
  static getPrototypeOf(object) { return object; }
  static setPrototypeOf(object) { return object; }
}

export class Array {
  constructor(...items) { return list_of(either(unknown(), ...items)); }
  static from(list, f) { return f ? list_of(f(element(list), unknown())) : concat_lists(list); }
  static fromAsync(list, f) { return Array.from(list, f); }
  static of(...items) { return items; }
  static isArray(value) { return is_list(value); }
  static slice() { return this; }
  static concat(...lists) { return concat_lists(this, ...lists); }
  static map(f) { return this.map(f); }
  static filter(f) { return this.filter(f); }
  static forEach(f) { return this.forEach(f); }
  static push(...items) { return this.push(...items); }
}

export class Map {
  constructor(list) { this.held = list ? from_entries(list) : {}; }
  get(key) { return this.held[key]; }
  set(key, value) { this.held[key] = value; return this; }
  get size() { return unknown(); }
  has() { return unknown(); }
  delete(key) { delete this.held[key]; return unknown(); }
  clear() { delete this.held[unknown()]; }
  keys() { return keysOf(this.held); }
  values() { return valuesOf(this.held); }
  entries() { return entriesOf(this.held); }
  forEach(f) { for (const [key, value] of entriesOf(this.held)) f(value, key, this); }
  __iter__() { return entriesOf(this.held); }
  static groupBy(list, f) { return new Map(entriesOf(Object.groupBy(list, f))); }
}

export class WeakMap extends Map {}

export class Set {
  constructor(list) { this.held = list ? concat_lists(list) : []; }
  add(value) { this.held.push(value); return this; }
  get size() { return unknown(); }
  has(value) { return this.held.includes(value); }
  delete() { this.held.splice(0, 1); return unknown(); }
  clear() { this.held.splice(0, 1); }
  values() { return this.held; }
  keys() { return this.held; }
  entries() { return this.held.map((value) => [value, value]); }
  union(other) { return new Set(concat_lists(this.held, other)); }
  intersection() { return this; }
  difference() { return this; }
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
export function fetch(url, ...args) {
  extension(url);
  return unknown();
}

// The Parameters and Secrets extension of Lambda answers on the function's own host, with the function's credentials.
function extension(url) {
  if (surely_starts_with(url, "http://localhost:")) {
    if (behind(url, "/secretsmanager/get")) call("secretsmanager", "GetSecretValue", { SecretId: named(url, "secretId=") });
    if (behind(url, "/systemsmanager/parameters/get")) call("ssm", "GetParameter", { Name: named(url, "name=") });
  }
}
function behind(url, path) { return (url + "?").split(path)[1]; }
function named(url, key) { return (url + "&").split(key)[1].split("&")[0].replaceAll("%2F", "/"); }

export class Error { constructor(message, options) { this.message = message; } static captureStackTrace() {} }
export class TypeError extends Error {}
export class RangeError extends Error {}
export class SyntaxError extends Error {}
export class ReferenceError extends Error {}
export class AggregateError extends Error {}
export class EvalError extends Error {}
export class URIError extends Error {}
export class DOMException extends Error {}

export class Date {
  constructor() { return unknown(); }
  static now() { return unknown(); }
  static parse() { return unknown(); }
  static UTC() { return unknown(); }
}

// Taken apart as far as its text is known.
export class URL {
  constructor(input, base) {
    const whole = base ? text(base, input) : text(input);
    const [scheme, rest] = whole.split("://");
    const [authority, ...segments] = rest.split("/");
    const [host] = authority.split("?");
    this.href = whole;
    this.protocol = text(scheme, ":");
    this.host = host;
    this.hostname = host.split(":")[0];
    this.port = unknown();
    this.origin = text(scheme, "://", host);
    this.pathname = text("/", segments.join("/")).split("?")[0];
    this.search = unknown();
    this.hash = unknown();
    this.username = unknown();
    this.password = unknown();
    this.searchParams = new URLSearchParams();
  }
  toString() { return this.href; }
  toJSON() { return this.href; }
  static canParse() { return unknown(); }
  static parse(input, base) { return new URL(input, base); }
}

export class URLSearchParams extends Open {
  constructor(init) { super(); }
  forEach(f) { f(unknown(), unknown()); }
}

export class Buffer {
  static from(value) { return value; }
  static alloc() { return unknown(); }
  static allocUnsafe() { return unknown(); }
  static concat(list) { return element(list); }
  static byteLength() { return unknown(); }
  static isBuffer() { return unknown(); }
  static compare() { return unknown(); }
}

export class AbortController { constructor() { this.signal = unknown(); } abort() { return undefined; } }
export class AbortSignal { static timeout() { return unknown(); } static any() { return unknown(); } static abort() { return unknown(); } }
export class TextDecoder { decode(value) { return value; } }
export class TextEncoder { encode(value) { return value; } }
export class Event { constructor(type) { this.type = type; } }
export class EventTarget {
  addEventListener(type, f) { run(f); }
  removeEventListener() { return undefined; }
  dispatchEvent() { return unknown(); }
}
export class WebSocket extends EventTarget {
  constructor() { super(); }
  send() { return undefined; }
  close() { return undefined; }
  on(name, f) { run(f); return this; }
}
export class Headers extends Open { constructor(init) { super(); } forEach(f) { f(unknown(), unknown()); } }
export class Response extends Open {
  constructor(body) { super(); this.body = body; }
  json() { return data(this.body); }
  text() { return this.body; }
  static json() { return new Response(); }
}
export class Request extends Open { constructor(input) { super(); this.url = input; } }
export class FormData extends Open { constructor() { super(); } }
export class Blob extends Open { constructor() { super(); } }
export class WeakRef { constructor(value) { this.held = value; } deref() { return this.held; } }
export class FinalizationRegistry { constructor(f) {} register() {} unregister() {} }
export const crypto = new Open();
export const performance = new Open();
export const navigator = new Open();
export const Atomics = new Open();
export function atob(value) { return value; }
export function btoa(value) { return value; }
export function isFinite() { return unknown(); }
export function clearImmediate() { return undefined; }

export class RegExp { static __construct__() { return unknown(); } }
export class Proxy { constructor(target, handler) { return target; } }
export const Reflect = {
  get: (object, name) => object[name], set: (object, name, value) => { object[name] = value; return true; },
  has: () => unknown(), ownKeys: (object) => keysOf(object), apply: (f, receiver, list) => f.apply(receiver, list),
  construct: (made, list) => new made(...list), getPrototypeOf: (object) => object, defineProperty: Object.defineProperty,
  getMetadata: () => unknown(), defineMetadata: () => undefined, hasMetadata: () => unknown(),
  metadata: () => (target, name, descriptor) => descriptor,
};
export const Math = new Open();
export const Intl = new Open();
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
