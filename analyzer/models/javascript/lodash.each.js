module.exports = require("lodash/each");
