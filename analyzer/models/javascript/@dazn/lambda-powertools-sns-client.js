// A client that adds correlation ids to what it sends.
const SNS = require("aws-sdk/clients/sns");
module.exports = new SNS();
