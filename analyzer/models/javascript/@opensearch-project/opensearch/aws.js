// Signed requests of search clients: the action follows the method, the resource is a domain or collection.
import { signed } from "#native";

export class AwsSigv4SignerError extends Error {}
export function AwsSigv4Signer(options) {
  signed(options.service ?? "es", undefined);
  return {};
}
