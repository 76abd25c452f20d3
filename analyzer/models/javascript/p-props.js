module.exports = (record) => record;
