// A client that adds correlation ids to what it sends.
const EventBridge = require("aws-sdk/clients/eventbridge");
module.exports = new EventBridge();
