import { find } from "lodash";
module.exports = find;
