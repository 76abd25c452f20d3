import { last } from "lodash";
module.exports = last;
