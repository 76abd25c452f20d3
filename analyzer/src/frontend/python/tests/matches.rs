//! `match` statements.

use super::lowered;
use insta::assert_snapshot;

#[test]
fn literals_and_alternatives() {
    assert_snapshot!(lowered(r#"
match x:
    case 1 | -2 | "a":
        f()
    case None: g()
    case A.B: h()
    case _: i()
"#), @r#"
    fn <module>() [%0]
      %0 = @x
      if (((%0 == 1) or (%0 == -2)) or (%0 == "a"))
        @f()
      else
        if (%0 == null)
          @g()
        else
          if (%0 == @A.B)
            @h()
          else
            @i()
    "#);
}

#[test]
fn captures_and_guards() {
    assert_snapshot!(lowered(r#"
match x:
    case n if n > 1: f(n)
    case other: g(other)
"#), @r#"
    fn <module>() [n, other, %2]
      %2 = @x
      if do { n = %2; (n <> 1) }
        @f(n)
      else
        other = %2
        @g(other)
    "#);
}

#[test]
fn mappings() {
    assert_snapshot!(lowered(r#"
match event:
    case {"type": "put", "item": item, **rest}: f(item, rest)
    case {"a": {"b": [c]}}: g(c)
    case {}: h()
"#), @r#"
    fn <module>() [item, rest, c, %3]
      %3 = @event
      if ((("type" in %3) and (%3["type"] == "put")) and ("item" in %3))
        item = %3["item"]
        rest = rest(%3, 0, ["type", "item"])
        @f(item, rest)
      else
        if (("a" in %3) and (("b" in %3["a"]) and unknown(Computed)))
          c = %3["a"]["b"][0]
          @g(c)
        else
          if unknown(Computed)
            @h()
    "#);
}

#[test]
fn sequences() {
    assert_snapshot!(lowered(r#"
match x:
    case [a, *b, c]: f(a, b, c)
    case e, 1: h(e)
    case [_, *_]: i()
    case (d): g(d)
"#), @r#"
    fn <module>() [a, b, c, e, d, %5]
      %5 = @x
      if unknown(Computed)
        a = %5[0]
        b = rest(%5, 1, [])
        c = %5[-1]
        @f(a, b, c)
      else
        if (unknown(Computed) and (%5[1] == 1))
          e = %5[0]
          @h(e)
        else
          if unknown(Computed)
            @i()
          else
            d = %5
            @g(d)
    "#);
}

#[test]
fn classes() {
    assert_snapshot!(lowered(r#"
match x:
    case str(s): f(s)
    case m.Point(a, y=0, z=_): g(a)
    case Put() as p: h(p)
"#), @r#"
    fn <module>() [s, a, p, %3]
      %3 = @x
      if (%3 is @str)
        s = %3
        @f(s)
      else
        if ((%3 is @m.Point) and (%3.y == 0))
          a = %3[0]
          @g(a)
        else
          if (%3 is @Put)
            p = %3
            @h(p)
    "#);
}

#[test]
fn several_subjects_and_binding_alternatives() {
    assert_snapshot!(lowered(r#"
match a, b:
    case (1, c) | (c, 1): f(c)
"#), @r#"
    fn <module>() [c, %1]
      %1 = [@a, @b]
      if ((unknown(Computed) and (%1[0] == 1)) or (unknown(Computed) and (%1[1] == 1)))
        if unknown(Computed)
          c = %1[1]
        else
          c = %1[0]
        @f(c)
    "#);
}
