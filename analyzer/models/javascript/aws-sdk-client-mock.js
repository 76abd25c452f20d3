// For tests.
import { unknown } from "#native";
export function mockClient() { return unknown(); }
