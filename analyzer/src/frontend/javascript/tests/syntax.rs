//! Texts that do not parse, or only nearly.

use super::lowered;

#[test]
fn syntax_that_the_grammar_does_not_know() {
    insta::assert_snapshot!(lowered("m.ts", r"
export type * from './types';
const real = await load<typeof import('./real')>();
class A { accessor x = 1; static accessor y = 2; }
for (using handle of handles) use(handle);
export { data } from './data.json' with { type: 'json' };
"), @r#"
module m.ts (typescript)
fn <module>() [real, A, handle]
  exports.data = import("./data.json").data
  real = @load()
  A = class A() init fn#1 {}
  A.y = 2
  for handle of @handles
    @use(handle)
fn A.<fields>(self this) [this]
  this.x = 1
"#);
}

#[test]
fn syntax_errors_leave_the_rest() {
    insta::assert_snapshot!(lowered("m.js", r"
const a = 1;
const = ;
function f() { return a; }
exports.f = f;
"), @r"
module m.js (javascript)
fn <module>() [a^, f]
  f = fn#1:f
  a = 1
  exports.f = f
fn f(self this) [this]
  return a*1
problem syntax-error: the code does not parse at `const =`; what follows may be misread
");
}

#[test]
fn errors_in_types_do_not_count() {
    insta::assert_snapshot!(lowered("m.ts", r"
interface A { x: = ; }
export const a = 1;
"), @r"
module m.ts (typescript)
fn <module>() [a]
  exports.a = a = 1
");
}
