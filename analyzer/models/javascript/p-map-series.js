module.exports = (list, f) => list.map(f);
