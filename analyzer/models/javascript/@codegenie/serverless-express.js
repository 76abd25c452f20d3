module.exports = require("@vendia/serverless-express");
