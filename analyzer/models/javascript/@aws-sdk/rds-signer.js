// A token for a database user.
import { call, unknown } from "#native";

export class Signer {
  constructor(options) { this.options = options; }
  getAuthToken() {
    call("rds-db", "connect", { DbUserName: this.options.username });
    return unknown();
  }
}
