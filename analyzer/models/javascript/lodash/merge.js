import { merge } from "lodash";
module.exports = merge;
