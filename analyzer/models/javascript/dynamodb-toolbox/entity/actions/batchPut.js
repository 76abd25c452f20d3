// See dynamodb-toolbox.
export * from "dynamodb-toolbox";
