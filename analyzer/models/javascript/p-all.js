module.exports = (functions) => functions.map((f) => f());
