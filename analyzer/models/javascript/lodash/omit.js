import { omit } from "lodash";
module.exports = omit;
