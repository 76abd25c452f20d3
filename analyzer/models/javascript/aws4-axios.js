// Signs what axios sends.
import { call, signed, unknown } from "#native";

export function aws4Interceptor(given) {
  const options = given.options ?? given;
  if (options.assumeRoleArn) call("sts", "AssumeRole", { RoleArn: options.assumeRoleArn });
  else if (!given.credentials) signed(options.service, undefined);
  return unknown();
}
