// What dependency containers have in common: an instance is made with what its constructor is declared to need.
import { get, set, unknown } from "#native";

export class Injector {
  constructor() { this.registered = {}; this.classes = []; }
  put(token, provider) {
    if (typeof token === "function") this.classes.push({ token, provider }); else set(this.registered, token, provider);
    return this;
  }
  take(token) {
    if (typeof token === "function") {
      for (const one of this.classes) if (one.token === token) return this.give(one.provider);
      return this.make(token);
    }
    return this.give(get(this.registered, token));
  }
  give(provider) {
    if (!provider) return unknown();
    if (provider.useClass) return this.make(provider.useClass);
    if (provider.useFactory) return provider.useFactory(this);
    return provider.useValue;
  }
  make(made) {
    const needed = made.__injected;
    const instance = Array.isArray(needed) ? new made(...needed.map((token) => this.take(token))) : new made();
    for (const property of made.__properties ?? []) instance[property.name] = this.take(property.token);
    return instance;
  }
}

// A parameter or property that is asked for by a token rather than by its type.
export function injected(token) {
  return (target, name, index, type) => {
    if (index === undefined) {
      if (!target.__properties) target.__properties = [];
      target.__properties.push({ name, token: token ?? type });
    } else if (target.__injected && token) target.__injected[index] = token;
  };
}
