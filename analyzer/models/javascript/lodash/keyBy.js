import { keyBy } from "lodash";
module.exports = keyBy;
