// The object comes from a signed address; what the handler gives is written back.
import { unknown } from "#native";
import { S3Client, WriteGetObjectResponseCommand } from "@aws-sdk/client-s3";
import { createClient } from "@middy/util";

module.exports = (options) => ({
  before: (request) => {
    const given = request.event.getObjectContext;
    request.internal.s3ObjectResponse = { RequestRoute: given.outputRoute, RequestToken: given.outputToken };
    request.context.s3Object = unknown();
    request.context.s3ObjectFetch = unknown();
  },
  after: (request) => {
    const client = createClient({ AwsClient: S3Client, ...options }, request);
    client.send(new WriteGetObjectResponseCommand({ ...request.internal.s3ObjectResponse, Body: unknown() }));
  },
});
