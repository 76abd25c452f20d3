module.exports = require("lodash/uniq");
