export function logMetrics() { return { before: () => undefined, after: () => undefined, onError: () => undefined }; }
