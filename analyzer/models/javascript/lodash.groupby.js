module.exports = require("lodash/groupBy");
