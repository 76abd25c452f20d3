import { uniq } from "lodash";
module.exports = uniq;
