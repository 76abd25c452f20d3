import { forEach } from "lodash";
module.exports = forEach;
