import { opaque, unknown } from "#native";

const Url = URL;
const Params = URLSearchParams;
export { Url as URL, Params as URLSearchParams };
export function parse(input) { return new Url(input); }
export function format(value) { return unknown(); }
export function resolve() { return unknown(); }
export function fileURLToPath() { return unknown(); }
export function pathToFileURL() { return unknown(); }
