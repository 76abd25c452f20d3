import { flatMap } from "lodash";
module.exports = flatMap;
