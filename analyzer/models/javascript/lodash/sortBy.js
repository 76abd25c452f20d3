import { sortBy } from "lodash";
module.exports = sortBy;
