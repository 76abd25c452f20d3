// Answers CloudFormation over a signed address.
export const SUCCESS = "SUCCESS";
export const FAILED = "FAILED";
export function send() { return undefined; }
