export const correlationPaths = {};
export function search() { return undefined; }
