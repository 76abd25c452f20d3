import { unknown } from "#native";

export function getSignedUrl(client) { return unknown(); }
