// Hands out instances by their class or by a token.
import { unknown } from "#native";
import { Injector, injected } from "#injection";

class Container {
  constructor() { this.injector = new Injector(); }
  resolve(token) { return this.injector.take(token); }
  resolveAll(token) { return [this.injector.take(token)]; }
  get(token) { return this.injector.take(token); }
  register(token, provider) { this.injector.put(token, typeof provider === "function" ? { useClass: provider } : provider); return this; }
  registerSingleton(token, made) { if (made) this.injector.put(token, { useClass: made }); return this; }
  registerInstance(token, useValue) { this.injector.put(token, { useValue }); return this; }
  createChildContainer() { return this; }
  clearInstances() { return undefined; }
  isRegistered() { return unknown(); }
}
export const container = new Container();
export function injectable() { return (target) => undefined; }
export function singleton() { return (target) => undefined; }
export function scoped() { return (target) => undefined; }
export function autoInjectable() { return (target) => undefined; }
export function registry() { return (target) => undefined; }
export function inject(token) { return injected(token); }
