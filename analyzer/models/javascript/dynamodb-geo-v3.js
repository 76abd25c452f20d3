export * from "dynamodb-geo";
