import { every } from "lodash";
module.exports = every;
