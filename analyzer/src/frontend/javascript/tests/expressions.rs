//! Expressions.

use super::lowered;

#[test]
fn destructuring_assignment() {
    insta::assert_snapshot!(lowered("m.js", r"
let a, b, rest;
[a, b = 1, ...rest] = list;
({ a, ['k']: b, [key]: rest.x, ...rest } = object);
use([a] = pair);
"), @r#"
module m.js (javascript)
fn <module>() [a, b, rest, %3, %4, %5]
  a = null
  b = null
  rest = null
  %3 = @list
  a = %3[0]
  b = (%3[1] ?? 1)
  rest = rest(%3, 2, [])
  do { %4 = @object; a = %4.a; b = %4.k; rest.x = %4[@key]; rest = rest(%4, 0, ["a", "k"]); %4 }
  @use(do { %5 = @pair; a = %5[0]; %5 })
"#);
}

#[test]
fn operators() {
    insta::assert_snapshot!(lowered("m.js", r"
use(a + b, a - b, a === b, a != b, a < b, 'k' in o, x instanceof Y, !a, -1, -a, +a, ~a, typeof a, void 0);
use(a || b, a && b, a ?? b, a ? b : c, (a, b));
"), @r#"
module m.js (javascript)
fn <module>() []
  @use((@a + @b), (@a ? @b), (@a == @b), (@a != @b), (@a <> @b), ("k" in @o), (@x is @Y), !@a, -1, do { @a; unknown(Computed) }, do { @a; unknown(Computed) }, do { @a; unknown(Computed) }, @%typeof(@a), null)
  @use((@a or @b), (@a and @b), (@a ?? @b), (@a ? @b : @c), do { @a; @b })
"#);
}

#[test]
fn updates() {
    insta::assert_snapshot!(lowered("m.js", r"
let n = 0;
n++; --o.n; o.a.b += 1; o[key] ??= make(); n ||= 2; n &&= 3; this.x ^= 1;
"), @r"
module m.js (javascript)
fn <module>() [n, %1, %2]
  n = 0
  n = unknown(Computed)
  @o.n = unknown(Computed)
  do { %1 = @o.a; %1.b = (%1.b + 1) }
  do { %2 = @key; @o[%2] = (@o[%2] ?? @make()) }
  n = (n or 2)
  n = (n and 3)
  exports.x = (exports.x ? 1)
");
}

#[test]
fn members_and_chains() {
    insta::assert_snapshot!(lowered("m.js", r"
use(a.b, a['c'], a[0], a['0'], a?.b?.[c]?.(d), a[`t`], a.#p, new A(1).b, new A, new ns.B());
"), @r#"
module m.js (javascript)
fn <module>() []
  @use(@a.b, @a.c, @a[0], @a["0"], @a.b[@c](@d), @a.t, @a.#p, new @A(1).b, new @A(), new @ns.B())
"#);
}

#[test]
fn literals() {
    insta::assert_snapshot!(lowered("m.js", r#"
use('a\n\x41\u{1F600}\
b', "it's", `x${a}y${`in ${b}`}`, `plain`, 0x10, 0b11, 0o17, 017, 1_000, 1e3, 1.50, 10n, .5, /a"b/g, null, undefined, true);
"#), @r#"
module m.js (javascript)
fn <module>() []
  @use("a\nA😀b", "it's", text("x", @a, "y", text("in ", @b)), "plain", 16, 3, 15, 15, 1000, 1000, 1.50, 10, .5, "a\"b", null, null, true)
"#);
}

#[test]
fn objects() {
    insta::assert_snapshot!(lowered("m.js", r"
use({ a, b: 1, 'c d': 2, 3: 3, ['e']: 4, [f]: 5, g() {}, async h() {}, get i() { return 1; }, set i(v) {}, ...rest });
"), @r"
module m.js (javascript)
fn <module>() []
  @use({a: @a, b: 1, c d: 2, 3: 3, e: 4, [@f]: 5, g: fn#1:g, h: fn#2:h, i: fn#3:i(), *@rest})
fn g(self this) [this]
fn h(self this) [this]
fn i(self this) [this]
  return 1
fn i(self this, v) [this, v]
");
}

#[test]
fn lists() {
    insta::assert_snapshot!(lowered("m.js", r"
use([1, , ...more, 2], [], [,]);
"), @r"
module m.js (javascript)
fn <module>() []
  @use([1, null, *@more, 2], [], [null])
");
}

#[test]
fn templates_with_a_tag() {
    insta::assert_snapshot!(lowered("m.js", r"
gql`query ${name} { ${fields} }`;
"), @r#"
module m.js (javascript)
fn <module>() []
  @gql(["query ", " { ", " }"], @name, @fields)
"#);
}

#[test]
fn await_and_parentheses() {
    insta::assert_snapshot!(lowered("m.js", r"
const x = await (await get()).json();
delete x.y.z;
"), @r"
module m.js (javascript)
fn <module>() [x]
  x = @get().json()
  do { x.y.z = null; true }
");
}

#[test]
fn markup() {
    insta::assert_snapshot!(lowered("m.jsx", r#"
const view = <Page title="x" onClick={() => run()} {...props}><b>{load(1)}</b>text{/* no */}</Page>;
"#), @r"
module m.jsx (javascript)
fn <module>() [view]
  view = do { fn#1:<closure>; @props; @load(1); unknown(External) }
fn <closure>() []
  return @run()
");
}

#[test]
fn compiled_code_reads_like_its_source() {
    insta::assert_snapshot!(lowered("m.js", r#"
var __importDefault = (this && this.__importDefault) || function (m) { return m; };
const db_1 = __importDefault(require("./db"));
const other = __importStar(make());
__exportStar(require("./more"), exports);
function run(k) { return __awaiter(this, void 0, void 0, function* () { const x = yield db_1.default.get(k); return __assign(__assign({}, x), { k }); }); }
"#), @r#"
module m.js (javascript)
fn <module>() [__importDefault, db_1^, other, run]
  run = fn#1:run
  __importDefault = ((exports and exports.__importDefault) or fn#3:<closure>)
  db_1 = import("./db")
  other = {default: @make(), *@make()}
  @%export_star(exports, import("./more"))
fn run(self this, k) [this, k^]
  return fn#2:<closure>.call(this)
fn <closure>(self this) [this, x]
  x = db_1*2.default.get(k*1)
  return {*{*{}, *x}, *{k: k*1}}
fn <closure>(self this, m) [this, m]
  return m
"#);
}

#[test]
fn bundled_code_reads_like_its_source() {
    insta::assert_snapshot!(lowered("m.js", r#"
var src_exports = {};
__export(src_exports, { handler: () => handler, other: () => lib.other });
module.exports = __toCommonJS(src_exports);
var lib = __toESM(require("./lib"));
var handler = async () => {};
0 && (module.exports = { handler });
"#), @r#"
module m.js (javascript)
fn <module>() [src_exports, lib, handler]
  src_exports = {}
  do { src_exports.handler = handler; src_exports.other = lib.other; null }
  exports = src_exports
  lib = import("./lib")
  src_exports.handler = handler = fn#1:handler
  0
fn handler() []
"#);
}

#[test]
fn await_before_parentheses() {
    insta::assert_snapshot!(lowered("m.js", r"
async function f() { return await (x ?? y); }
"), @r"
module m.js (javascript)
fn <module>() [f]
  f = fn#1:f
fn f(self this) [this]
  return (@x ?? @y)
");
}
