import { get } from "lodash";
module.exports = get;
