module.exports = require("lodash/keys");
