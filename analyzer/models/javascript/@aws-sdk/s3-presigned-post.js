// A signed form lets its holder put the object.
import { call_with, unknown } from "#native";

export function createPresignedPost(client, options) {
  call_with(client, "PutObject", { Bucket: options.Bucket, Key: options.Key });
  return { url: unknown(), fields: unknown() };
}
