export function captureLambdaHandler() { return { before: () => undefined, after: () => undefined, onError: () => undefined }; }
