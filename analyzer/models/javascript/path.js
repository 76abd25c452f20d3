import { text, unknown } from "#native";

export function join(first, ...parts) {
  let result = first;
  for (const part of parts) result = text(result, "/", part);
  return result;
}
export function resolve(...parts) { return unknown(); }
export function basename(path) { return unknown(); }
export function dirname(path) { return unknown(); }
export function extname(path) { return unknown(); }
export function parse(path) { return unknown(); }
export const posix = { join, basename, dirname, extname };
export const sep = "/";
