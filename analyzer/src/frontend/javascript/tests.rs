//! Snapshots of lowering, one a construct.

use super::JavaScript;
use crate::frontend::FrontEnd;
use crate::ir::dump::dump;

fn lowered(path: &str, source: &str) -> String {
    dump(&JavaScript.lower(path, source.trim_start().as_bytes()))
}

#[test]
fn handler_with_a_client() {
    insta::assert_snapshot!(lowered("m.js", r"
import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';
const s3 = new S3Client({});
export const handler = async (event) => {
  const name = event.name ?? 'x';
  return await s3.send(new GetObjectCommand({ Bucket: process.env.BUCKET, Key: `in/${name}` }));
};
"), @r#"
module m.js (javascript)
fn <module>() [S3Client, GetObjectCommand^, s3^, handler]
  S3Client = import("@aws-sdk/client-s3").S3Client
  GetObjectCommand = import("@aws-sdk/client-s3").GetObjectCommand
  s3 = new S3Client({})
  exports.handler = handler = fn#1:handler
fn handler(event) [event, name]
  name = (event.name ?? "x")
  return s3*1.send(new GetObjectCommand*1({Bucket: @process.env.BUCKET, Key: text("in/", name)}))
"#);
}

#[test]
fn common_js() {
    insta::assert_snapshot!(lowered("m.js", r#"
const AWS = require('aws-sdk');
const { a, b: c = 1, ...rest } = require("./x");
exports.one = function (event, context, callback) { callback(null, event['id']); };
module.exports.two = () => exports.one(a, c, rest);
"#), @r#"
module m.js (javascript)
fn <module>() [AWS, a^, c^, rest^, %4]
  AWS = import("aws-sdk")
  %4 = import("./x")
  a = %4.a
  c = (%4.b ?? 1)
  rest = rest(%4, 0, ["a", "b"])
  exports.one = fn#1:one
  exports.two = fn#2:two
fn one(self this, event, context, callback) [this, event, context, callback]
  callback(null, event.id)
fn two() []
  return exports.one(a*1, c*1, rest*1)
"#);
}

#[test]
fn module_exports_as_a_whole() {
    insta::assert_snapshot!(lowered("m.js", r"
const handlers = module.exports;
module.exports = { run, get late() { return 1; } };
function run() { return handlers.run; }
this.ignored = 1;
"), @r"
module m.js (javascript)
fn <module>() [handlers^, run]
  run = fn#1:run
  handlers = exports
  exports = {run: run, late: fn#2:late()}
  1
fn run(self this) [this]
  return handlers*1.run
fn late(self this) [this]
  return 1
");
}
