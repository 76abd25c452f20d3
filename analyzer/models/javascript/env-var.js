// Variables of the environment by name, checked by a chain of calls.
import { either, environ, unknown } from "#native";

class Variable {
  constructor(value) { this.value = value; }
  default(other) { return new Variable(either(this.value, other)); }
  asString() { return this.value; }
  asUrlString() { return this.value; }
  asEmailString() { return this.value; }
  asEnum() { return this.value; }
  asArray(separator) { return this.value.split(separator || ","); }
  asUrlObject() { return new URL(this.value); }
  __getattr__(name) { return () => (name.startsWith("as") ? unknown() : this); }
}
export function get(name, other) { return other ? new Variable(environ(name, other)) : new Variable(environ(name)); }
export function from(environment) { return { get: (name) => new Variable(environment[name]), from }; }
export class EnvVarError extends Error {}
export function logger() { return undefined; }
