import { groupBy } from "lodash";
module.exports = groupBy;
