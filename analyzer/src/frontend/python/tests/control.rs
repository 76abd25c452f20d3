//! Compound statements.

use super::lowered;
use insta::assert_snapshot;

#[test]
fn branches() {
    assert_snapshot!(lowered(r#"
if a:
    f()
elif b:
    g()
else:
    h()
"#), @r#"
    fn <module>() []
      if @a
        @f()
      else
        if @b
          @g()
        else
          @h()
    "#);
}

#[test]
fn for_loops() {
    assert_snapshot!(lowered(r#"
for a, (b, *c) in d.items():
    f(a, b, c)
for self.x in y: pass
for z in 1, 2:
    continue
"#), @r#"
    fn <module>() [a, b, c, z, %4, %5, %6]
      for %4 of @d.items()
        a = %4[0]
        %5 = %4[1]
        b = %5[0]
        c = rest(%5, 1, [])
        @f(a, b, c)
      for %6 of @y
        @self.x = %6
      for z of [1, 2]
        continue
    "#);
}

#[test]
fn for_else() {
    assert_snapshot!(lowered(r#"
for a in b:
    f(a)
else:
    g()
for a in b:
    if a: break
else:
    g()
"#), @r#"
    fn <module>() [a]
      for a of @b
        @f(a)
      @g()
      for a of @b
        if a
          break
      if unknown(Computed)
        @g()
    "#);
}

#[test]
fn while_loops() {
    assert_snapshot!(lowered(r#"
while a:
    f()
else:
    g()
while True:
    if b: break
"#), @r#"
    fn <module>() []
      loop
        if @a
        else
          break
        @f()
      @g()
      loop
        if @b
          break
    "#);
}

#[test]
fn exceptions() {
    assert_snapshot!(lowered(r#"
try:
    f()
except client.exceptions.NotFound as e:
    g(e)
except (A, B):
    raise
except:
    raise X("s") from None
else:
    h()
finally:
    i()
"#), @r#"
    fn <module>() [e]
      try
        @f()
      catch e
        @g(e)
      catch
        throw
      catch
        throw @X("s")
      else
        @h()
      finally
        @i()
    "#);
}

#[test]
fn exception_groups() {
    assert_snapshot!(lowered(r#"
try:
    f()
except* A as group:
    g(group)
"#), @r#"
    fn <module>() [group]
      try
        @f()
      catch group
        @g(group)
    "#);
}

#[test]
fn context_managers() {
    assert_snapshot!(lowered(r#"
with a.batch_writer() as batch, open("f"):
    batch.put_item()
with (x as y, z as (p, q)):
    f()
async def g():
    async with session.client("s3") as s3:
        await s3.get_object()
"#), @r#"
    fn <module>() [batch, y, p, q, g, %5, %6, %7, %8, %9]
      %5 = @a.batch_writer()
      batch = enter(%5)
      try
        %6 = @open("f")
        enter(%6)
        try
          batch.put_item()
        finally
          exit(%6)
      finally
        exit(%5)
      %7 = @x
      y = enter(%7)
      try
        %8 = @z
        %9 = enter(%8)
        p = %9[0]
        q = %9[1]
        try
          @f()
        finally
          exit(%8)
      finally
        exit(%7)
      g = fn#1:g
    fn g() [s3, %1]
      %1 = @session.client("s3")
      s3 = enter(%1)
      try
        s3.get_object()
      finally
        exit(%1)
    "#);
}

#[test]
fn assertions() {
    assert_snapshot!(lowered(r#"
assert isinstance(a, B), "message"
"#), @r#"
    fn <module>() []
      if @isinstance(@a, @B)
      else
        throw "message"
    "#);
}

#[test]
fn returns() {
    assert_snapshot!(lowered(r#"
def f(x) -> "Table | None":
    if x: return
    return x
def g() -> dict:
    return x, y
def h() -> Iterator[T]:
    yield 1
    return x
"#), @r#"
    fn <module>() [f, g, h]
      f = fn#1:f
      g = fn#2:g
      h = fn#3:h
    fn f(x) [x]
      if x
        return
      return (x as @Table)
    fn g() []
      return [@x, @y]
    fn h() generator []
      yield 1
      return @x
    "#);
}

#[test]
fn main_block() {
    assert_snapshot!(lowered(r#"
if __name__ == "__main__":
    main()
"#), @r#"
    fn <module>() []
      if (@__name__ == "__main__")
        @main()
    "#);
}
