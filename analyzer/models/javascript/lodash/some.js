import { some } from "lodash";
module.exports = some;
