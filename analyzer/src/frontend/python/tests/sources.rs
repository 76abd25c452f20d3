//! Files that are unlike others: encodings, line ends, errors, hints.

use super::lowered;
use insta::assert_snapshot;

#[test]
fn line_ends_and_tabs() {
    assert_snapshot!(lowered("if a:\r\n\tf()\r\n\u{c}\r\ng()\r\n"), @r#"
    fn <module>() []
      if @a
        @f()
      @g()
    "#);
}

#[test]
fn byte_order_mark() {
    assert_snapshot!(lowered("\u{feff}f()\n"), @r#"
    fn <module>() []
      @f()
    "#);
}

#[test]
fn syntax_errors_leave_the_rest() {
    assert_snapshot!(lowered("def f(:\n    a(\nx = 1\ndef g():\n    return b\n"), @r#"
    fn <module>() [f]
      f = fn#1:f
    fn f() []
      return @b
    problem syntax-error: `)` is missing here
    problem syntax-error: this does not parse as Python 3
    "#);
}

#[test]
fn missing_tokens() {
    assert_snapshot!(lowered("x = (1\n"), @r#"
    fn <module>() []
      @x
      1
    problem syntax-error: this does not parse as Python 3
    "#);
}

#[test]
fn hints() {
    assert_snapshot!(lowered("# iam-tailor: resource s3 b\nf()  # iam-tailor:  ignore \n# other\n\"# iam-tailor: no\"\n"), @r#"
    fn <module>() []
      @f()
    hint 1: resource s3 b
    hint 2: ignore
    "#);
}
