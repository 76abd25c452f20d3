module.exports = require("lodash/keyBy");
