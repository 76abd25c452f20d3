// Signs requests that the program sends itself.
import { signed } from "#native";

export class SignatureV4 {
  constructor(options) { this.service = options.service; }
  sign(request) { return this.__signed(request); }
  presign(request) { return this.__signed(request); }
  signMessage(message) { return message; }
  __signed(request) {
    signed(this.service, request && request.method, request && request.hostname);
    return request;
  }
}
export class SignatureV4Base extends SignatureV4 {}
