import { reduce } from "lodash";
module.exports = reduce;
