module.exports = require("lodash/cloneDeep");
