module.exports = require("lodash/debounce");
