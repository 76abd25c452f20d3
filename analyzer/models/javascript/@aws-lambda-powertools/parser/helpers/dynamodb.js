export function DynamoDBMarshalled(schema) { return schema; }
