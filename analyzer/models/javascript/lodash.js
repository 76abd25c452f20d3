// Functions over collections: callbacks get elements, results keep what is known of them.
import { concat_lists, either, element, get as read, list_of, merge as copy, run, unknown } from "#native";

function items(collection) { return Array.isArray(collection) ? collection : Object.values(collection); }

export function map(list, f) { return typeof f === "string" ? items(list).map((one) => one[f]) : items(list).map(f); }
export const flatMap = map;
export function forEach(list, f) { items(list).forEach(f); return list; }
export const each = forEach;
export function filter(list, f) { run(f); return list; }
export const reject = filter;
export function find(list, f) { const one = element(items(list)); if (typeof f === "function") f(one); return one; }
export const findLast = find;
export function some(list, f) { items(list).forEach(f); return unknown(); }
export const every = some;
export function reduce(list, f, start) { return items(list).reduce(f, start); }
export function groupBy(list, f) { return Object.groupBy(items(list), typeof f === "function" ? f : () => unknown()); }
export function keyBy(list, f) { const made = {}; made[unknown()] = element(items(list)); return made; }
export function sortBy(list) { return list; }
export function orderBy(list) { return list; }
export function uniq(list) { return list; }
export function uniqBy(list) { return list; }
export function compact(list) { return list; }
export function flatten(list) { return list.flat(); }
export function flattenDeep(list) { return list.flat(); }
export function chunk(list) { return list_of(list); }
export function head(list) { return element(list); }
export function first(list) { return element(list); }
export function last(list) { return element(list); }
export function sample(list) { return element(list); }
export function take(list) { return list; }
export function drop(list) { return list; }
export function concat(list, ...more) { return list.concat(...more); }
export function union(...lists) { return concat_lists(...lists); }
export function difference(list) { return list; }
export function intersection(list) { return list; }
export function toPairs(object) { return Object.entries(object); }
export function fromPairs(list) { return Object.fromEntries(list); }
export function keys(object) { return Object.keys(object); }
export function values(object) { return Object.values(object); }
export function mapValues(object, f) { const made = {}; for (const [key, value] of Object.entries(object)) made[key] = f(value, key, object); return made; }
export function mapKeys(object, f) { run(f); return object; }
export function forOwn(object, f) { for (const [key, value] of Object.entries(object)) f(value, key, object); return object; }
export function pick(object) { return object; }
export function pickBy(object) { return object; }
export function omit(object) { return object; }
export function omitBy(object) { return object; }
export function clone(value) { return value; }
export function cloneDeep(value) { return value; }
export function assign(target, ...sources) { copy(target, ...sources); return target; }
export const extend = assign;
export const merge = assign;
export const defaults = assign;
export const defaultsDeep = assign;
export function get(object, path, fallback) {
  const steps = Array.isArray(path) ? path : path.split(".");
  let value = object;
  for (const step of steps) value = read(value, step);
  return fallback === undefined ? value : value ?? fallback;
}
export function set(object, path, value) { object[path] = value; return object; }
export function identity(value) { return value; }
export function constant(value) { return () => value; }
export function memoize(f) { return f; }
export function once(f) { return f; }
export function debounce(f) { return f; }
export function throttle(f) { return f; }
export function partial(f, ...given) { return (...more) => f(...given, ...more); }
export function curry(f) { return f; }
export function flow(...functions) { return (value) => { let result = value; for (const f of functions) result = f(result); return result; }; }
export function times(count, f) { return list_of(f(unknown())); }
export function attempt(f, ...args) { return f(...args); }
export function tap(value, f) { f(value); return value; }
