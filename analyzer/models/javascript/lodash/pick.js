import { pick } from "lodash";
module.exports = pick;
