// A container of names: a class or function is given all that is registered, by name.
import { get, set, unknown } from "#native";

class Resolver {
  constructor(give) { this.give = give; }
  __getattr__(name) { return () => this; }
}
// Only what is asked for is made.
class Cradle {
  constructor(registered) { this.__registered = registered; }
  __getattr__(name) {
    const resolver = get(this.__registered, name);
    return resolver ? resolver.give(this) : unknown();
  }
}
class AwilixContainer {
  constructor() { this.registered = {}; this.cradle = new Cradle(this.registered); }
  register(first, resolver) {
    if (resolver) set(this.registered, first, resolver); else Object.assign(this.registered, first);
    return this;
  }
  resolve(name) { return this.cradle[name]; }
  build(made) { return new made(this.cradle); }
  createScope() { return this; }
  hasRegistration() { return unknown(); }
  loadModules() { return this; }
  dispose() { return undefined; }
}
export function createContainer() { return new AwilixContainer(); }
export function asClass(made) { return new Resolver((cradle) => new made(cradle)); }
export function asFunction(make) { return new Resolver((cradle) => make(cradle)); }
export function asValue(value) { return new Resolver(() => value); }
export function aliasTo(name) { return new Resolver((cradle) => cradle[name]); }
export const InjectionMode = { PROXY: "PROXY", CLASSIC: "CLASSIC" };
export const Lifetime = { SINGLETON: "SINGLETON", SCOPED: "SCOPED", TRANSIENT: "TRANSIENT" };
