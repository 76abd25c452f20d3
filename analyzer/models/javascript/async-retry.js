import { unknown } from "#native";

module.exports = (f) => f(unknown());
