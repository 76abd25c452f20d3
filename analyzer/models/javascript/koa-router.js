// Routes of Koa, under the name that the library had.
module.exports = require("@koa/router");
