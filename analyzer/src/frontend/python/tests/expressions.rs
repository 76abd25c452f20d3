//! Expressions.

use super::lowered;
use insta::assert_snapshot;

#[test]
fn constants() {
    assert_snapshot!(lowered(r#"
f(None, True, False, 1_000, 0x10, 1.5, -1, 2j, ...)
"#), @r#"
    fn <module>() []
      @f(null, true, false, 1000, 16, 1.5, -1, 2j, unknown(Computed))
    "#);
}

#[test]
fn operators() {
    assert_snapshot!(lowered(r#"
a + b - c % d | e
not a
~a
a @ b
"#), @r#"
    fn <module>() []
      (((@a + @b) ? (@c % @d)) | @e)
      !@a
      (0 ? @a)
      (@a ? @b)
    "#);
}

#[test]
fn boolean_operators() {
    assert_snapshot!(lowered(r#"
a or b and not c
"#), @r#"
    fn <module>() []
      (@a or (@b and !@c))
    "#);
}

#[test]
fn comparisons() {
    assert_snapshot!(lowered(r#"
a == b
a is not b
a not in b
a < b() < c
"#), @r#"
    fn <module>() [%0]
      (@a == @b)
      (@a != @b)
      !(@a in @b)
      ((@a <> %0 = @b()) and (%0 <> @c))
    "#);
}

#[test]
fn conditional() {
    assert_snapshot!(lowered(r#"
x = a if b else c
"#), @r#"
    fn <module>() [x]
      x = (@b ? @a : @c)
    "#);
}

#[test]
fn subscripts() {
    assert_snapshot!(lowered(r#"
a["k"]
a[0]
a[1:]
a[:2]
a[-2:]
a[1:2:3]
a[b, 1]
a[:]
"#), @r#"
    fn <module>() []
      @a["k"]
      @a[0]
      rest(@a, 1, [])
      @%slice(@a, null, 2)
      @%slice(@a, -2, null)
      @%slice(@a, 1, 2, 3)
      @a[[@b, 1]]
      @%slice(@a, null, null)
    "#);
}

#[test]
fn displays() {
    assert_snapshot!(lowered(r#"
[1, *a]
(1,)
()
{1, 2}
{"k": v, f(): w, **x, "a" "b": 1}
"#), @r#"
    fn <module>() []
      [1, *@a]
      [1]
      []
      [1, 2]
      {k: @v, [@f()]: @w, *@x, ab: 1}
    "#);
}

#[test]
fn calls() {
    assert_snapshot!(lowered(r#"
f(1, *a, k=2, **b)
f(x for x in y)
f(g)(h).m()
"#), @r#"
    fn <module>() [%0, %1]
      @f(1, *@a, k=2, **@b)
      @f(do { %0 = []; for %1 of @y;   append(%0, %1); %0 })
      @f(@g)(@h).m()
    "#);
}

#[test]
fn comprehensions() {
    assert_snapshot!(lowered(r#"
a = [f(x) for x in xs if x]
b = {k: v for k, v in p}
c = {x for x in xs}
d = sum(x * y for x in xs for y in x if y if x)
"#), @r#"
    fn <module>() [a, b, c, d, %4, %5, %6, %7, %8, %9, %10, %11, %12, %13, %14]
      a = do { %4 = []; for %5 of @xs;   if %5;     append(%4, @f(%5)); %4 }
      b = do { %6 = {}; for %9 of @p;   %7 = %9[0];   %8 = %9[1];   %6[%7] = %8; %6 }
      c = do { %10 = []; for %11 of @xs;   append(%10, %11); %10 }
      d = @sum(do { %12 = []; for %13 of @xs;   for %14 of %13;     if %14;       if %13;         append(%12, (%13 ? %14)); %12 })
    "#);
}

#[test]
fn generators() {
    assert_snapshot!(lowered(r#"
def f():
    x = yield 1
    yield from g()
    yield
"#), @r#"
    fn <module>() [f]
      f = fn#1:f
    fn f() generator [x]
      x = yield 1
      yield* @g()
      yield null
    "#);
}

#[test]
fn awaits() {
    assert_snapshot!(lowered(r#"
async def f():
    async for x in y:
        await g(await x)
    return [z async for z in w]
"#), @r#"
    fn <module>() [f]
      f = fn#1:f
    fn f() [x, %1, z]
      for x of @y
        @g(x)
      return do { %1 = []; for z of @w;   append(%1, z); %1 }
    "#);
}

#[test]
fn constructors_have_one_name() {
    assert_snapshot!(lowered(r#"
Base.__init__(self, 1)
"#), @r#"
    fn <module>() []
      @Base.constructor(@self, 1)
    "#);
}
