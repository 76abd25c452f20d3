//! Control flow.

use super::body;

#[test]
fn branches_have_values() {
    let source = r#"
let a = if t { "x" } else { "y" };
let b = if t { f(); 1 } else if u { 2 } else { return 3 };
g(if t { h() } else { k(); 1 });
if t { p() }
if v { 1 } else { 2 }
"#;
    insta::assert_snapshot!(body(source), @r#"
    fn f() [a, b, %2]
      if @t
        a = "x"
      else
        a = "y"
      if @t
        f*1()
        b = 1
      else
        if @u
          b = 2
        else
          return 3
      @g(do { if @t;   %2 = @h(); else;   @k();   %2 = 1; %2 })
      if @t
        @p()
      if @v
        return 1
      else
        return 2
    "#);
}

#[test]
fn matches_are_branches() {
    let source = r#"
let a = match key.as_str() { "x" | "y" => 1, "z" if ok(key) => 2, other => other.len() };
match cmd {
    Cmd::Put { id, body: Body(b) } => put(id, b),
    Cmd::Get(id) if id.len() > 1 => get(id),
    Cmd::Many(first, ..) | Cmd::One(first) => one(first),
    Cmd::Stop => return,
    LIMIT => {}
    1..=9 => digit(),
    _ => unreachable!(),
}
"#;
    insta::assert_snapshot!(body(source), @r#"
    fn f() [a, %1, other, %3, id, b, id, first]
      %1 = @key.as_str()
      if ((%1 == "x") or (%1 == "y"))
        a = 1
      else
        if ((%1 == "z") and @ok(@key))
          a = 2
        else
          other = %1
          a = other.len()
      %3 = @cmd
      if ((%3 is @Cmd.Put) and (%3.body is @Body))
        id = %3.id
        b = %3.body.0
        return @put(id, b)
      else
        if ((%3 is @Cmd.Get) and do { id = %3.0; (id.len() <> 1) })
          return @get(id)
        else
          if ((%3 is @Cmd.Many) or (%3 is @Cmd.One))
            first = %3.0
            return @one(first)
          else
            if (%3 is @Cmd.Stop)
              return
            else
              if (%3 == @LIMIT)
              else
                if unknown(Computed)
                  return @digit()
                else
                  throw ""
    "#);
}

#[test]
fn options_and_results_in_patterns() {
    let source = r#"
match find(x) { Some(v) => v, None => 0 };
match load().await { Ok(Some(v)) => use_it(v), Ok(None) => 1, Err(Error::NotFound(e)) => e, Err(_) => 2 };
if let Some(n) = &opt { a(n) } else { b() }
if let Err(e) = save() { log(e) }
let Some(q) = opt else { return 1 };
let Ok((c, d)) = pair() else { panic!("no {}", x) };
"#;
    insta::assert_snapshot!(body(source), @r#"
    fn f() [%0, v, %2, v, e, %5, n, %7, e, %9, q, %11, c, d]
      %0 = @find(@x)
      if !(%0 == null)
        v = %0
        v
      else
        0
      %2 = @load()
      if (unknown(Computed) and !(%2 == null))
        v = %2
        @use_it(v)
      else
        if (unknown(Computed) and (%2 == null))
          1
        else
          if unknown(Computed)
            e = unknown(Computed)
            e
          else
            2
      %5 = @opt
      if !(%5 == null)
        n = %5
        @a(n)
      else
        @b()
      %7 = @save()
      if unknown(Computed)
        e = unknown(Computed)
        @log(e)
      %9 = @opt
      if !(%9 == null)
      else
        return 1
      q = %9
      %11 = @pair()
      if unknown(Computed)
      else
        throw text("no ", @x)
      c = %11[0]
      d = %11[1]
    "#);
}

#[test]
fn let_chains() {
    let source = r#"
if ready && let Some(a) = first() && let Some(b) = a.second() && b > 1 { f(a, b) }
while let Some(x) = stack.pop() && x > 1 { g(x) }
matches!(v, Some(x) if x > 1)
"#;
    insta::assert_snapshot!(body(source), @r#"
    fn f() [%0, a, %2, b, %4, x, %6, x]
      if (((@ready and do { %0 = @first(); !(%0 == null) }) and do { a = %0; %2 = a.second(); !(%2 == null) }) and do { b = %2; (b <> 1) })
        f*1(a, b)
      loop
        %4 = @stack.pop()
        if (!(%4 == null) and do { x = %4; (x <> 1) })
          @g(x)
        else
          break
      return do { %6 = @v; (!(%6 == null) and do { x = %6; (x <> 1) }) }
    "#);
}

#[test]
fn loops() {
    let source = r#"
let found = loop { if t { break 5; } step(); };
while more() { if skip { continue } }
'outer: for (i, item) in list.iter().enumerate() { for x in item { if x { continue 'outer; } else { break } } }
let v = 'done: { if a { break 'done 1; } for b in c { break; } 2 };
loop { 'inner: { if p { break 'inner } if q { break } continue } }
"#;
    insta::assert_snapshot!(body(source), @r#"
    fn f() [found, %1, i, item, x, v, b]
      loop
        if @t
          found = 5
          break
        @step()
      loop
        if @more()
          if @skip
            continue
        else
          break
      for 'outer %1 of @%iterated(@list.iter().enumerate())
        i = %1[0]
        item = %1[1]
        for x of @%iterated(item)
          if x
            continue 'outer
          else
            break
      loop 'done
        if @a
          v = 1
          break 'done
        for b of @%iterated(@c)
          break
        v = 2
        break 'done
      loop '%loop0
        loop 'inner
          if @p
            break 'inner
          if @q
            break '%loop0
          continue '%loop0
          break 'inner
    "#);
}

#[test]
fn patterns_take_values_apart() {
    let source = r#"
let (a, (b, _), ..) = t;
let [first, mid @ .., last] = list;
let Point { x, y: Wrapped(z), .. } = p;
let whole @ Some(inner) = opt else { return };
let &mut (ref c, mut d) = r;
if let [one, two] = parts.as_slice() { f(one, two) }
if let Kind::A(n) | Kind::B { n, .. } = k { g(n) }
let late;
late = 1;
"#;
    insta::assert_snapshot!(body(source), @r#"
    fn f() [%0, a, b, %3, first, mid, last, %7, x, z, %10, whole, inner, %13, c, d, %16, one, two, %19, n, late]
      %0 = @t
      a = %0[0]
      b = %0[1][0]
      %3 = @list
      first = %3[0]
      mid = rest(%3, 1, [])
      last = %3[-1]
      %7 = @p
      x = %7.x
      z = %7.y.0
      %10 = @opt
      if !(%10 == null)
      else
        return
      whole = %10
      inner = %10
      %13 = @r
      c = %13[0]
      d = %13[1]
      %16 = @parts.as_slice()
      if unknown(Computed)
        one = %16[0]
        two = %16[1]
        f*1(one, two)
      %19 = @k
      if ((%19 is @Kind.A) or (%19 is @Kind.B))
        n = ((%19 is @Kind.A) ? %19.0 : %19.n)
        @g(n)
      late = 1
    "#);
}

#[test]
fn many_branches_are_not_nested() {
    let arms: String = (0..40).map(|n| format!("{n} => f{n}(),\n")).collect();
    let text = body(&format!("match x {{ {arms} _ => g() }}"));
    assert!(
        text.contains("loop '%1") && text.lines().all(|line| !line.starts_with("        ")),
        "{text}"
    );
}
