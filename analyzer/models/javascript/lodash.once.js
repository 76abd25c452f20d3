module.exports = require("lodash/once");
