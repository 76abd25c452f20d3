// Signs the options of an HTTP request.
import { signed } from "#native";

export function sign(request, credentials) {
  signed(request.service, request.method, request.host ?? request.hostname);
  return request;
}
export class RequestSigner {
  constructor(request) { this.request = request; }
  sign() { return sign(this.request); }
}
