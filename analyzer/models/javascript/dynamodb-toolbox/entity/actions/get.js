export { GetItemCommand } from "dynamodb-toolbox";
