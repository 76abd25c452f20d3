export { Table } from "dynamodb-toolbox";
