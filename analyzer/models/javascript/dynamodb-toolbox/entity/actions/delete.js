export { DeleteItemCommand } from "dynamodb-toolbox";
