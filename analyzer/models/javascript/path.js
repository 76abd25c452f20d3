import { path as normal, text, unknown } from "#native";

export function join(first, ...parts) {
  let result = first;
  for (const part of parts) result = text(result, "/", part);
  return normal(result);
}
export function resolve(...parts) { return unknown(); }
export function basename(path) { return unknown(); }
export function dirname(path) { return unknown(); }
export function extname(path) { return unknown(); }
export function normalize(path) { return normal(path); }
export function relative() { return unknown(); }
export function isAbsolute() { return unknown(); }
export function format() { return unknown(); }
export function parse(path) { return { root: unknown(), dir: unknown(), base: unknown(), ext: unknown(), name: unknown() }; }
export const posix = { join, resolve, basename, dirname, extname, normalize, parse };
export const sep = "/";
export const delimiter = ":";
