// Durable functions: steps, children and callbacks are functions of the program that get a context.
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { get, unknown } from "#native";

// A name may come first.
function pick(first, second) { return typeof first === "function" ? first : second; }

class DurableContext {
  constructor(context) { this.lambdaContext = context; this.logger = unknown(); this.executionContext = unknown(); }
  step(first, second) { return pick(first, second)({ logger: unknown() }); }
  runInChildContext(first, second) { return pick(first, second)(this); }
  invoke(first, second, third) {
    const FunctionName = typeof second === "string" ? second : first;
    return new LambdaClient({}).send(new InvokeCommand({ FunctionName })).Payload;
  }
  map(first, second, third) {
    const [items, f] = typeof first === "string" ? [second, third] : [first, second];
    const results = [];
    for (const item of items) results.push(f(this, item, unknown(), items));
    return { getResults: () => results, all: results };
  }
  parallel(first, second) {
    const branches = Array.isArray(first) ? first : second;
    const results = [];
    for (const branch of branches) results.push(typeof branch === "function" ? branch(this) : branch.func(this));
    return { getResults: () => results, all: results };
  }
  wait() { return undefined; }
  createCallback() { return [unknown(), unknown()]; }
  waitForCallback(first, second) { pick(first, second)(unknown(), { logger: unknown() }); return unknown(); }
  waitForCondition(first, second) { pick(first, second)(unknown(), { logger: unknown() }); return unknown(); }
  __getattr__(name) { return get(this.lambdaContext, name); }
}
export function withDurableExecution(handler, config) {
  return (event, context) => handler(event, new DurableContext(context));
}
