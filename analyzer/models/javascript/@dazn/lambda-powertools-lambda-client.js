// A client that adds correlation ids to what it sends.
const Lambda = require("aws-sdk/clients/lambda");
module.exports = new Lambda();
