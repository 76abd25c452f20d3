export function parser(record) { return record; }
