//! Expressions.

use super::body;

#[test]
fn calls_fields_and_indices() {
    let source = r#"
client.put_item().table_name(&table).send().await?.output;
(self.make)(1)(2);
a.0.1;
list[0];
&text[2..];
&text[..n];
&text[1..=3];
&text[..];
0..n;
Foo::<u8>::make::<u8>(x as u8)
"#;
    insta::assert_snapshot!(body(source), @r#"
    fn f() []
      @client.put_item().table_name(@table).send().output
      @self.make(1)(2)
      @a.0.1
      @list[0]
      @%slice(@text, 2, null)
      @%slice(@text, null, @n)
      @%slice(@text, 1, unknown(Computed))
      @text
      @%range(0, @n)
      return @Foo.make(@x)
    "#);
}

#[test]
fn options_and_results() {
    let source = r#"
let a = Some(1);
let b: Option<u8> = None;
let c = Ok::<_, Error>(x);
let d = Err("no");
let e = Err(make(1));
let f = list.map(Some);
let g = Option::Some(2);
let h = ();
Ok(())
"#;
    insta::assert_snapshot!(body(source), @r#"
    fn f() [a, b, c, d, e, f, g, h]
      a = 1
      b = null
      c = @x
      d = null
      e = do { @make(1); null }
      f = @list.map(@%unit(@Some))
      g = 2
      h = null
      return null
    "#);
}

#[test]
fn operators() {
    let source = r#"
a + "b" + &c;
a - b * c % d | e;
a == b && c != d || !(e < f);
-1;
-x;
*a = 1;
a += "x";
self.count += 1;
map["k"] = v;
*map.entry(k).or_insert(0) += 1;
(a, self.b) = pair();
[a, _] = two();
"#;
    insta::assert_snapshot!(body(source), @r#"
    fn f() [%0, %1]
      ((@a + "b") + @c)
      ((@a ? ((@b ? @c) ? @d)) ? @e)
      (((@a == @b) and (@c != @d)) or !(@e <> f*1))
      -1
      do { @x; unknown(Computed) }
      a*1 = 1
      a*1 = (a*1 + "x")
      @self.count = (@self.count + 1)
      @map["k"] = @v
      (@map.entry(@k).or_insert(0) + 1)
      do { %0 = @pair(); a*1 = %0[0]; @self.b = %0[1]; null }
      do { %1 = @two(); a*1 = %1[0]; null }
    "#);
}

#[test]
fn literals() {
    let source = r##"
["text", r#"ra"w"#, "a\nb\u{e9}"];
[b"bytes", c"c"];
['c', b'b', 1_000u64, 0xff, 1.5e3, true];
[0u8; 16];
(1, "two")
"##;
    insta::assert_snapshot!(body(source), @r#"
    fn f() []
      ["text", "ra\"w", "a\nbé"]
      ["bytes", "c"]
      ["c", 98, 1000, 255, 1.5e3, true]
      [0]
      return [1, "two"]
    "#);
}

#[test]
fn closures_and_async_blocks() {
    let source = r#"
let add = |a: u8, (b, c)| a + b + c;
let client = make();
tokio::spawn(async move { client.send().await?; return 1; });
list.iter().map(|x| { let y = x; y }).collect::<Vec<_>>();
let r = try_it(|| async { Ok(client) });
let s = async |x| x;
unsafe { raw() }
"#;
    insta::assert_snapshot!(body(source), @r#"
    fn f() [add, client^, r, s]
      add = fn#2:<closure>
      client = @make()
      import("tokio").spawn(fn#3:<async>())
      @list.iter().map(fn#4:<closure>).collect()
      r = @try_it(fn#5:<closure>)
      s = fn#7:<closure>
      return @raw()
    fn <closure>(a, %1) [a, %1, b, c]
      b = %1[0]
      c = %1[1]
      return ((a + b) + c)
    fn <async>() []
      client*1.send()
      return 1
    fn <closure>(x) [x, y]
      y = x
      return y
    fn <closure>() []
      return fn#6:<async>()
    fn <async>() []
      return client*2
    fn <closure>(x) [x]
      return x
    "#);
}

#[test]
fn shadowing_makes_new_variables() {
    let source = r#"
let x = 1;
let x = x + 1;
let f = || x;
let x = if x > 1 { let y = x; y } else { 0 };
{ let x = 2; g(x) }
x
"#;
    insta::assert_snapshot!(body(source), @r#"
    fn f() [x, x^, f, x, y, x]
      x = 1
      x = (x + 1)
      f = fn#2:<closure>
      if (x <> 1)
        y = x
        x = y
      else
        x = 0
      x = 2
      @g(x)
      return x
    fn <closure>() []
      return x*1
    "#);
}
