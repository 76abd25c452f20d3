// Signed requests of search clients: the action follows the method, the resource is a domain or collection.
import { report, text } from "#native";

export class AwsSigv4SignerError extends Error {}
export function AwsSigv4Signer(options) {
  report("requests to a search domain or collection are signed here: state the actions they need (es:ESHttpGet, aoss:APIAccessAll, …) with a hint beside the client");
  return {};
}
