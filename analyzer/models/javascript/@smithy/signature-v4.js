// Signs requests that the program sends itself.
import { report, text } from "#native";

export class SignatureV4 {
  constructor(options) { this.service = options.service; }
  sign(request) { return this.__signed(request); }
  presign(request) { return this.__signed(request); }
  signMessage(message) { return message; }
  __signed(request) {
    report(text("a request is signed for the service `", this.service, "`: state the action it needs with a hint beside the call"));
    return request;
  }
}
export class SignatureV4Base extends SignatureV4 {}
