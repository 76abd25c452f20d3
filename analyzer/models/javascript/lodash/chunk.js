import { chunk } from "lodash";
module.exports = chunk;
