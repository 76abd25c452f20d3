// A token for a database user, one an entry.
import { set } from "#native";
import { Signer } from "@aws-sdk/rds-signer";

module.exports = (options) => ({
  before: (request) => {
    for (const [name, wanted] of Object.entries(options.fetchData)) {
      const token = new Signer({ ...options.awsClientOptions, ...wanted }).getAuthToken();
      set(request.internal, name, token);
      if (options.setToContext) set(request.context, name, token);
    }
  },
});
