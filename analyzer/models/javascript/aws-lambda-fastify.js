// A web application as a handler: its routes are run where they are given to it.
import { unknown } from "#native";

module.exports = (app, options) => (event, context) => unknown();
