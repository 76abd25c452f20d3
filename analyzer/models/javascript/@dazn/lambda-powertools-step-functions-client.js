// A client that adds correlation ids to what it sends.
const StepFunctions = require("aws-sdk/clients/stepfunctions");
module.exports = new StepFunctions();
