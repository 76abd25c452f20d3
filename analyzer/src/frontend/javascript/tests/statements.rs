//! Statements.

use super::lowered;

#[test]
fn branches() {
    insta::assert_snapshot!(lowered("m.js", r"
if (a) { let x = 1; use(x); } else if (b) c(); else { d(); }
"), @r"
module m.js (javascript)
fn <module>() [x]
  if @a
    x = 1
    @use(x)
  else
    if @b
      @c()
    else
      @d()
");
}

#[test]
fn c_style_loop() {
    insta::assert_snapshot!(lowered("m.js", r"
for (let i = 0, n = list.length; i < n; i++) { if (skip) continue; use(list[i]); }
for (;;) { break; }
"), @r"
module m.js (javascript)
fn <module>() [i, n]
  i = 0
  n = @list.length
  loop
    if !(i <> n)
      break
    if @skip
      continue
    @use(@list[i])
  update
    i = unknown(Computed)
  loop
    break
");
}

#[test]
fn while_loops() {
    insta::assert_snapshot!(lowered("m.js", r"
while (more()) step();
do { step(); } while (more());
"), @r"
module m.js (javascript)
fn <module>() []
  loop
    if !@more()
      break
    @step()
  loop
    @step()
  update
    if !@more()
      break
");
}

#[test]
fn for_each() {
    insta::assert_snapshot!(lowered("m.js", r"
for (const { key, value = 1 } of items) use(key, value);
for (const k in object) { use(k); }
for (target.field of items) {}
for await (const page of pages()) use(page);
var v; for (v of items) use(v);
"), @r"
module m.js (javascript)
fn <module>() [v, key, value, %3, k, %5, page, %7]
  v = null
  for %3 of @items
    key = %3.key
    value = (%3.value ?? 1)
    @use(key, value)
  for k in @object
    @use(k)
  for %5 of @items
    @target.field = %5
  for page of @pages()
    @use(page)
  for %7 of @items
    v = %7
    @use(v)
");
}

#[test]
fn switch_statement() {
    insta::assert_snapshot!(lowered("m.js", r"
switch (event.httpMethod) {
  case 'GET': { get(); break; }
  case 'PUT':
  default: put(local); break;
  case other: const local = 1;
}
"), @r#"
module m.js (javascript)
fn <module>() [local]
  switch @event.httpMethod
  case "GET"
    @get()
    break
  case "PUT"
  default
    @put(local)
    break
  case @other
    local = 1
"#);
}

#[test]
fn try_statement() {
    insta::assert_snapshot!(lowered("m.js", r"
try { run(); } catch ({ name }) { if (name) throw new Error(name); } finally { done(); }
try { run(); } catch { }
"), @r"
module m.js (javascript)
fn <module>() [name, %1]
  try
    @run()
  catch %1
    name = %1.name
    if name
      throw new @Error(name)
  finally
    @done()
  try
    @run()
  catch
");
}

#[test]
fn labels() {
    insta::assert_snapshot!(lowered("m.js", r"
outer: for (const a of as) { for (const b of bs) { if (b) continue outer; break outer; } }
block: { if (x) break block; run(); }
while (true) { once: { if (x) break; if (y) continue; if (z) break once; } }
"), @r"
module m.js (javascript)
fn <module>() [a, b]
  for 'outer a of @as
    for b of @bs
      if b
        continue 'outer
      break 'outer
  loop 'block
    if @x
      break 'block
    @run()
    break 'block
  loop '%0
    if !true
      break
    loop 'once
      if @x
        break '%0
      if @y
        continue '%0
      if @z
        break 'once
      break 'once
");
}

#[test]
fn scopes() {
    insta::assert_snapshot!(lowered("m.js", r"
let x = 1;
{ let x = 2; use(x); function inner() { return x; } inner(); }
use(x, inner);
"), @r"
module m.js (javascript)
fn <module>() [x, x^, inner]
  x = 1
  inner = fn#1:inner
  x = 2
  @use(x)
  inner()
  @use(x, @inner)
fn inner(self this) [this]
  return x*1
");
}
