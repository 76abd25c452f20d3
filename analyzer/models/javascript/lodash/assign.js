import { assign } from "lodash";
module.exports = assign;
