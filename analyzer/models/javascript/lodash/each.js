import { each } from "lodash";
module.exports = each;
