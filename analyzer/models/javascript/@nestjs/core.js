// Makes an application of its modules: every controller with what it needs, every route called as a request would. Hooks of
// providers that are plain classes are not run: they are made where something needs them.
import { opaque, unknown } from "#native";
import { Injector } from "#injection";

const AROUND = ["canActivate", "intercept", "transform", "catch", "use"];

class Application {
  constructor(module) {
    this.injector = new Injector();
    this.controllers = [];
    this.providers = [];
    this.modules = [];
    this.__load(module);
  }
  // A module is a class, or a record with a class and more of the same.
  __load(module) {
    if (typeof module === "function") {
      this.modules.push(module);
      this.__read(module.__module);
    } else if (module) {
      if (module.module) this.__load(module.module);
      this.__read(module);
    }
  }
  __read(metadata) {
    if (!metadata) return;
    for (const one of metadata.imports ?? []) this.__load(one);
    for (const one of metadata.providers ?? []) this.__provide(one);
    for (const one of metadata.controllers ?? []) this.controllers.push(one);
  }
  __provide(provider) {
    if (typeof provider === "function") return;
    const { provide, useClass, useValue, useExisting, useFactory, inject } = provider;
    if (useClass) this.injector.put(provide, { useClass });
    else if (useFactory) this.injector.put(provide, { useFactory: (injector) => useFactory(...(inject ?? []).map((one) => injector.take(one))) });
    else if (useExisting) this.injector.put(provide, { useFactory: (injector) => injector.take(useExisting) });
    else this.injector.put(provide, { useValue });
    if (useClass) this.providers.push(useClass);
  }
  init() {
    for (const module of this.modules) {
      const made = this.injector.make(module);
      if (made.configure) made.configure(this.__consumer());
      this.__started(made);
    }
    for (const provider of this.providers) this.__started(this.injector.take(provider));
    for (const controller of this.controllers) this.__serveOne(controller);
    return this;
  }
  __started(made) {
    if (made.onModuleInit) made.onModuleInit();
    if (made.onApplicationBootstrap) made.onApplicationBootstrap();
    for (const name of AROUND) if (made[name]) opaque(made[name]);
  }
  __serveOne(controller) {
    const made = this.injector.make(controller);
    this.__around(controller.__around ?? []);
    for (const name of controller.__routes ?? []) opaque(made[name]);
  }
  __around(parts) {
    for (const part of parts) {
      const made = typeof part === "function" ? this.injector.make(part) : part;
      for (const name of AROUND) if (made[name]) opaque(made[name]);
    }
    return this;
  }
  __consumer() {
    const consumer = {
      apply: (...parts) => { this.__around(parts); return { forRoutes: () => consumer, exclude() { return this; } }; },
    };
    return consumer;
  }
  get(token) { return this.injector.take(token); }
  resolve(token) { return this.injector.take(token); }
  select() { return this; }
  use(...handlers) { opaque(handlers); return this; }
  useGlobalGuards(...parts) { return this.__around(parts); }
  useGlobalInterceptors(...parts) { return this.__around(parts); }
  useGlobalPipes(...parts) { return this.__around(parts); }
  useGlobalFilters(...parts) { return this.__around(parts); }
  getHttpAdapter() { return { getInstance: () => this, getHttpServer: () => this }; }
  getHttpServer() { return this; }
  listen() { return this.init(); }
  handle() { return this.init(); }
  __call__() { return this.init(); }
  __serve() { return this.init(); }
  __getattr__(name) { return () => this; }
}

export class NestFactory {
  static create(module) { return new Application(module); }
  static createMicroservice(module) { return new Application(module); }
  static createApplicationContext(module) { return new Application(module).init(); }
}
export class Reflector { __getattr__(name) { return () => unknown(); } }
export const APP_GUARD = "APP_GUARD", APP_PIPE = "APP_PIPE", APP_FILTER = "APP_FILTER", APP_INTERCEPTOR = "APP_INTERCEPTOR";
