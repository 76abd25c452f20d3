export { ScanCommand } from "dynamodb-toolbox";
