// A client that adds correlation ids to what it sends.
const SQS = require("aws-sdk/clients/sqs");
module.exports = new SQS();
