// Bindings of tokens to classes, values and factories.
import { unknown } from "#native";
import { Injector, injected } from "#injection";

class Binding {
  constructor(injector, token) { this.injector = injector; this.token = token; }
  to(useClass) { return this.__is({ useClass }); }
  toSelf() { return this.__is({ useClass: this.token }); }
  toService(token) { return this.__is({ useFactory: (injector) => injector.take(token) }); }
  toConstantValue(useValue) { return this.__is({ useValue }); }
  toDynamicValue(make) { return this.__is({ useFactory: (injector) => make({ container: injector, get: (token) => injector.take(token) }) }); }
  toFactory(make) { return this.__is({ useFactory: (injector) => make({ container: injector }) }); }
  inSingletonScope() { return this; }
  inTransientScope() { return this; }
  inRequestScope() { return this; }
  whenTargetNamed() { return this; }
  __is(provider) { this.injector.put(this.token, provider); return this; }
}

export class Container {
  constructor() { this.injector = new Injector(); }
  bind(token) { return new Binding(this.injector, token); }
  rebind(token) { return new Binding(this.injector, token); }
  get(token) { return this.injector.take(token); }
  getAsync(token) { return this.injector.take(token); }
  getNamed(token) { return this.injector.take(token); }
  getAll(token) { return [this.injector.take(token)]; }
  resolve(made) { return this.injector.take(made); }
  isBound() { return unknown(); }
  createChild() { return this; }
  load(...modules) { for (const module of modules) module.fill(this); }
}
export class ContainerModule {
  constructor(fill) { this.registry = fill; }
  fill(container) { this.registry((token) => container.bind(token)); }
}
export function injectable() { return (target) => undefined; }
export function inject(token) { return injected(token); }
export function named() { return () => undefined; }
export function optional() { return () => undefined; }
