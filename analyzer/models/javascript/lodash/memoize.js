import { memoize } from "lodash";
module.exports = memoize;
