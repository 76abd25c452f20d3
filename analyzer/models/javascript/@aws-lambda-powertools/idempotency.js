// A record in the store guards each call.
export { makeHandlerIdempotent } from "@aws-lambda-powertools/idempotency/middleware";

export class IdempotencyConfig {
  constructor(options) { this.options = options; }
  isEnabled() { return true; }
  registerLambdaContext() { return undefined; }
}

export function makeIdempotent(fn, options) {
  return function (...args) {
    options.persistenceStore.guard();
    return fn.apply(this, args);
  };
}

export function idempotent(options) {
  return (target, name, descriptor) => {
    const original = descriptor.value;
    descriptor.value = function (...args) {
      options.persistenceStore.guard();
      return original.apply(this, args);
    };
    return descriptor;
  };
}

export const IdempotencyRecordStatus = { INPROGRESS: "INPROGRESS", COMPLETED: "COMPLETED", EXPIRED: "EXPIRED" };
export class IdempotencyAlreadyInProgressError extends Error {}
export class IdempotencyInconsistentStateError extends Error {}
export class IdempotencyItemAlreadyExistsError extends Error {}
export class IdempotencyItemNotFoundError extends Error {}
export class IdempotencyKeyError extends Error {}
export class IdempotencyPersistenceLayerError extends Error {}
export class IdempotencyValidationError extends Error {}
