import { filter } from "lodash";
module.exports = filter;
