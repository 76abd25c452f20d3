// Signs requests with the keys it is given.
import { report, unknown } from "#native";

const MESSAGE = "a request is signed here: state the action it needs with a hint beside the call";

export class AwsClient {
  constructor(options) {}
  fetch() { report(MESSAGE); return unknown(); }
  sign() { report(MESSAGE); return unknown(); }
}
export class AwsV4Signer {
  constructor(options) {}
  sign() { report(MESSAGE); return unknown(); }
}
