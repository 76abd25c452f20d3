//! String literals.

use super::lowered;
use insta::assert_snapshot;

#[test]
fn escapes() {
    assert_snapshot!(lowered(r#"
f('a\n\x41\u00e9\101\'', r'\n', b'\x00\q', '''a\
b''', '\N{BULLET}', '\ud83d', u'x')
"#), @r#"
    fn <module>() []
      @f("a\nAéA'", "\\n", "\0\\q", "ab", "�", "�", "x")
    "#);
}

#[test]
fn concatenation() {
    assert_snapshot!(lowered(r#"
f("a" 'b' """c""")
f("a" f"{b}" r"\c")
"#), @r#"
    fn <module>() []
      @f("abc")
      @f(text("a", @b, "\\c"))
    "#);
}

#[test]
fn interpolation() {
    assert_snapshot!(lowered(r#"
f(f"{a}/{b.c!r:>{w}}{{x}}", f"", f"plain", f"{a=}", rf"\{a}")
f(f"{a['k']} {f"{b}"}")
"#), @r#"
    fn <module>() []
      @f(text(@a, "/", @b.c, "{x}"), "", "plain", text("a=", @a), text("\\", @a))
      @f(text(@a["k"], " ", text(@b)))
    "#);
}

#[test]
fn formatting() {
    assert_snapshot!(lowered(r#"
"%s/%d" % (a, b)
"{}".format(a)
"a" + b
"#), @r#"
    fn <module>() []
      ("%s/%d" % [@a, @b])
      "{}".format(@a)
      ("a" + @b)
    "#);
}
