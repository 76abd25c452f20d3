// What makes a search client sign its requests.
export class AwsSigv4SignerError extends Error {}
export function AwsSigv4Signer(options) { return { __signs: options.service ?? "es" }; }
