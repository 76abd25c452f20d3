import os, json
import boto3.dynamodb.conditions as cond
import a.b.c
from .db import table as t, other
from x import *
from __future__ import annotations
TABLE = os.environ["TABLE"]
client = boto3.client("s3")

def handler(event, context: Ctx = None, *args: int, key, **kw) -> "Optional[Table]":
    """doc"""
    global cache
    a, *b, c = event["x"]
    cache = a = {"k": 1, f"x{a}y": 2, **kw}
    for k, v in a.items():
        if k == 1: break
    else:
        return None
    with open("f") as f, lock:
        print(f"{a!r:>{width}} {{}} {b}", "s" "t" b'\x41', sep='')
    try:
        x = 1 if a else -2
    except (A, B) as e:
        raise X(e) from e
    except E:
        pass
    else:
        z = 1
    finally:
        done()
    while (n := next()) and 0 < a <= 3 not in c:
        a.b[n] += 1
        a += "x"
    d = {k: v for k, v in c if k for q in v}
    e2 = [x[1:] + x[:2] for x in b]
    match event:
        case {"type": "a", "n": n, **rest} if n > 1: return n
        case Point(x=0, y=yy) | Foo(yy): pass
        case [1, *others]: pass
        case str() as s: pass
        case (1 | None): pass
        case A.B: pass
        case _: pass
    return "%s" % (a,), await b

class A(Base, metaclass=M):
    """doc"""
    x: int = 1
    y: "ClassVar[int]" = 2
    z = x + 1
    c: S3Client
    def __init__(self, q=z):
        super().__init__(q)
        self.q: S3Client = q
    @property
    def p(self): return self.q
    @p.setter
    def p(self, v): self.q = v
    @staticmethod
    def s(a): return a
    @classmethod
    def m(cls): return cls.s(1)
    @deco(1)
    @other
    async def w(self): yield 1
    if True:
        def cond(self): return 1
    class Inner:
        def i(self): return lambda x=z: x
@wrap
def g(): pass

async def everything(a, /, b: "T" = 1, *, c, **d) -> Optional[T]:
    async with x as (y, z), w: yield [i async for i in y if i]
    for self.x, *rest in pairs: continue
    else: del a[0]
    try: raise A("é") from None
    except* (A, B) as e: assert not e, f"{e!r:>{b}}" "x" rb'\n'
    finally: await (lambda *a, k=c, **kw: a[1:2, ::3])(*a, **d)
    a.b[c] += a @ b // ~c
    a: int = b = {**d, "k": {1, 2}, f(): (yield from g())}
    if (n := len(a)) < 2 <= n is not None or n not in b: pass
    elif True: nonlocal_ = 0x1F + 1_000j
    while a: break
    match a, b:
        case {"k": [1, -2.5, *_], **rest} | A.B(c, d=None) as e if e > 1: return
        case "s" "t" | None | (x, y): pass
    type Alias[T] = list[T]
    global g
    return a if b else c
