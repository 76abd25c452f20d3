//! Imports.

use super::lowered;
use insta::assert_snapshot;

#[test]
fn modules() {
    assert_snapshot!(lowered(r#"
import a
import a.b.c
import a.b as c, d
"#), @r#"
    fn <module>() [a, c, d]
      a = import("a")
      import("a.b.c")
      a = import("a")
      c = import("a.b")
      d = import("d")
    "#);
}

#[test]
fn members() {
    assert_snapshot!(lowered(r#"
from a.b import c, d as e
from .m import x
from . import y
from ..p import (z,
  w,)
from __future__ import annotations
"#), @r#"
    fn <module>() [c, e, x, y, z, w]
      c = import("a.b").c
      e = import("a.b").d
      x = import(".m").x
      y = import(".").y
      z = import("..p").z
      w = import("..p").w
    "#);
}

#[test]
fn stars_may_bring_unknown_names() {
    assert_snapshot!(lowered(r#"
from .one import *
from two import *
print(table, len(x))
def f(x):
    return x, table
"#), @r#"
    fn <module>() [f]
      @%import_star(import(".one"))
      @%import_star(import("two"))
      @print((import("two").table ?? (import(".one").table ?? @table)), @len((import("two").x ?? (import(".one").x ?? @x))))
      f = fn#1:f
    fn f(x) [x]
      return [x, (import("two").table ?? (import(".one").table ?? @table))]
    "#);
}

#[test]
fn imports_inside_functions_are_local() {
    assert_snapshot!(lowered(r#"
def f():
    import boto3
    from x import y
    return boto3, y
"#), @r#"
    fn <module>() [f]
      f = fn#1:f
    fn f() [boto3, y]
      boto3 = import("boto3")
      y = import("x").y
      return [boto3, y]
    "#);
}

#[test]
fn imports_for_typing_and_fallbacks() {
    assert_snapshot!(lowered(r#"
if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
try:
    import orjson as json
except ImportError:
    import json
"#), @r#"
    fn <module>() [S3Client, json]
      if @TYPE_CHECKING
        S3Client = import("mypy_boto3_s3").S3Client
      try
        json = import("orjson")
      catch
        json = import("json")
    "#);
}
