export function compress() { return () => undefined; }
export function cors() { return () => undefined; }
