// What listens may be called with anything.
import { run, unknown } from "#native";

class EventEmitter {
  on(name, f) { run(f); return this; }
  once(name, f) { run(f); return this; }
  addListener(name, f) { run(f); return this; }
  prependListener(name, f) { run(f); return this; }
  prependOnceListener(name, f) { run(f); return this; }
  off() { return this; }
  removeListener() { return this; }
  removeAllListeners() { return this; }
  emit() { return unknown(); }
  setMaxListeners() { return this; }
  listenerCount() { return unknown(); }
  listeners() { return unknown(); }
  eventNames() { return unknown(); }
  static once() { return unknown(); }
  static on() { return unknown(); }
}
EventEmitter.EventEmitter = EventEmitter;
EventEmitter.default = EventEmitter;
module.exports = EventEmitter;
