// What dependency containers have in common: an instance is made with what its constructor is declared to need.
import { get, set, unknown } from "#native";

export class Injector {
  constructor() { this.registered = {}; }
  put(token, provider) { set(this.registered, token, provider); return this; }
  take(token) {
    if (typeof token === "function") return this.make(token);
    const provider = get(this.registered, token);
    if (!provider) return unknown();
    if (provider.useClass) return this.make(provider.useClass);
    if (provider.useFactory) return provider.useFactory(this);
    return provider.useValue;
  }
  make(made) {
    const needed = made.__injected;
    return needed ? new made(...needed.map((token) => this.take(token))) : new made();
  }
}

// A parameter that is asked for by a token rather than by its type.
export function injected(token) {
  return (target, name, index) => { if (target.__injected) target.__injected[index] = token; };
}
