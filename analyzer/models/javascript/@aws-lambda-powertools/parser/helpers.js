export function JSONStringified(schema) { return schema; }
export function Base64Encoded(schema) { return schema; }
