// Schemas: what is validated is what was given.
import { run, unknown } from "#native";

class Schema {
  validate(value) { return value; }
  validateSync(value) { return value; }
  cast(value) { return value; }
  isValid() { return unknown(); }
  isValidSync() { return unknown(); }
  test(...given) { run(given[given.length - 1]); return this; }
  transform(f) { run(f); return this; }
  __getattr__(name) { return () => this; }
}
function made() { return new Schema(); }
export const object = made, string = made, number = made, boolean = made, bool = made, date = made, array = made, mixed = made, tuple = made;
export function lazy(f) { run(f); return new Schema(); }
export function ref() { return unknown(); }
export function addMethod() { return undefined; }
export function setLocale() { return undefined; }
export class ValidationError extends Error {}
