import { data, text } from "#native";
import { GetParametersByPathCommand, GetParametersCommand, SSMClient } from "@aws-sdk/client-ssm";
import { fetching } from "@middy/util";

// A name that ends in a slash is a path.
function fetch(client, wanted) {
  if (wanted.endsWith("/")) {
    return client.send(new GetParametersByPathCommand({ Path: wanted, Recursive: true, WithDecryption: true })).Parameters;
  }
  const found = client.send(new GetParametersCommand({ Names: [wanted], WithDecryption: true }));
  return data(found.Parameters[0].Value);
}

module.exports = class ssm {
  constructor(options) { return fetching({ AwsClient: SSMClient, ...options }, fetch); }
  static ssmParam(name) { return name; }
};
