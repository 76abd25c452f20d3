import { values } from "lodash";
module.exports = values;
