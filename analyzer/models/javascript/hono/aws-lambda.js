// A web application as a handler: its routes are run where they are given to it.
import { unknown } from "#native";

export function handle(app) { return (event, context) => unknown(); }
export function streamHandle(app) { return (event, context) => unknown(); }
export function getConnInfo() { return unknown(); }
