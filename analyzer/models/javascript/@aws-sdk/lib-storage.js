// Managed uploads: one put, or parts of the same action.
import { call_with } from "#native";

export class Upload {
  constructor(options) { this.options = options; }
  done() { return call_with(this.options.client, "PutObject", this.options.params); }
  on() { return this; }
  abort() { return undefined; }
}
