// Files of the function: no AWS call.
import { opaque, unknown } from "#native";

class Files {
  constructor() { this.constants = unknown(); this.promises = unknown(); }
  __getattr__(name) { return (...given) => { opaque(...given); return unknown(); }; }
}
module.exports = new Files();
