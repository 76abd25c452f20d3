// A client that adds correlation ids to what it sends.
const Firehose = require("aws-sdk/clients/firehose");
module.exports = new Firehose();
