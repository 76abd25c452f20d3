import { data, set, surely_ends_with } from "#native";
import { GetParametersByPathCommand, GetParametersCommand, SSMClient } from "@aws-sdk/client-ssm";
import { fetching } from "@middy/util";

function byPath(client, path) {
  return client.send(new GetParametersByPathCommand({ Path: path, Recursive: true, WithDecryption: true })).Parameters;
}

// A name that ends in a slash is a path; one whose end is not known is a name.
function fetch(client, wanted) {
  if (surely_ends_with(wanted, "/")) return byPath(client, wanted);
  const found = client.send(new GetParametersCommand({ Names: [wanted], WithDecryption: true }));
  return data(found.Parameters[0].Value);
}

// Until version 1, names and paths are given apart, and what is found becomes environment variables.
function fetchingNamesAndPaths(options) {
  return {
    before: (request) => {
      const client = options.awsSdkInstance ?? new SSMClient(options.awsSdkOptions ?? options.params ?? {});
      const target = options.setToContext ? request.context : process.env;
      for (const paths of Object.values(options.paths ?? {})) {
        for (const path of [].concat(paths)) byPath(client, path);
      }
      for (const [name, wanted] of Object.entries(options.names ?? {})) {
        const found = client.send(new GetParametersCommand({ Names: [wanted], WithDecryption: true }));
        set(target, name, data(found.Parameters[0].Value));
      }
    },
  };
}

module.exports = class ssm {
  constructor(options) {
    if (options.names || options.paths) return fetchingNamesAndPaths(options);
    return fetching({ AwsClient: SSMClient, ...options }, fetch);
  }
  static ssmParam(name) { return name; }
};
