import { keys } from "lodash";
module.exports = keys;
