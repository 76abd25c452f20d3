import { throttle } from "lodash";
module.exports = throttle;
