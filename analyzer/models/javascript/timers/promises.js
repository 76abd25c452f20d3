export function setTimeout(delay, value) { return value; }
export function setImmediate(value) { return value; }
export function setInterval() { return []; }
