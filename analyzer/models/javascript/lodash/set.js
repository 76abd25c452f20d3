import { set } from "lodash";
module.exports = set;
