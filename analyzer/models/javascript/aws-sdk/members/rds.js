import { call, unknown } from "#native";

export class Signer {
  constructor(options) { this.options = options || {}; }
  getAuthToken(options) {
    const given = options || this.options;
    call("rds-db", "connect", { DbUserName: given.username });
    return unknown();
  }
}
