//! Macro calls.

use super::body;

#[test]
fn format_strings_are_text() {
    let source = r#"
let a = format!("{}/{name}-{0}.{ext}", key(), ext = "json");
let b = format!("{:?} {n:04} {{}} {x:>w$}", v);
let c = format!("plain");
println!("{}", call());
write!(f, "{}", self.0)?;
panic!("{a}");
"#;
    insta::assert_snapshot!(body(source), @r#"
    fn f() [a, b, c]
      a = text(@key(), "/", @name, "-", @key(), ".", "json")
      b = text(do { @v; unknown(Computed) }, " ", do { @n; unknown(Computed) }, " {} ", do { @x; unknown(Computed) })
      c = text("plain")
      text(@call())
      f*1.write_fmt(text(@self.0))
      throw text(a)
    "#);
}

#[test]
fn errors_leave() {
    let source = r#"
let e = anyhow!("bad {x}");
ensure!(n > 1, "n is {}", compute(n));
if t { bail!("no {}", why()) }
let r = f().map_err(|e| anyhow::anyhow!(e))?;
let v = match x { 1 => 2, _ => bail!("x") };
todo!()
"#;
    insta::assert_snapshot!(body(source), @r#"
    fn f() [e, r, v, %3]
      e = text("bad ", @x)
      if (@n <> 1)
      else
        @compute(@n)
        return null
      if @t
        @why()
        return null
      r = f*1().map_err(fn#2:<closure>)
      %3 = @x
      if (%3 == 1)
        v = 2
      else
        return null
      throw ""
    fn <closure>(e) [e]
      return e
    "#);
}

#[test]
fn log_macros_only_evaluate() {
    let source = r#"
info!(target: "app", key = %val, other = ?compute(), "got {x}", more());
tracing::error!("plain {}", x);
warn!(?e, a.b = load().await, "x");
debug!(parent: &span, count = n, "y");
let span = info_span!("s", id = make());
assert_eq!(a(), b, "text {}", c);
dbg!(d())
"#;
    insta::assert_snapshot!(body(source), @r#"
    fn f() [span]
      @compute()
      @more()
      @load()
      span = do { @make(); null }
      @a()
      return @d()
    "#);
}

#[test]
fn literals_of_collections() {
    let source = r#"
vec![1, a(), x];
vec![b(); 3];
json!({"a": [1, null, {"b": x.y}], key(): format!("{n}"), "t": Vec::<A, B>::new(), "s": if t { 1 } else { 2 }});
json!(value);
hashmap!{ "k" => v(), key => 2 };
doc! { "x": 1, "y": { "$in": list } };
concat!("a", "b")
"#;
    insta::assert_snapshot!(body(source), @r#"
    fn f() []
      [1, @a(), @x]
      [@b()]
      {a: [1, null, {b: @x.y}], [@key()]: text(@n), t: @Vec.new(), s: (@t ? 1 : 2)}
      @value
      {k: @v(), [@key]: 2}
      {x: 1, y: {$in: @list}}
      return text("a", "b")
    "#);
}

#[test]
fn waiting_for_several() {
    let source = r#"
let (a, b) = tokio::join!(f(), g());
let c = futures::try_join!(h(x), async { k() })?;
let d = tokio::select! {
    biased;
    Some(v) = rx.recv(), if open => v.send().await,
    _ = stop() => { cleanup(); 1 }
    else => 2,
};
"#;
    insta::assert_snapshot!(body(source), @r#"
    fn f() [%0, a, b, c, %4, %5, %6, v, d]
      %0 = [f*1(), @g()]
      a = %0[0]
      b = %0[1]
      c = [@h(@x), fn#2:<async>()]
      d = do { %5 = @rx.recv(); %6 = @stop(); if unknown(Computed);   v = %5;   %4 = v.send(); if unknown(Computed);   @cleanup();   %4 = 1; if unknown(Computed);   %4 = 2; %4 }
    fn <async>() []
      return @k()
    "#);
}

#[test]
fn streams_are_generators() {
    let source = r#"
let s = stream! { for x in list { yield fetch(x).await; } };
"#;
    insta::assert_snapshot!(body(source), @r#"
    fn f() [s]
      s = fn#2:<stream>()
    fn <stream>() generator [x]
      for x of @%iterated(@list)
        yield @fetch(x)
    "#);
}

#[test]
fn other_macros_are_evaluated_as_far_as_they_can_be_read() {
    let source = r#"
sqlx::query!("select 1", id());
retry!(client.put().send().await, 3);
scoped! { let x = f(); x.g(); }
mapped! { a => b(), c }
odd!(x -> y.send(), z);
let e = env!("TABLE");
let t = include_str!("x.txt");
"#;
    insta::assert_snapshot!(body(source), @r#"
    fn f() [x, e, t]
      @query!("select 1", @id())
      @retry!(@client.put().send(), 3)
      do { x = f*1(); x.g(); unknown(External) }
      @mapped!(@a, @b(), @c)
      @odd!(@y.send(), @z)
      e = unknown(Computed)
      t = unknown(Computed)
    "#);
}
