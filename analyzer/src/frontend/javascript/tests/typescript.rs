//! What TypeScript adds.

use super::lowered;

#[test]
fn types_are_erased() {
    insta::assert_snapshot!(lowered("m.ts", r"
import type { Handler } from 'aws-lambda';
interface Shape { a: string }
type Id = string | number;
declare const injected: string;
declare module 'x' { export const y: number; }
function over(a: string): void;
function over(a: any) { return a as const; }
abstract class Base { abstract run(): void; declare extra: string; }
const id = <T,>(value: T): T => value!;
export type { Shape };
"), @r"
module m.ts (typescript)
fn <module>() [Handler, over, Base, id]
  over = fn#1:over
  Base = class Base() {}
  id = fn#2:id
fn over(self this, a) [this, a]
  return a
fn id(value) [value]
  return value
");
}

#[test]
fn hints() {
    insta::assert_snapshot!(lowered("m.ts", r"
import { S3Client } from '@aws-sdk/client-s3';
import * as sqs from '@aws-sdk/client-sqs';
class Store {}
function f(a: S3Client, b?: Store | undefined, c: sqs.SQSClient = make(), d: string, e: Promise<Store>, g: Map<string, Store>) {}
const x: S3Client = pick();
use(y as Store, <sqs.SQSClient>y, y satisfies Store, y as unknown as S3Client, y as any);
"), @r#"
module m.ts (typescript)
fn <module>() [S3Client^, sqs^, Store^, f, x]
  f = fn#1:f
  S3Client = @%import_type("@aws-sdk/client-s3").S3Client
  sqs = @%import_type("@aws-sdk/client-sqs")
  Store = class Store() {}
  x = (@pick() as S3Client)
  @use((@y as Store), (@y as sqs.SQSClient), (@y as Store), (@y as S3Client), @y)
fn f(self this, a: S3Client*1, b: Store*1, c: sqs*1.SQSClient = @make(), d, e: Store*1, g) [this, a, b, c, d, e, g]
"#);
}

#[test]
fn parameter_properties() {
    insta::assert_snapshot!(lowered("m.ts", r"
class Repo {
  private readonly queue = new Queue(this.s3);
  constructor(private readonly s3: S3Client, public name = 'x', plain: string) { this.plain = plain; }
}
"), @r#"
module m.ts (typescript)
fn <module>() [Repo]
  Repo = class Repo() {constructor: fn#1:Repo.constructor}
fn Repo.constructor(self this, s3, name = "x", plain) [this, s3, name, plain]
  this.s3 = s3
  this.name = name
  this.queue = new @Queue(this.s3)
  this.plain = plain
"#);
}

#[test]
fn enums() {
    insta::assert_snapshot!(lowered("m.ts", r"
enum Direction { Up, Down = 5, Left, Text = 'text', Same = Text, Computed = make(), 'quoted key' = 1 }
export const enum Kind { A = 'a' }
"), @r#"
module m.ts (typescript)
fn <module>() [Direction, Kind]
  Direction = {Up: 0, Down: 5, Left: 6, Text: "text", Same: "text", Computed: @make(), quoted key: 1}
  exports.Kind = Kind = {A: "a"}
"#);
}

#[test]
fn namespaces() {
    insta::assert_snapshot!(lowered("m.ts", r"
namespace Util { export const a = 1; const hidden = 2; export function f() { return a + hidden; } }
namespace Deep.Er { export let b = 1; }
function mixed() {}
namespace mixed { export const extra = 1; }
"), @r"
module m.ts (typescript)
fn <module>() [Util, Deep, mixed]
  mixed = fn#1:mixed
  Util = fn#2:Util({})
  Deep = fn#4:Deep({})
  mixed = fn#6:mixed((mixed ?? {}))
fn mixed(self this) [this]
fn Util(%namespace) [%namespace, a^, hidden^, f]
  %namespace.f = f = fn#3:f
  %namespace.a = a = 1
  hidden = 2
  return %namespace
fn f(self this) [this]
  return (a*1 + hidden*1)
fn Deep(%namespace) [%namespace]
  %namespace.Er = fn#5:Er((%namespace.Er ?? {}))
  return %namespace
fn Er(%namespace) [%namespace, b]
  %namespace.b = b = 1
  return %namespace
fn mixed(%namespace) [%namespace, extra]
  %namespace.extra = extra = 1
  return %namespace
");
}

#[test]
fn module_syntax_of_typescript() {
    insta::assert_snapshot!(lowered("m.ts", r"
import fs = require('fs');
import Part = Util.Part.Inner;
export = Part;
"), @r#"
module m.ts (typescript)
fn <module>() [fs, Part]
  fs = import("fs")
  Part = @Util.Part.Inner
  exports = Part
"#);
}

#[test]
fn jsx_in_typescript() {
    insta::assert_snapshot!(lowered("m.tsx", r"
const view = <T,>(value: T) => <div>{value as string}</div>;
"), @r"
module m.tsx (typescript)
fn <module>() [view]
  view = fn#1:view
fn view(value) [value]
  return do { value; unknown(External) }
");
}

#[test]
fn hint_comments() {
    insta::assert_snapshot!(lowered("m.ts", r"
// iam-tailor: resource = orders
const a = 1; /* iam-tailor: ignore */
// says iam-tailor: nothing
const text = '// iam-tailor: no comment';
/**
 * iam-tailor: action = s3:GetObject
 */
"), @r#"
module m.ts (typescript)
fn <module>() [a, text]
  a = 1
  text = "// iam-tailor: no comment"
hint 1: resource = orders
hint 2: ignore
hint 6: action = s3:GetObject
"#);
}

#[test]
fn imports_that_nothing_reads_are_erased() {
    insta::assert_snapshot!(lowered("m.ts", r"
import { Shape } from './types';
import type { Store } from './store';
import { run, type Options } from './run';
import { Kept } from './kept';
import './side';
export { Kept };
export const handler = (store: Store, shape: Shape[]) => run(store);
"), @r#"
module m.ts (typescript)
fn <module>() [Shape, Store^, run^, Options, Kept, handler]
  Store = @%import_type("./store").Store
  run = import("./run").run
  exports.Kept = Kept = import("./kept").Kept
  import("./side")
  exports.handler = handler = fn#1:handler
fn handler(store: Store*1, shape) [store, shape]
  return run*1(store)
"#);
}
