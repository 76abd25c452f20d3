export { handle, getConnInfo } from "hono/aws-lambda";
