import { times } from "lodash";
module.exports = times;
