//! Assignments.

use super::lowered;
use insta::assert_snapshot;

#[test]
fn chained() {
    assert_snapshot!(lowered(r#"
a = b.c = d[0] = v
"#), @r#"
    fn <module>() [a, %1]
      %1 = @v
      a = %1
      @b.c = %1
      @d[0] = %1
    "#);
}

#[test]
fn unpacking() {
    assert_snapshot!(lowered(r#"
a, b = v
(c, [d, e]), f.g = v
first, *middle, last = v
*start, end = v
"#), @r#"
    fn <module>() [a, b, c, d, e, first, middle, last, start, end, %10, %11, %12, %13, %14, %15]
      %10 = @v
      a = %10[0]
      b = %10[1]
      %11 = @v
      %12 = %11[0]
      c = %12[0]
      %13 = %12[1]
      d = %13[0]
      e = %13[1]
      @f.g = %11[1]
      %14 = @v
      first = %14[0]
      middle = rest(%14, 1, [])
      last = %14[-1]
      %15 = @v
      start = rest(%15, 0, [])
      end = %15[-1]
    "#);
}

#[test]
fn annotated() {
    assert_snapshot!(lowered(r#"
a: S3Client = v
b: int = v
c: S3Client
d.e: "Table" = v
"#), @r#"
    fn <module>() [a, b, c]
      a = (@v as @S3Client)
      b = @v
      @d.e = (@v as @Table)
    "#);
}

#[test]
fn augmented() {
    assert_snapshot!(lowered(r#"
a += 1
self.n += 2
f().x += "s"
d[k()] += 3
xs |= ys
names += ["n"]
params |= {"k": v}
"#), @r#"
    fn <module>() [a, xs, names, params, %4, %5]
      a = (a + 1)
      @self.n = (@self.n + 2)
      %4 = @f()
      %4.x = (%4.x + "s")
      %5 = @k()
      @d[%5] = (@d[%5] + 3)
      xs = (xs | @ys)
      names.extend(["n"])
      params.update({k: @v})
    "#);
}

#[test]
fn slices_and_tuples_as_index() {
    assert_snapshot!(lowered(r#"
x[1:2] = v
x[a, b] = v
del x
"#), @r#"
    fn <module>() []
      @x[unknown(Computed)] = @v
      @x[[@a, @b]] = @v
    "#);
}

#[test]
fn walrus() {
    assert_snapshot!(lowered(r#"
if (n := f()): g(n)
"#), @r#"
    fn <module>() [n]
      if n = @f()
        @g(n)
    "#);
}

#[test]
fn type_alias() {
    assert_snapshot!(lowered(r#"
type Client = S3Client
"#), @r#"
    fn <module>() [Client]
      Client = @S3Client
    "#);
}
