import { data } from "#native";
import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { fetching } from "@middy/util";

module.exports = class s3 {
  constructor(options) {
    return fetching({ AwsClient: S3Client, ...options }, (client, wanted) => data(client.send(new GetObjectCommand(wanted)).Body));
  }
  static s3Req(request) { return request; }
};
