module.exports = require("lodash/sortBy");
