import { own } from "#native";

export function defaultProvider() { return own(); }
