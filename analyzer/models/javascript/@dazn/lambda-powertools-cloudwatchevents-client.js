// A client that adds correlation ids to what it sends.
const CloudWatchEvents = require("aws-sdk/clients/cloudwatchevents");
module.exports = new CloudWatchEvents();
