// Hands out instances by their class.
import { unknown } from "#native";

class Container {
  resolve(made) { return typeof made === "function" ? new made() : unknown(); }
  get(made) { return this.resolve(made); }
  register() { return this; }
  registerSingleton() { return this; }
  registerInstance() { return this; }
  createChildContainer() { return this; }
  isRegistered() { return unknown(); }
}
export const container = new Container();
export function injectable() { return (target) => undefined; }
export function singleton() { return (target) => undefined; }
export function autoInjectable() { return (target) => undefined; }
export function inject() { return () => undefined; }
