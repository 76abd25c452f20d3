// A container of names: a class or function is given all that is registered, by name; in the classic mode, one by one, by the
// names of its parameters.
import { get, parameter_names, set, unknown } from "#native";

class Resolver {
  constructor(give) { this.give = give; }
  __getattr__(name) { return () => this; }
}
class Maker {
  constructor(made, make, mode) { this.made = made; this.make = make; this.mode = mode; }
  give(cradle) {
    const classic = this.mode ? this.mode === InjectionMode.CLASSIC : cradle.__classic;
    const make = this.make;
    return classic ? make(...parameter_names(this.made).map((name) => cradle[name])) : make(cradle);
  }
  classic() { return this.setInjectionMode(InjectionMode.CLASSIC); }
  proxy() { return this.setInjectionMode(InjectionMode.PROXY); }
  setInjectionMode(mode) { return new Maker(this.made, this.make, mode); }
  __getattr__(name) { return () => this; }
}
// Only what is asked for is made.
class Cradle {
  constructor(registered, options) {
    this.__registered = registered;
    this.__classic = options && options.injectionMode === InjectionMode.CLASSIC;
  }
  __getattr__(name) {
    const resolver = get(this.__registered, name);
    return resolver ? resolver.give(this) : unknown();
  }
}
class AwilixContainer {
  constructor(options) { this.registered = {}; this.cradle = new Cradle(this.registered, options); }
  register(first, resolver) {
    if (resolver) set(this.registered, first, resolver); else Object.assign(this.registered, first);
    return this;
  }
  resolve(name) { return this.cradle[name]; }
  build(made) { return asClass(made).give(this.cradle); }
  createScope() { return this; }
  hasRegistration() { return unknown(); }
  loadModules() { return this; }
  dispose() { return undefined; }
}
export function createContainer(options) { return new AwilixContainer(options); }
export function asClass(made, options) {
  return new Maker(made, (...needed) => new made(...needed), options && options.injectionMode);
}
export function asFunction(make, options) { return new Maker(make, make, options && options.injectionMode); }
export function asValue(value) { return new Resolver(() => value); }
export function aliasTo(name) { return new Resolver((cradle) => cradle[name]); }
export const InjectionMode = { PROXY: "PROXY", CLASSIC: "CLASSIC" };
export const Lifetime = { SINGLETON: "SINGLETON", SCOPED: "SCOPED", TRANSIENT: "TRANSIENT" };
