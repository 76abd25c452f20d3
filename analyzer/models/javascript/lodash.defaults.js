module.exports = require("lodash/defaults");
