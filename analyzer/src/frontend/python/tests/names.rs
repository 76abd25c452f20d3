//! Scopes: what a name means where.

use super::lowered;
use insta::assert_snapshot;

#[test]
fn assigned_names_are_local_everywhere() {
    assert_snapshot!(lowered(r#"
x = 1
def f():
    print(x)
    x = 2
"#), @r#"
    fn <module>() [x, f]
      x = 1
      f = fn#1:f
    fn f() [x]
      @print(x)
      x = 2
    "#);
}

#[test]
fn global_and_nonlocal() {
    assert_snapshot!(lowered(r#"
def set_client():
    global client
    client = 1
    n = 0
    def inner():
        nonlocal n
        n = 1
        return client
    return inner
"#), @r#"
    fn <module>() [set_client, client!]
      set_client = fn#1:set_client
    fn set_client() [n!, inner]
      client*1 = 1
      n = 0
      inner = fn#2:inner
      return inner
    fn inner() []
      n*1 = 1
      return client*2
    "#);
}

#[test]
fn globals_that_only_functions_assign() {
    assert_snapshot!(lowered(r#"
def get():
    return cache
def fill():
    global cache
    cache = 1
"#), @r#"
    fn <module>() [get, fill, cache!]
      get = fn#1:get
      fill = fn#2:fill
    fn get() []
      return cache*1
    fn fill() []
      cache*1 = 1
    "#);
}

#[test]
fn class_bodies_are_invisible_to_methods() {
    assert_snapshot!(lowered(r#"
x = 1
class A:
    x = 2
    def f(self):
        return x
"#), @r#"
    fn <module>() [x^, A]
      x = 1
      A = class A() {static x: 2, f: fn#1:A.f}
    fn A.f(self self) [self]
      return x*1
    "#);
}

#[test]
fn defaults_see_the_class_body_and_not_the_parameters() {
    assert_snapshot!(lowered(r#"
class A:
    limit = 2
    def f(self, limit=limit, x=limit):
        return limit
"#), @r#"
    fn <module>() [A, %1^]
      A = do { %1 = 2; class A() {f: fn#1:A.f, static limit: %1} }
    fn A.f(self self, limit = %1*1, x = %1*1) [self, limit, x]
      return limit
    "#);
}

#[test]
fn comprehension_variables_stay_inside() {
    assert_snapshot!(lowered(r#"
x = 1
y = [x for x in x]
print(x)
"#), @r#"
    fn <module>() [x, y, %2, %3]
      x = 1
      y = do { %2 = []; for %3 of x;   append(%2, %3); %2 }
      @print(x)
    "#);
}

#[test]
fn walrus_leaves_a_comprehension() {
    assert_snapshot!(lowered(r#"
def f(xs):
    any((hit := x) for x in xs)
    return hit
"#), @r#"
    fn <module>() [f]
      f = fn#1:f
    fn f(xs) [xs, hit, %2, x]
      @any(do { %2 = []; for x of xs;   append(%2, hit = x); %2 })
      return hit
    "#);
}

#[test]
fn builtins_that_the_module_assigns_later() {
    assert_snapshot!(lowered(r#"
print(input)
input = 1
print(input)
"#), @r#"
    fn <module>() [input]
      @print(@input)
      input = 1
      @print(input)
    "#);
}

#[test]
fn lambdas() {
    assert_snapshot!(lowered(r#"
f = lambda a, *b, c=1, **d: (a, b, c, d)
"#), @r#"
    fn <module>() [f]
      f = fn#1:<lambda>
    fn <lambda>(a, *b, =c = 1, **d) [a, b, c, d]
      return [a, b, c, d]
    "#);
}

#[test]
fn closures() {
    assert_snapshot!(lowered(r#"
def outer(a):
    def inner():
        def innermost():
            return a
        return innermost
    return inner
"#), @r#"
    fn <module>() [outer]
      outer = fn#1:outer
    fn outer(a) [a^, inner]
      inner = fn#2:inner
      return inner
    fn inner() [innermost]
      innermost = fn#3:innermost
      return innermost
    fn innermost() []
      return a*2
    "#);
}
