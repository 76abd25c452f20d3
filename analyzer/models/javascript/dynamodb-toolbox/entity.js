export { Entity } from "dynamodb-toolbox";
