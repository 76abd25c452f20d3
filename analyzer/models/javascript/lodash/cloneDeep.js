import { cloneDeep } from "lodash";
module.exports = cloneDeep;
