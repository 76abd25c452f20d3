//! Imports and exports.

use super::lowered;

#[test]
fn imports_are_bound_at_the_start() {
    insta::assert_snapshot!(lowered("m.js", r"
use(a, b, all, def);
import def, { a, c as b, default as d } from './m';
import * as all from './all';
import './side';
import data from './data.json' with { type: 'json' };
"), @r#"
module m.js (javascript)
fn <module>() [def, a, b, d, all, data]
  def = import("./m").default
  a = import("./m").a
  b = import("./m").c
  d = import("./m").default
  all = import("./all")
  import("./side")
  data = import("./data.json").default
  @use(a, b, all, def)
"#);
}

#[test]
fn exports_follow_their_variables() {
    insta::assert_snapshot!(lowered("m.js", r"
export let count = 1;
export const { a, b: [c] } = make();
export function up() { count = 2; }
export class K {}
const local = 5;
export { local as renamed, local as default };
"), @r"
module m.js (javascript)
fn <module>() [count!, a, c, up, K, local, %6]
  exports.up = up = fn#1:up
  exports.count = count = 1
  %6 = @make()
  exports.a = a = %6.a
  exports.c = c = %6.b[0]
  exports.K = K = class K() {}
  exports.default = exports.renamed = local = 5
fn up(self this) [this]
  exports.count = count*1 = 2
");
}

#[test]
fn default_exports_of_all_kinds() {
    insta::assert_snapshot!(lowered("m.js", r"
export default async (event) => event;
"), @r"
module m.js (javascript)
fn <module>() []
  exports.default = fn#1:default
fn default(event) [event]
  return event
");
}

#[test]
fn a_default_function_is_hoisted() {
    insta::assert_snapshot!(lowered("m.js", r"
register(run);
export default function run() {}
"), @r"
module m.js (javascript)
fn <module>() [run]
  exports.default = run = fn#1:run
  @register(run)
fn run(self this) [this]
");
}

#[test]
fn re_exports() {
    insta::assert_snapshot!(lowered("m.js", r"
export { x, y as z, default } from './m';
export * from './all';
export * as ns from './ns';
export { default as named } from './d';
"), @r#"
module m.js (javascript)
fn <module>() []
  exports.x = import("./m").x
  exports.z = import("./m").y
  exports.default = import("./m").default
  @%export_star(exports, import("./all"))
  exports.ns = import("./ns")
  exports.named = import("./d").default
"#);
}

#[test]
fn re_export_of_an_import() {
    insta::assert_snapshot!(lowered("m.js", r"
import { S3Client } from '@aws-sdk/client-s3';
export { S3Client };
"), @r#"
module m.js (javascript)
fn <module>() [S3Client]
  exports.S3Client = S3Client = import("@aws-sdk/client-s3").S3Client
"#);
}

#[test]
fn dynamic_and_conditional_loading() {
    insta::assert_snapshot!(lowered("m.js", r"
const a = await import('./a');
const b = require(`./b`);
const c = require('./dir/' + name);
if (flag) { exports.late = require('./late').late; }
import('./x').then((m) => m.run());
"), @r#"
module m.js (javascript)
fn <module>() [a, b, c]
  a = import("./a")
  b = import("./b")
  c = @require(("./dir/" + @name))
  if @flag
    exports.late = import("./late").late
  import("./x").then(fn#1:<closure>)
fn <closure>(m) [m]
  return m.run()
"#);
}

#[test]
fn common_js_forms() {
    insta::assert_snapshot!(lowered("m.js", r"
exports.a = exports.b = 1;
module.exports.c = () => this.a;
module['exports']['d'] = exports.a;
exports = module.exports = { e: 1 };
Object.defineProperty(exports, 'f', { enumerable: true, get: function () { return lazy.f; } });
"), @r"
module m.js (javascript)
fn <module>() []
  exports.a = exports.b = 1
  exports.c = fn#1:c
  exports.d = exports.a
  exports = {e: 1}
  exports.f = fn#2:<closure>()
fn c() []
  return exports.a
fn <closure>(self this) [this]
  return @lazy.f
");
}

#[test]
fn declared_names_are_no_module_variables() {
    insta::assert_snapshot!(lowered("m.js", r"
(function (module, exports, require) {
  exports.a = require('./a');
  module.exports = {};
})(m, m.exports, load);
"), @r#"
module m.js (javascript)
fn <module>() []
  fn#1:<closure>(@m, @m.exports, @load)
fn <closure>(self this, module, exports, require) [this, module, exports, require]
  exports.a = require("./a")
  module.exports = {}
"#);
}

#[test]
fn created_require() {
    insta::assert_snapshot!(lowered("m.js", r"
import { createRequire } from 'module';
const require = createRequire(import.meta.url);
const a = require('./a');
"), @r#"
module m.js (javascript)
fn <module>() [createRequire, a]
  createRequire = import("module").createRequire
  a = import("./a")
"#);
}

#[test]
fn json() {
    insta::assert_snapshot!(lowered("m.json", r#"
{ "table": "orders", "sizes": [1, 2.5, -3], "on": true, "none": null }
"#), @r#"
module m.json (javascript)
fn <module>() []
  exports = {table: "orders", sizes: [1, 2.5, -3], on: true, none: null}
"#);
}
