import { head } from "lodash";
module.exports = head;
