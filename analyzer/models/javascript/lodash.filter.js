module.exports = require("lodash/filter");
