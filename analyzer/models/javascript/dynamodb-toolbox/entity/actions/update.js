export { UpdateItemCommand } from "dynamodb-toolbox";
