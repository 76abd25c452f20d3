import { flatten } from "lodash";
module.exports = flatten;
