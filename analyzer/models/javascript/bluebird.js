// Promises with more methods.
module.exports = class Bluebird extends Promise {
  static map(list, f) { return list.map(f); }
  static mapSeries(list, f) { return list.map(f); }
  static each(list, f) { list.map(f); return list; }
  static filter(list, f) { return list.filter(f); }
  static reduce(list, f, start) { return list.reduce(f, start); }
  static props(record) { return record; }
  static try(f) { return f(); }
  static method(f) { return f; }
  static coroutine(f) { return f; }
  static delay(time, value) { return value; }
  static promisify(f, options) {
    return (...args) => {
      const held = [];
      const returned = options && options.context ? f.call(options.context, ...args, (error, value) => { held.push(value); }) : f(...args, (error, value) => { held.push(value); });
      return held.length ? held[0] : returned;
    };
  }
  static promisifyAll(object) { return object; }
};
