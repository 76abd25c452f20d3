import { clone } from "lodash";
module.exports = clone;
