//! Functions.

use super::lowered;

#[test]
fn parameters() {
    insta::assert_snapshot!(lowered("m.js", r"
function f(a, b = a + 1, { c, d: { e = 2 } = {} }, [g, , ...h], ...rest) { return rest; }
"), @r"
module m.js (javascript)
fn <module>() [f]
  f = fn#1:f
fn f(self this, a, b = (a + 1), %3, %6, *rest) [this, a, b, %3, c, e, %6, g, h, rest]
  c = %3.c
  e = ((%3.d ?? {}).e ?? 2)
  g = %6[0]
  h = rest(%6, 2, [])
  return rest
");
}

#[test]
fn receivers_and_arrows() {
    insta::assert_snapshot!(lowered("m.js", r"
function outer() {
  const inner = () => this.x;
  return function () { return this.y; };
}
const top = () => this.z;
"), @r"
module m.js (javascript)
fn <module>() [outer, top]
  outer = fn#1:outer
  top = fn#4:top
fn outer(self this) [this^, inner]
  inner = fn#2:inner
  return fn#3:<closure>
fn inner() []
  return this*1.x
fn <closure>(self this) [this]
  return this.y
fn top() []
  return exports.z
");
}

#[test]
fn functions_that_see_themselves() {
    insta::assert_snapshot!(lowered("m.js", r"
const f = function fact(n) { return fact(n - 1); };
"), @r"
module m.js (javascript)
fn <module>() [f, fact^]
  f = fact = fn#1:fact
fn fact(self this, n) [this, n]
  return fact*1((n ? 1))
");
}

#[test]
fn hoisting() {
    insta::assert_snapshot!(lowered("m.js", r"
run();
function run() { v = 1; helper(); if (v) { var v; let v2; } function helper() {} }
var empty;
"), @r"
module m.js (javascript)
fn <module>() [empty, run]
  empty = null
  run = fn#1:run
  run()
fn run(self this) [this, v, helper, v2]
  v = null
  helper = fn#2:helper
  v = 1
  helper()
  if v
    v2 = null
fn helper(self this) [this]
");
}

#[test]
fn generators() {
    insta::assert_snapshot!(lowered("m.js", r"
function* all() { const x = yield 1; yield* more(); }
const o = { async *each() { yield; } };
"), @r"
module m.js (javascript)
fn <module>() [all, o]
  all = fn#1:all
  o = {each: fn#2:each}
fn all(self this) generator [this, x]
  x = yield 1
  yield* @more()
fn each(self this) generator [this]
  yield null
");
}

#[test]
fn implicit_globals() {
    insta::assert_snapshot!(lowered("m.js", r"
function set() { leaked = 1; }
set(leaked);
"), @r"
module m.js (javascript)
fn <module>() [set, leaked!]
  set = fn#1:set
  set(leaked)
fn set(self this) [this]
  leaked*1 = 1
");
}

#[test]
fn arguments_of_a_call() {
    insta::assert_snapshot!(lowered("m.js", r"
function f() { return g(...arguments, a, ...b); }
"), @r"
module m.js (javascript)
fn <module>() [f]
  f = fn#1:f
fn f(self this, *arguments) [this, arguments]
  return @g(*arguments, @a, *@b)
");
}
