// A signed address carries the permissions of whoever signs it.
import { unknown } from "#native";

export function getSignedUrl(client, command) {
  client.send(command);
  return unknown();
}

export class S3RequestPresigner {
  presign() { return unknown(); }
}
