//! Items: modules, imports, classes, implementations, constants.

use super::lowered;

#[test]
fn imports_bind_names_to_fields_of_crates() {
    let source = r#"
use aws_sdk_s3::{self as s3, types::{ObjectCannedAcl as Acl, Tag}, Client};
use std::{env, collections::HashMap};
use tokio;
use retry::retry;
use crate::model::Order;
use super::config;
use super::super::top;
use ::anyhow::Result as Res;
use Trait as _;
use types::Late;
use s3::types;
fn f() { retry::spawn(retry); env::var("A") }
"#;
    insta::assert_snapshot!(lowered(source), @r#"
    fn <module>() [f, s3, Acl, Tag, Client, env^, HashMap, tokio, retry^, Order, config, top, Res, Late, types]
      s3 = import("aws_sdk_s3")
      Acl = import("aws_sdk_s3").types.ObjectCannedAcl
      Tag = import("aws_sdk_s3").types.Tag
      Client = import("aws_sdk_s3").Client
      env = import("std").env
      HashMap = import("std").collections.HashMap
      tokio = import("tokio")
      retry = import("retry").retry
      Order = import("crate").model.Order
      config = import("super").config
      top = import("super::super").top
      Res = import("anyhow").Result
      types = s3.types
      Late = types.Late
      f = fn#1:f
    fn f() []
      import("retry").spawn(retry*1)
      return env*1.var("A")
    "#);
}

#[test]
fn globs_are_asked_for_names_in_no_scope() {
    let source = r#"
use crate::prelude::*;
use aws_sdk_s3::types::*;
use shared::*;
use lambda_runtime::*;
use Mode::*;
enum Mode { Fast }
fn f() { make(); Tag::builder(); String::new(); std::env::var("A"); Fast }
"#;
    insta::assert_snapshot!(lowered(source), @r#"
    fn <module>() [Mode^, f]
      Mode = class Mode() {}
      extend Mode {static Fast: class Fast(Mode) {}}
      f = fn#1:f
    fn f() []
      (Mode*1.make ?? (import("crate").prelude.make ?? (import("shared").make ?? (import("lambda_runtime").make ?? (import("aws_sdk_s3").types.make ?? @make)))))()
      (Mode*1.Tag ?? (import("crate").prelude.Tag ?? (import("shared").Tag ?? (import("lambda_runtime").Tag ?? (import("aws_sdk_s3").types.Tag ?? @Tag))))).builder()
      @String.new()
      import("std").env.var("A")
      return @%unit((Mode*1.Fast ?? (import("crate").prelude.Fast ?? (import("shared").Fast ?? (import("lambda_runtime").Fast ?? (import("aws_sdk_s3").types.Fast ?? @Fast))))))
    "#);
}

#[test]
fn globs_give_their_names_to_the_module() {
    let source = r#"
mod client;
pub use client::*;
pub use aws_sdk_s3::types::*;
use lambda_runtime::*;
pub mod prelude { pub use crate::model::*; }
"#;
    insta::assert_snapshot!(lowered(source), @r#"
    fn <module>() [client, prelude]
      client = import("mod:client")
      prelude = {*import("crate").model}
      @%import_star(client)
      @%import_star(import("aws_sdk_s3").types)
    "#);
}

#[test]
fn modules_in_files_and_inline() {
    let source = r#"
mod db;
#[path = "gen/api.rs"]
mod api;
mod outer {
    mod file;
    pub const LIMIT: u8 = super::compute();
    pub fn f() { self::inner::g(); super::root(); inner::g(); file::x() }
    pub mod inner {
        use super::super::root as up;
        pub fn g() { up(); super::f() }
    }
}
use outer::inner;
fn root() { outer::inner::g(); inner::g(); db::load(); outer::LIMIT }
fn compute() -> u8 { 1 }
"#;
    insta::assert_snapshot!(lowered(source), @r#"
    fn <module>() [db^, api, outer, root^, compute, inner^, file^, LIMIT^, f^, inner^, g^, up^]
      db = import("mod:db")
      api = import("mod:path:gen/api.rs")
      file = import("mod:outer/file")
      f = fn#1:f
      g = fn#2:g
      root = fn#3:root
      compute = fn#4:compute
      inner = {g: g}
      outer = {file: file, f: f, inner: inner}
      inner = inner
      up = root
      inner.up = up
      LIMIT = compute()
      outer.LIMIT = LIMIT
    fn f() []
      inner*1.g()
      root*1()
      g*1()
      return file*1.x()
    fn g() []
      up*1()
      return f*1()
    fn root() []
      g*1()
      inner*1.g()
      db*1.load()
      return LIMIT*1
    fn compute() []
      return 1
    "#);
}

#[test]
fn a_module_and_a_function_of_one_name() {
    let source = r#"
mod handler;
use handler::handler;
fn main() { handler::setup(); run(handler) }
"#;
    insta::assert_snapshot!(lowered(source), @r#"
    fn <module>() [handler^, main, handler^]
      handler = import("mod:handler")
      main = fn#1:main
      handler = handler.handler
    fn main() []
      handler*1.setup()
      return @run(handler*1)
    "#);
}

#[test]
fn local_variables_do_not_hide_modules() {
    let source = r#"
mod db;
fn f() { let db = db::connect(); db.get(db::KEY) }
"#;
    insta::assert_snapshot!(lowered(source), @r#"
    fn <module>() [db^, f]
      db = import("mod:db")
      f = fn#1:f
    fn f() [db]
      db = db*1.connect()
      return db.get(db*1.KEY)
    "#);
}

#[test]
fn structs_and_enums_are_classes() {
    let source = r#"
struct App { client: aws_sdk_s3::Client, name: String, repo: Arc<dyn Repo> }
struct Pair(u8, Helper);
struct Unit;
struct Of<T: Repo> { inner: T }
enum Command { Put { id: String }, Get(String), Nothing }
trait Repo {}
struct Helper;
fn f(base: App) {
    let a = App { name, client: make(), ..base };
    let p = Pair(1, Helper);
    (Command::Put { id }, Command::Get(x), Command::Nothing, Unit, Unit {})
}
"#;
    insta::assert_snapshot!(lowered(source), @r#"
    fn <module>() [App^, Pair^, Unit^, Of, Command^, Repo, Helper^, f]
      App = class App() fields(client, name, repo) {}
      Pair = class Pair() fields(0, 1) {}
      Unit = class Unit() {}
      Of = class Of() fields(inner) {}
      Command = class Command() {}
      extend Command {static Put: class Put(Command) fields(id) {}, static Get: class Get(Command) fields(0) {}, static Nothing: class Nothing(Command) {}}
      Repo = class Repo() {}
      Helper = class Helper() {}
      f = fn#1:f
      extend App {static %type:client: import("aws_sdk_s3").Client, static %type:repo: implementors(Repo)}
      extend Pair {static %type:1: Helper}
      extend Of {static %type:inner: implementors(Repo)}
    fn f(base: App*1) [base, a, p]
      a = App*1(name=@name, client=@make(), **base)
      p = Pair*1(1, @%unit(Helper*1))
      return [Command*1.Put(id=@id), Command*1.Get(@x), @%unit(Command*1.Nothing), @%unit(Unit*1), Unit*1()]
    "#);
}

#[test]
fn implementations_extend() {
    let source = r#"
trait Store: Base + Send { const N: u8 = 1; fn save(&self); fn twice(&self) { self.save(); Self::make(Self::N) } fn make(n: u8) {} }
struct S;
impl S { const T: &'static str = TABLE; fn new() -> Self { Self } fn go(&mut self) -> Self { Self::new() } }
const TABLE: &str = NAME;
const NAME: &str = "n";
impl Store for S { type Out = S; fn save(&self) {} }
impl Store for aws_sdk_s3::Client { fn save(&self) { self.list_buckets() } }
impl<T: Store> Base for T {}
impl<T> Base for Vec<T> {}
impl<T> Every for T {}
impl Base for Box<dyn Store> {}
impl !Send for S {}
"#;
    insta::assert_snapshot!(lowered(source), @r#"
    fn <module>() [Store^, S^, TABLE, NAME]
      NAME = "n"
      TABLE = NAME
      Store = class Store(@Base) {static N: 1, twice: fn#1:Store.twice, static make: fn#2:Store.make}
      S = class S() {}
      extend S {static T: TABLE, static new: fn#3:S.new, go: fn#4:S.go}
      extend S implements Store {static Out: S, save: fn#5:S.save}
      extend import("aws_sdk_s3").Client implements Store {save: fn#6:Client.save}
      extend implementors(Store) implements @Base {}
      extend @Vec implements @Base {}
      extend @%any implements @Every {}
      extend implementors(Store) implements @Base {}
    fn Store.twice(self self) [self]
      self.save()
      return implementors(Store*1).make(@%unit(implementors(Store*1).N))
    fn Store.make(n) [n]
    fn S.new() []
      return @%unit(S*1)
    fn S.go(self self) [self]
      return S*1.new()
    fn S.save(self self) [self]
    fn Client.save(self self) [self]
      return self.list_buckets()
    "#);
}

#[test]
fn constants_come_after_what_they_need() {
    let source = r#"
const A: &str = B;
const B: &str = "b";
static CLIENT: tokio::sync::OnceCell<Client> = tokio::sync::OnceCell::const_new();
static LATER: u8 = EARLIER + one();
static EARLIER: u8 = one();
fn one() -> u8 { 1 }
lazy_static! { static ref LAZY: Client = make(A); }
thread_local! { static CELL: u8 = 1; }
const _: () = check();
"#;
    insta::assert_snapshot!(lowered(source), @r#"
    fn <module>() [A, B, CLIENT, LATER, EARLIER, one, LAZY, CELL]
      B = "b"
      A = @%unit(B)
      one = fn#1:one
      CLIENT = import("tokio").sync.OnceCell.const_new()
      EARLIER = one()
      LAZY = @make(@%unit(A))
      CELL = import("std").thread.LocalKey(held=1)
      LATER = (EARLIER + one())
    fn one() []
      return 1
    "#);
}

#[test]
fn tests_are_left_out() {
    let source = r#"
#[cfg(test)] mod tests { fn gone() {} }
#[cfg(all(test, unix))] fn gone() {}
#[test] fn gone2() {}
#[tokio::test] async fn gone3() {}
#[cfg(any(test, feature = "x"))] fn kept() {}
#[cfg(not(test))] fn kept2() {}
struct A;
impl A { #[cfg(test)] fn gone4() {} fn kept3() { #[cfg(test)] let x = gone5(); } }
#[tokio::main] async fn main() {}
"#;
    insta::assert_snapshot!(lowered(source), @r#"
    fn <module>() [kept, kept2, A, main]
      A = class A() {}
      if unknown(Computed)
        kept = fn#1:kept
      if unknown(Computed)
        kept2 = fn#2:kept2
      main = fn#3:main
      extend A {static kept3: fn#4:A.kept3}
    fn kept() []
    fn kept2() []
    fn main() []
    fn A.kept3() []
    "#);
}

#[test]
fn macros_made_of_items() {
    let source = r#"
cfg_if::cfg_if! { if #[cfg(unix)] { fn a() {} } else { fn b() {} } }
wrapped! { fn c() {} struct D; }
macro_rules! mine { ($x:expr) => { $x.send().await } }
odd! { a -> b.send() }
"#;
    insta::assert_snapshot!(lowered(source), @r#"
    fn <module>() [a, b, c, D]
      D = class D() {}
      a = fn#1:a
      b = fn#2:b
      c = fn#3:c
    fn a() []
    fn b() []
    fn c() []
    problem unsupported: the code inside of the macro `odd!` was not followed; move its calls to a function
    "#);
}

#[test]
fn items_inside_of_functions() {
    let source = r#"
fn f() {
    inner(K);
    use aws_sdk_s3::Client;
    const K: u8 = 1;
    fn inner(n: u8) { struct L; L; Client::new() }
}
"#;
    insta::assert_snapshot!(lowered(source), @r#"
    fn <module>() [f]
      f = fn#1:f
    fn f() [K, inner, Client^]
      Client = import("aws_sdk_s3").Client
      K = 1
      inner = fn#2:inner
      inner(@%unit(K))
    fn inner(n) [n, L]
      L = class L() {}
      @%unit(L)
      return Client*1.new()
    "#);
}

#[test]
fn hints_are_comments() {
    let source = r##"
// iam-tailor: resource=orders
fn f() { g(); /* iam-tailor: ignore */ }
const S: &str = "// iam-tailor: no";
const R: &str = r#"// iam-tailor: "no""#;
const C: char = '"'; // iam-tailor: yes
fn g<'a>(x: &'a str) {} // iam-tailor: after a lifetime
"##;
    insta::assert_snapshot!(lowered(source), @r#"
    fn <module>() [f, S, R, C, g^]
      S = "// iam-tailor: no"
      R = "// iam-tailor: \"no\""
      C = "\""
      f = fn#1:f
      g = fn#2:g
    fn f() []
      g*1()
    fn g(x) [x]
    hint 2: resource=orders
    hint 3: ignore
    hint 6: yes
    hint 7: after a lifetime
    "#);
}
