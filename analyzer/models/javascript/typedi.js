// One container for the program: instances by their class, a name or a token.
import { unknown } from "#native";
import { Injector, injected } from "#injection";

const injector = new Injector();

export class Container {
  static get(token) { return injector.take(token); }
  static getMany(token) { return [injector.take(token)]; }
  static has() { return unknown(); }
  static of() { return Container; }
  static import() { return undefined; }
  static remove() { return undefined; }
  static reset() { return undefined; }
  static set(token, value) {
    if (Array.isArray(token)) { for (const one of token) Container.__put(one); }
    else if (token.id) Container.__put(token);
    else injector.put(token, { useValue: value });
    return Container;
  }
  static __put(one) {
    if (one.type) injector.put(one.id, { useClass: one.type });
    else if (one.factory) injector.put(one.id, { useFactory: () => one.factory() });
    else injector.put(one.id, { useValue: one.value });
  }
}
export default Container;
export class Token { constructor(name) { this.name = name; } }
export function Service(options) {
  return (target) => {
    if (!options) return;
    const id = options.id ?? options;
    injector.put(id, options.factory ? { useFactory: () => options.factory() } : { useClass: target });
  };
}
export function Inject(token) { return injected(typeof token === "function" && !token.__injected ? token() : token); }
export function InjectMany(token) { return injected(token); }
