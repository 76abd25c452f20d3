// Asks the extension beside the function, over HTTP.
import { unknown } from "#native";

export function getConfig() { return unknown(); }
