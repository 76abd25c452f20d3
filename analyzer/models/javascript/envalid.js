// The environment, checked.
import { unknown } from "#native";

export function cleanEnv(environment, validators) { return environment; }
export function customCleanEnv(environment, validators) { return environment; }
function validator() { return unknown(); }
export const str = validator, bool = validator, num = validator, email = validator, host = validator, port = validator, url = validator;
export const json = validator, testOnly = validator;
export function makeValidator() { return validator; }
export function makeExactValidator() { return validator; }
export function makeStructuredValidator() { return validator; }
