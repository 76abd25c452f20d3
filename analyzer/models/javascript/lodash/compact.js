import { compact } from "lodash";
module.exports = compact;
