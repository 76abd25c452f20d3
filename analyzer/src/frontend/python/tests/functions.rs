//! Functions and decorators.

use super::lowered;
use insta::assert_snapshot;

#[test]
fn parameters() {
    assert_snapshot!(lowered(r#"
def f(a, /, b: S3Client, c: "Optional[Table]" = None, *args: int, d, e=1, **kwargs): pass
def g(a, *, b): pass
"#), @r#"
    fn <module>() [f, g]
      f = fn#1:f
      g = fn#2:g
    fn f(a, b: @S3Client, c: @Table = null, *args, =d, =e = 1, **kwargs) [a, b, c, args, d, e, kwargs]
    fn g(a, =b) [a, b]
    "#);
}

#[test]
fn decorators_are_calls() {
    assert_snapshot!(lowered(r#"
@a
@b.c(1)
def f(): pass
"#), @r#"
    fn <module>() [f]
      f = @a(@b.c(1)(fn#1:f))
    fn f() []
    "#);
}

#[test]
fn defaults_are_read_outside() {
    assert_snapshot!(lowered(r#"
for b in bs:
    fs.append(lambda b=b: b)
"#), @r#"
    fn <module>() [b^]
      for b of @bs
        @fs.append(fn#1:<lambda>)
    fn <lambda>(b = b*1) [b]
      return b
    "#);
}

#[test]
fn old_parameters() {
    assert_snapshot!(lowered(r#"
def f((a, b), c): return a
print >>out, "x", f()
exec "code"
"#), @r#"
    fn <module>() [f]
      f = fn#1:f
      @out
      "x"
      f()
    fn f(%0, c) [%0, c, a, b]
      a = %0[0]
      b = %0[1]
      return a
    "#);
}
