// Schemas: what is parsed is what was given, or the default of what is missing. Errs on the side of keeping values: what a
// schema inside of another transforms is taken as it came.
import { either, run, unknown } from "#native";

class Schema {
  parse(value) { return this.__changed(value); }
  parseAsync(value) { return this.__changed(value); }
  decode(value) { return this.__changed(value); }
  safeParse(value) { return { success: unknown(), data: this.__changed(value), error: unknown() }; }
  safeParseAsync(value) { return this.safeParse(value); }
  spa(value) { return this.safeParse(value); }
  __changed(value) { return value; }
  transform(f) { return new Transformed(this, f); }
  default(value) { return new Defaulted(this, value); }
  catch(value) { return new Defaulted(this, value); }
  refine(f) { run(f); return this; }
  superRefine(f) { run(f); return this; }
  implement(f) { return f; }
  implementAsync(f) { return f; }
  __getattr__(name) { return () => this; }
}
class Transformed extends Schema {
  constructor(inner, f) { super(); this.inner = inner; this.f = f; }
  __changed(value) { return this.f(this.inner.__changed(value), unknown()); }
}
class Defaulted extends Schema {
  constructor(inner, value) { super(); this.inner = inner; this.value = value; }
  __changed(value) { return either(this.inner.__changed(value), typeof this.value === "function" ? this.value() : this.value); }
}

function made() { return new Schema(); }
export const object = made, strictObject = made, looseObject = made, string = made, number = made, boolean = made, bigint = made, date = made;
export const array = made, tuple = made, record = made, map = made, set = made, union = made, discriminatedUnion = made, intersection = made;
export const literal = made, nativeEnum = made, optional = made, nullable = made, any = made, never = made, custom = made, symbol = made;
export const email = made, url = made, uuid = made, int = made, iso = { date: made, datetime: made, time: made }, stringbool = made, json = made;
export const templateLiteral = made, promise = made, partialRecord = made, nullish = made, readonly = made, instanceof_ = made;
export function lazy(f) { run(f); return new Schema(); }
export function preprocess(f, inner) { return new Transformed(new Schema(), f); }
export function pipe(first) { return first; }
export const coerce = { string: made, number: made, boolean: made, bigint: made, date: made };
export class ZodError extends Error {}
export class ZodSchema extends Schema {}
export class ZodType extends Schema {}
export class ZodObject extends Schema {}
export class ZodString extends Schema {}
export function prettifyError() { return unknown(); }
export function flattenError() { return unknown(); }
export function treeifyError() { return unknown(); }
export const z = {
  object, strictObject, looseObject, string, number, boolean, bigint, date, array, tuple, record, map, set, union, discriminatedUnion,
  intersection, literal, nativeEnum, optional, nullable, any, never, custom, symbol, email, url, uuid, int, iso, stringbool, json,
  templateLiteral, promise, partialRecord, nullish, readonly, lazy, preprocess, pipe, coerce, enum: made, null: made, undefined: made,
  void: made, unknown: made, nan: made, function: made, instanceof: made, ZodError, ZodSchema, ZodType, ZodObject, ZodString,
  prettifyError, flattenError, treeifyError,
};
export default z;
