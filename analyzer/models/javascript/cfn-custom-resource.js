// Answers CloudFormation over a signed address.
import { unknown } from "#native";

export function configure() { return undefined; }
export function sendSuccess() { return unknown(); }
export function sendFailure() { return unknown(); }
export function sendResponse() { return unknown(); }
export const DEFAULT_PHYSICAL_RESOURCE_ID = unknown();
