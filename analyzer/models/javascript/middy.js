// Middy before version 1, in one package.
module.exports = require("@middy/core");
