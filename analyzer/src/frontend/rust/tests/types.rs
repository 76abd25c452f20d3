//! What declared types say: parameters, `let`, generic parameters.

use super::lowered;

#[test]
fn parameters_have_the_type_behind_pointers() {
    let source = r#"
struct App;
trait Store {}
impl App {
    fn f(self: Arc<Self>, a: &mut App, b: Arc<Mutex<App>>, c: Option<&Self>, d: &str, e: Vec<App>, mut f: crate::m::X) {}
}
fn g<T: Store + Send, U>(t: T, u: &U, d: Box<dyn Store>, i: impl Store + 'static, c: impl Fn(u8) -> u8, n: T)
where U: Store {}
fn h(State(app): State<Arc<App>>, Extension(x): Extension<aws_sdk_s3::Client>, Json(body): Json<Body>, (a, b): (u8, u8), _: u8) {}
fn k(LambdaEvent { payload, .. }: LambdaEvent<Order>) { let c: aws_sdk_s3::Client = make(); let n: u8 = 1; let (x, y): (u8, u8) = z; }
"#;
    insta::assert_snapshot!(lowered(source), @r#"
    fn <module>() [App^, Store^, g, h, k]
      App = class App() {}
      Store = class Store() {}
      g = fn#1:g
      h = fn#2:h
      k = fn#3:k
      extend App {f: fn#4:App.f}
    fn g(t: implementors(Store*1), u: implementors(Store*1), d: implementors(Store*1), i: implementors(Store*1), c, n: implementors(Store*1)) [t, u, d, i, c, n]
    fn h(app: App*1, x: import("aws_sdk_s3").Client, body: @Body, %3, %6) [app, x, body, %3, a, b, %6]
      a = %3[0]
      b = %3[1]
    fn k(%0: @LambdaEvent) [%0, payload, c, n, %4, x, y]
      payload = %0.payload
      c = (@make() as import("aws_sdk_s3").Client)
      n = 1
      %4 = @z
      x = %4[0]
      y = %4[1]
    fn App.f(self self, a: App*1, b: App*1, c: App*1, d, e, f: import("crate").m.X) [self, a, b, c, d, e, f]
    "#);
}

#[test]
fn type_parameters_are_whatever_implements_their_traits() {
    let source = r#"
trait A { fn a(); }
trait B {}
fn f<T: A, U: A + B, V>(x: T) { T::a(); U::b(1); <T as A>::a(); <U as B>::c(); <Foo as A>::a(); <Foo>::new(); V::default(); <&T>::a() }
struct Foo;
"#;
    insta::assert_snapshot!(lowered(source), @r#"
    fn <module>() [A^, B^, f, Foo^]
      A = class A() {}
      B = class B() {}
      Foo = class Foo() {}
      f = fn#1:f
    fn f(x: implementors(A*1)) [x]
      implementors(A*1).a()
      (implementors(A*1).b ?? implementors(B*1).b)(1)
      implementors(A*1).a()
      implementors(B*1).c()
      Foo*1.a()
      Foo*1.new()
      unknown(Computed).default()
      return implementors(A*1).a()
    "#);
}
