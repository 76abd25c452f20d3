import { mapValues } from "lodash";
module.exports = mapValues;
