module.exports = () => (f, ...args) => f(...args);
