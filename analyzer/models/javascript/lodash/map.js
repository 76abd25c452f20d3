import { map } from "lodash";
module.exports = map;
