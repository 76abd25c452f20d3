export function marshall(value) { return value; }
export function unmarshall(value) { return value; }
export function convertToAttr(value) { return value; }
export function convertToNative(value) { return value; }
