// Schemas: what is validated is what was given.
import { run, unknown } from "#native";

class Schema {
  validate(value, options, callback) {
    const found = { value, error: unknown(), warning: unknown() };
    run(callback);
    return found;
  }
  validateAsync(value) { return value; }
  custom(f) { run(f); return this; }
  __getattr__(name) { return () => this; }
}
class Joi extends Schema {
  validate(value) { return { value, error: unknown() }; }
  attempt(value, schema) { return value; }
  assert(value, schema) { return value; }
  extend() { return this; }
  defaults() { return this; }
  isSchema() { return unknown(); }
  __getattr__(name) { return () => new Schema(); }
}
const joi = new Joi();
export default joi;
export const object = () => new Schema(), string = object, number = object, boolean = object, array = object, any = object, date = object;
export const alternatives = object, binary = object, func = object, link = object, symbol = object, ref = object, required = object;
export function attempt(value, schema) { return value; }
export function assert(value, schema) { return value; }
export function validate(value, schema) { return { value, error: unknown() }; }
export function extend() { return joi; }
export class ValidationError extends Error {}
