import { once } from "lodash";
module.exports = once;
