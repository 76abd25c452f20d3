//! Classes.

use super::lowered;
use insta::assert_snapshot;

#[test]
fn members() {
    assert_snapshot!(lowered(r#"
class A(Base, metaclass=M):
    """doc"""
    n = 1
    def __init__(self, x):
        self.x = x
    def m(self): return self.n
    @property
    def p(self): return 1
    @p.setter
    def p(self, v): pass
    @p.deleter
    def p(self): pass
    @staticmethod
    def s(a): pass
    @classmethod
    def c(cls): pass
    @functools.cached_property
    def q(self): pass
    @abstractmethod
    def r(self): pass
    @tracer.capture
    def t(self): pass
    def __enter__(self): return self
"#), @r#"
    fn <module>() [A]
      A = class A(@Base) {static n: 1, constructor: fn#1:A.__init__, m: fn#2:A.m, get p: fn#3:A.p, set p: fn#4:A.p, static s: fn#5:A.s, classmethod c: fn#6:A.c, get q: fn#7:A.q, r: fn#8:A.r, t: @tracer.capture(fn#9:A.t), __enter__: fn#10:A.__enter__}
    fn A.__init__(self self, x) [self, x]
      self.x = x
    fn A.m(self self) [self]
      return self.n
    fn A.p(self self) [self]
      return 1
    fn A.p(self self, v) [self, v]
    fn A.s(a) [a]
    fn A.c(self cls) [cls]
    fn A.q(self self) [self]
    fn A.r(self self) [self]
    fn A.t(self self) [self]
    fn A.__enter__(self self) [self]
      return self
    "#);
}

#[test]
fn fields() {
    assert_snapshot!(lowered(r#"
@dataclass(frozen=True)
class A:
    table: Table
    limit: int = 10
    shared: ClassVar[int] = 1
    items: list = field(default_factory=list)
@dataclass
class B(A): pass
"#), @r#"
    fn <module>() [A, B]
      A = class A() fields(table, limit, items) {static limit: 10, static shared: 1, static items: @field(default_factory=@list)}
      B = class B(A) {}
    "#);
}

#[test]
fn super_is_explicit() {
    assert_snapshot!(lowered(r#"
class A(B):
    def __init__(self, x):
        super().__init__(x)
    @classmethod
    def c(cls):
        return [super().c() for _ in x]
    def d(self):
        return super(A, self).d()
"#), @r#"
    fn <module>() [A^, %1^]
      A = %1 = class A(@B) {constructor: fn#1:A.__init__, classmethod c: fn#2:A.c, d: fn#3:A.d}
    fn A.__init__(self self, x) [self, x]
      @super(%1*1, self).constructor(x)
    fn A.c(self cls) [cls, %1, _]
      return do { %1 = []; for _ of @x;   append(%1, @super(%1*1, cls).c()); %1 }
    fn A.d(self self) [self]
      return @super(A*1, self).d()
    "#);
}

#[test]
fn bodies_run() {
    assert_snapshot!(lowered(r#"
class A:
    a = 1
    b = a + 1
    for i in x: f(i)
    if y:
        def g(self): pass
    else:
        g = None
    def h(self): pass
    i = h
    c, d = e
"#), @r#"
    fn <module>() [A, %1, %2, %3, %4, %5, %6, %7]
      A = do { %1 = 1; for %2 of @x;   @f(%2); if @y;   %3 = fn#1:A.g; else;   %3 = null; %4 = fn#2:A.h; %2 = %4; %5 = @e; %6 = %5[0]; %7 = %5[1]; class A() {static b: (%1 + 1), static a: %1, static i: %2, static g: %3, h: %4, static c: %6, static d: %7} }
    fn A.g(self self) [self]
    fn A.h(self self) [self]
    "#);
}

#[test]
fn nested() {
    assert_snapshot!(lowered(r#"
class A:
    class B:
        def m(self):
            return super().m()
    def f(self):
        class C:
            def g(this): return self
        return C
"#), @r#"
    fn <module>() [A, %1, %2^]
      A = %1 = class A() {static B: %2 = class B() {m: fn#1:A.B.m}, f: fn#2:A.f}
    fn A.B.m(self self) [self]
      return @super(%2*1, self).m()
    fn A.f(self self) [self^, C]
      C = class C() {g: fn#3:C.g}
      return C
    fn C.g(self this) [this]
      return self*1
    "#);
}

#[test]
fn own_name_on_the_right() {
    assert_snapshot!(lowered(r#"
class A:
    client = client
    name: str = name
"#), @r#"
    fn <module>() [A, %1, %2]
      A = do { %1 = @client; %2 = @name; class A() fields(name) {static client: %1, static name: %2} }
    "#);
}

#[test]
fn functions_as_attributes() {
    assert_snapshot!(lowered(r#"
class A:
    key = lambda self, x: self.y
    def _get(self): return self._v
    v = property(_get)
    w = property(fget=lambda self: 1)
"#), @r#"
    fn <module>() [A, %1]
      A = do { %1 = fn#2:A._get; class A() {key: fn#1:<lambda>, get v: %1, get w: fn#3:<lambda>, _get: %1} }
    fn <lambda>(self self, x) [self, x]
      return self.y
    fn A._get(self self) [self]
      return self._v
    fn <lambda>(self self) [self]
      return 1
    "#);
}
