module.exports = require("fs");
