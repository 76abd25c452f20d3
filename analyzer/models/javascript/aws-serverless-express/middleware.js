export function eventContext() { return () => undefined; }
