// Calls functions over collections, and back with what they give.
import { element, list_of, run, unknown } from "#native";

function each(list, f, done) {
  f(element(list), (error, value) => undefined);
  if (done) done(null, unknown());
  return unknown();
}
function eachOf(list, f, done) {
  f(element(list), unknown(), (error, value) => undefined);
  if (done) done(null, unknown());
  return unknown();
}
function mapped(list, f, done) {
  const held = [];
  held.push(f(element(list), (error, value) => { held.push(value); }));
  if (done) done(null, list_of(element(held)));
  return list_of(element(held));
}
function limited(f) { return (list, limit, each, done) => f(list, each, done); }
function tasks(functions, done) {
  const held = [];
  for (const task of Object.values(functions)) held.push(task((error, value) => { held.push(value); }));
  if (done) done(null, list_of(element(held)));
  return list_of(element(held));
}
function waterfall(functions, done) {
  const results = [];
  const next = (error, ...values) => { results.push(values); };
  const [first, ...others] = functions;
  first(next);
  for (const task of others) task(...element(results), next);
  if (done) done(null, unknown());
  return unknown();
}
export { each, each as forEach, each as eachSeries, each as forEachSeries, each as filter, each as reject, each as detect, each as some, each as every, each as sortBy };
export { eachOf, eachOf as forEachOf, eachOf as eachOfSeries, eachOf as forEachOfSeries };
export { mapped as map, mapped as mapSeries, mapped as concat, mapped as concatSeries, mapped as mapValues, mapped as flatMap };
export const eachLimit = limited(each);
export const forEachLimit = limited(each);
export const eachOfLimit = limited(eachOf);
export const forEachOfLimit = limited(eachOf);
export const mapLimit = limited(mapped);
export const concatLimit = limited(mapped);
export const filterLimit = limited(each);
export { tasks as parallel, tasks as series };
export function parallelLimit(functions, limit, done) { return tasks(functions, done); }
export { waterfall };
export function auto(functions, done) { run(...Object.values(functions)); if (done) done(null, unknown()); }
export function whilst(test, f, done) { run(test, f); if (done) done(null, unknown()); return unknown(); }
export const until = whilst;
export const doWhilst = whilst;
export const doUntil = whilst;
export function retry(options, task, done) {
  run(options, task);
  if (done) done(null, unknown());
  return unknown();
}
export function queue(worker) {
  return { push: (item, done) => { worker(item, () => undefined); run(done); }, drain: (f) => run(f), error: (f) => run(f), unshift: (item) => worker(item, () => undefined),
    kill: () => undefined, length: unknown(), idle: unknown() };
}
export const priorityQueue = queue;
export function cargo(worker) { return { push: (item, done) => { worker(list_of(item), () => undefined); run(done); }, drain: (f) => run(f) }; }
export function apply(f, ...given) { return (...more) => f(...given, ...more); }
export function asyncify(f) { return f; }
export function reflect(f) { return f; }
export function timeout(f) { return f; }
export function times(count, f, done) { f(unknown(), () => undefined); if (done) done(null, unknown()); return unknown(); }
