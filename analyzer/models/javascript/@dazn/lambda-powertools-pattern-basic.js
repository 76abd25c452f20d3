// A handler between middlewares for logs and correlation ids.
const middy = require("@middy/core");
module.exports = (handler) => middy(handler);
