import { defaults } from "lodash";
module.exports = defaults;
