// Streams pass on what they get; what a program writes as one may be called with anything.
import EventEmitter from "events";
import { opaque, unknown } from "#native";

class Stream extends EventEmitter {
  constructor(options) { super(); opaque(options); this.__start(); }
  // Methods that a program's own stream defines are called by the library.
  __start() {
    if (this._read) this._read(unknown());
    if (this._write) this._write(unknown(), unknown(), () => undefined);
    if (this._transform) this._transform(unknown(), unknown(), () => undefined);
    if (this._flush) this._flush(() => undefined);
    if (this._final) this._final(() => undefined);
  }
  pipe(target) { return target; }
  push() { return unknown(); }
  write(chunk, callback) { opaque(callback); return unknown(); }
  end() { return this; }
  read() { return unknown(); }
  destroy() { return this; }
  resume() { return this; }
  pause() { return this; }
  setEncoding() { return this; }
  map(f) { return this; }
  static from(value) { return value; }
  static toWeb(value) { return value; }
  static fromWeb(value) { return value; }
}
export class Readable extends Stream {}
export class Writable extends Stream {}
export class Duplex extends Stream {}
export class Transform extends Stream {}
export class PassThrough extends Stream {}
export function pipeline(...parts) { opaque(...parts); return unknown(); }
export function finished(stream, callback) { opaque(callback); return unknown(); }
export const promises = { pipeline, finished };
export { Stream };
