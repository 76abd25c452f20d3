// What makes a search client sign its requests.
module.exports = () => ({ __signs: "es" });
