// Methods that the SDK adds to S3 by hand.
import { unknown } from "#native";

export function upload(client, params, options, callback) {
  const done = callback || options;
  return client.putObject(params, done);
}

export function getSignedUrl(client, operation, params, callback) {
  client[operation](params);
  if (callback) callback(null, unknown());
  return unknown();
}

export function getSignedUrlPromise(client, operation, params) {
  client[operation](params);
  return unknown();
}

export function createPresignedPost(client, params, callback) {
  client.putObject({ Bucket: params.Bucket, Key: params.Fields && params.Fields.key });
  if (callback) callback(null, unknown());
  return unknown();
}
