module.exports = class PQueue {
  constructor(options) {}
  add(f) { return f(); }
  addAll(functions) { return functions.map((f) => f()); }
  onIdle() { return undefined; }
  onEmpty() { return undefined; }
  start() { return this; }
  on() { return this; }
};
