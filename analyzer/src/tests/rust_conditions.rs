//! What a condition of Rust decides: only what holds in every run may leave a branch out.
//!
//! One row a condition; see `python_conditions`.

use super::conditions::Runs::{self, Both, Else, Then};
use crate::fixture::check;

/// Statements before the condition, the condition, what runs.
#[rustfmt::skip]
const ROWS: &[(&str, &str, Runs)] = &[
    // What the event and the environment hold.
    ("", "let Some(a) = event.payload.get(\"a\")", Both),
    ("", "event.payload[\"a\"] == \"x\"", Both),
    ("", "event.payload[\"a\"].is_null()", Both),
    ("", "event.payload[\"a\"].as_str().is_some()", Both),
    ("", "event.payload[\"n\"].as_i64().unwrap_or(0) > 3", Both),
    ("", "std::env::var(\"X\").is_ok()", Both),
    ("", "std::env::var(\"X\").is_err()", Both),
    ("", "let Ok(x) = std::env::var(\"X\")", Both),
    ("", "std::env::var(\"X\").unwrap_or_default() == \"prod\"", Both),
    ("", "std::env::var(\"X\").unwrap_or(\"false\".to_string()) == \"true\"", Both),
    ("", "std::env::var(\"X\").map(|x| x == \"true\").unwrap_or(false)", Both),
    ("let x = std::env::var(\"X\").ok();", "x.is_some()", Both),
    ("let x = std::env::var(\"X\").ok();", "x.is_none()", Both),
    ("let x = std::env::var(\"X\").ok();", "let Some(x) = &x", Both),
    // Results of calls.
    ("let found = table().await;", "found.is_ok()", Both),
    ("let found = table().await;", "found.is_err()", Both),
    ("let found = table().await;", "let Err(e) = found", Both),
    ("let found = table().await?;", "found.items().is_empty()", Both),
    ("let found = table().await?;", "let Some(items) = found.items", Both),
    ("let found = table().await?;", "found.count() == 0", Both),
    ("let found = table().await?;", "found.items.is_some()", Both),
    ("let found = table().await?; let first = found.items().first().cloned();", "first.is_none()", Both),
    ("let found = table().await?; let next = found.last_evaluated_key;", "next.is_some()", Both),
    ("let found = table().await?; let some = found.items().iter().any(|it| it.contains_key(\"a\"));", "some", Both),
    // What loops and other functions change.
    ("let mut errors = Vec::new(); for it in names(&event) { errors.push(it); }", "errors.is_empty()", Both),
    ("let mut errors: Vec<String> = vec![]; for it in names(&event) { errors.push(it); }", "errors.len() > 0", Both),
    ("let mut last = None; for it in names(&event) { last = Some(it); }", "last.is_some()", Both),
    ("let mut last = None; for it in names(&event) { last = Some(it); }", "let Some(last) = last", Both),
    ("let mut failed = false; for it in names(&event) { if it == \"a\" { failed = true; } }", "failed", Both),
    ("let mut n = 0; for it in names(&event) { n += 1; }", "n == 0", Both),
    ("let mut text = String::new(); for it in names(&event) { text.push_str(&it); }", "text.is_empty()", Both),
    ("let mut seen = HashMap::new(); for it in names(&event) { seen.insert(it, 1); }", "seen.contains_key(\"a\")", Both),
    ("let mut seen = HashMap::new(); for it in names(&event) { seen.insert(it, 1); }", "seen.is_empty()", Both),
    ("let mut seen = HashSet::new(); for it in names(&event) { seen.insert(it); }", "seen.contains(\"a\")", Both),
    ("let mut keeper = Keeper { value: None, all: vec![] }; if names(&event).len() > 1 { keeper.fill(); }", "keeper.value.is_some()", Both),
    ("let mut keeper = Keeper { value: None, all: vec![] }; if names(&event).len() > 1 { keeper.fill(); }", "keeper.all.is_empty()", Both),
    ("let kept: Vec<_> = names(&event).into_iter().filter(|it| it.starts_with(\"a\")).collect();", "kept.is_empty()", Both),
    ("let parsed = serde_json::from_str::<serde_json::Value>(\"{}\");", "parsed.is_err()", Both),
    // Known containers under unknown keys, and what takes from them.
    ("let known = HashMap::from([(\"a\", \"x\")]);", "let Some(x) = known.get(name(&event).as_str())", Both),
    ("let known = HashMap::from([(\"a\", \"x\")]);", "known.contains_key(name(&event).as_str())", Both),
    ("let mut queue = vec![\"a\", \"b\"]; while let Some(it) = queue.pop() { drop(it); }", "queue.is_empty()", Both),
    ("let mut queue = vec![\"a\", \"b\"]; queue.remove(0);", "queue[0] == \"b\"", Both),
    ("let mut queue = vec![\"a\", \"b\"]; queue.insert(0, \"z\");", "queue[0] == \"z\"", Both),
    ("let mut queue = vec![\"a\", \"b\"]; queue.reverse();", "queue[0] == \"b\"", Both),
    ("let mut known = HashMap::from([(\"a\", \"x\")]); known.remove(\"a\");", "known.contains_key(\"a\")", Both),
    ("let mut value = Some(1); if names(&event).len() > 1 { value.take(); }", "value.is_some()", Both),
    ("", "matches!(name(&event).as_str(), \"a\" | \"b\")", Both),
    ("", "name(&event).starts_with(\"a\")", Both),
    ("", "name(&event).is_empty()", Both),
    ("", "let Some((a, b)) = name(&event).split_once('/')", Both),
    // What certainly holds, or certainly does not.
    ("", "true", Then),
    ("", "false", Else),
    ("", "LIVE", Then),
    ("", "!LIVE", Else),
    ("", "MODE == \"test\"", Else),
];

const BEFORE: &str = r#"//- /src/main.rs
use lambda_runtime::{run, service_fn, Error, LambdaEvent};
use std::collections::{HashMap, HashSet};

const LIVE: bool = true;
const MODE: &str = "live";

struct Keeper { value: Option<i32>, all: Vec<i32> }

impl Keeper {
    fn fill(&mut self) {
        self.value = Some(1);
        self.all.push(1);
    }
}

fn name(event: &LambdaEvent<serde_json::Value>) -> String {
    event.payload["name"].as_str().unwrap_or_default().to_string()
}

fn names(event: &LambdaEvent<serde_json::Value>) -> Vec<String> {
    event.payload["names"].as_array().unwrap().iter().map(|it| it.to_string()).collect()
}

async fn table() -> Result<aws_sdk_dynamodb::operation::scan::ScanOutput, Error> {
    let aws = aws_config::load_from_env().await;
    Ok(aws_sdk_dynamodb::Client::new(&aws).scan().table_name("t").send().await?)
    //^ dynamodb:Scan TableName=t
}

"#;

#[test]
fn conditions_of_rust_decide_what_holds_in_every_run() {
    let mut program = BEFORE.to_owned();
    let mut calls = String::new();
    for (row, (setup, condition, runs)) in ROWS.iter().enumerate() {
        calls.push_str(&format!("    row_{row}(&event, &sqs).await?;\n"));
        program.push_str(&format!(
            "async fn row_{row}(event: &LambdaEvent<serde_json::Value>, sqs: &aws_sdk_sqs::Client) -> Result<(), Error> {{\n    {setup}\n    if {condition} {{\n"
        ));
        for (name, other) in [("then", Else), ("else", Then)] {
            if name == "else" {
                program.push_str("    } else {\n");
            }
            program.push_str(&format!(
                "        sqs.purge_queue().queue_url(\"{row}-{name}\").send().await?;\n"
            ));
            if *runs != other {
                program.push_str(&format!(
                    "        //^ sqs:PurgeQueue QueueUrl={row}-{name}\n"
                ));
            }
        }
        program.push_str("    }\n    Ok(())\n}\n\n");
    }
    program.push_str(
        "async fn handler(event: LambdaEvent<serde_json::Value>) -> Result<(), Error> {\n    let aws = aws_config::load_from_env().await;\n    let sqs = aws_sdk_sqs::Client::new(&aws);\n",
    );
    program.push_str(&calls);
    program.push_str("    Ok(())\n}\n\n#[tokio::main]\nasync fn main() -> Result<(), Error> {\n    run(service_fn(handler)).await\n}\n");
    check(&program);
}
