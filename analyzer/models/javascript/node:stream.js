module.exports = require("stream");
