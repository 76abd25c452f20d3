// A client that adds correlation ids to what it sends.
const Kinesis = require("aws-sdk/clients/kinesis");
module.exports = new Kinesis();
