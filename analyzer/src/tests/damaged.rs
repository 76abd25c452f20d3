//! Damaged programs: whatever is done to a source, its analysis ends, twice with the same result.

use crate::Project;
use crate::project::{Entry, MemoryFiles, Runtime};
use proptest::prelude::*;

const PYTHON: &str = r#"
import os, boto3
from functools import partial
class Store:
    def __init__(self, table): self.table = boto3.resource("dynamodb").Table(table)
    def save(self, **item): return self.table.put_item(Item={**item, "k": [x for x in item]})
stores = {name: Store(os.environ.get(name, "t")) for name in ("A", "B")}
def again(n, f): return f() if n == 0 else again(n - 1, lambda: f())
def handler(event, context):
    for record in event["Records"]:
        with open(record) as file: stores[record["t"]].save(body=f"{file}/{record['id']:>3}")
    try: return again(3, partial(stores["A"].save, a=1))
    except (KeyError, ValueError) as error: raise error
"#;

const JAVASCRIPT: &str = r#"
const { S3Client, PutObjectCommand } = require("@aws-sdk/client-s3");
class Store { #s3 = new S3Client({}); async put({ key = "k", ...rest }) { return this.#s3.send(new PutObjectCommand({ Bucket: `${process.env.B}-x`, Key: key, ...rest })); } }
const again = (n, f) => n ? again(n - 1, () => f()) : f();
exports.handler = async (event) => {
  const stores = [new Store(), new Store()];
  for (const [i, s] of stores.entries()) { switch (event.kind) { case "a": await s.put(event); break; default: await again(3, () => s.put({ key: i })); } }
  return Promise.all(event.Records.map(async (r) => { try { return await stores[0]?.put?.(r); } catch (e) { throw e; } finally { console.log(r); } }));
};
"#;

const RUST: &str = r#"
use aws_sdk_s3::Client;
use lambda_runtime::{run, service_fn, Error, LambdaEvent};
struct Store { client: Client }
trait Put { async fn put(&self, key: &str) -> Result<(), Error>; }
impl Put for Store { async fn put(&self, key: &str) -> Result<(), Error> { let mut r = self.client.put_object().bucket("b"); if key.len() > 3 { r = r.key(format!("x/{key}")); } r.send().await?; Ok(()) } }
async fn handler(s: &impl Put, event: LambdaEvent<serde_json::Value>) -> Result<(), Error> { for r in event.payload["a"].as_array().unwrap() { match r.as_str() { Some(k) => s.put(k).await?, None => return Ok(()) } } Ok(()) }
#[tokio::main]
async fn main() -> Result<(), Error> { let s = Store { client: Client::new(&aws_config::load_from_env().await) }; run(service_fn(|e| handler(&s, e))).await }
"#;

fn analyze(path: &str, source: &[u8], runtime: Runtime) {
    let mut files = MemoryFiles::default();
    files.0.insert(path.to_owned(), source.to_vec());
    files.0.insert(
        "Cargo.toml".to_owned(),
        b"[package]\nname = \"app\"\nedition = \"2024\"\n".to_vec(),
    );
    let entry = Entry {
        code_root: String::new(),
        handler: "app.handler".to_owned(),
        runtime,
        entry_points: Vec::new(),
        binaries: Vec::new(),
        layers: Vec::new(),
    };
    let first = Project::new(&files).analyze(&entry);
    let second = Project::new(&files).analyze(&entry);
    assert_eq!(first.1, second.1);
}

/// Cuts, repeats and swaps pieces of a source.
fn damage(source: &str, edits: &[(usize, usize, usize)]) -> Vec<u8> {
    let mut bytes = source.as_bytes().to_vec();
    for (kind, at, length) in edits {
        let at = at % bytes.len().max(1);
        let end = (at + length % 40).min(bytes.len());
        match kind % 3 {
            0 => drop(bytes.drain(at..end)),
            1 => {
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece);
            }
            _ => bytes[at..end].reverse(),
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn python(edits in prop::collection::vec((0..3usize, 0..4000usize, 0..40usize), 0..6)) {
        analyze("app.py", &damage(PYTHON, &edits), Runtime::Python);
    }

    #[test]
    fn javascript(edits in prop::collection::vec((0..3usize, 0..4000usize, 0..40usize), 0..6)) {
        analyze("app.js", &damage(JAVASCRIPT, &edits), Runtime::Node);
    }

    #[test]
    fn rust(edits in prop::collection::vec((0..3usize, 0..4000usize, 0..40usize), 0..6)) {
        analyze("src/main.rs", &damage(RUST, &edits), Runtime::Provided);
    }
}

/// Each round takes a method off what the last one gave: values without end, that no budget has to end.
#[test]
fn methods_of_methods_come_to_an_end() {
    crate::fixture::check(
        r#"
//- /index.mjs
const state = { next: () => 1 };
export const handler = async () => {
  for (;;) state.next = state.next.next;
};
"#,
    );
}
