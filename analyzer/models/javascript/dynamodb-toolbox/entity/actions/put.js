export { PutItemCommand } from "dynamodb-toolbox";
