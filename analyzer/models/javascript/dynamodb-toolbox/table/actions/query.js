export { QueryCommand } from "dynamodb-toolbox";
