export function injectLambdaContext() { return { before: () => undefined, after: () => undefined, onError: () => undefined }; }
