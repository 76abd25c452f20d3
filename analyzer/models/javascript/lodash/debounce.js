import { debounce } from "lodash";
module.exports = debounce;
