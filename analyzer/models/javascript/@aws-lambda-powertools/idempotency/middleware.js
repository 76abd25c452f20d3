export function makeHandlerIdempotent(options) {
  return { before: () => { options.persistenceStore.guard(); }, after: () => undefined, onError: () => undefined };
}
