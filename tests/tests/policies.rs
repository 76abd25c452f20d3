//! A policy linter that others wrote finds nothing in what is printed for the corpus.

use std::fs;

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value, json};
use tests::corpus::services;
use tests::deployed::Stack;
use tests::{product, tool};

#[test]
fn a_policy_linter_finds_nothing() -> Result<()> {
    let mut policies = Map::new();
    for service in services()? {
        let stack = Stack::of(&tool::template_json(&service.template())?);
        for args in [&["synth"][..], &["synth", "--include-platform"]] {
            let args: Vec<_> = args
                .iter()
                .copied()
                .chain(["--format", "json", "."])
                .collect();
            let synth: Value = serde_json::from_str(&product::succeed(&service.dir, &args)?)?;
            let functions = synth.pointer("/templates/0/functions");
            for function in functions.and_then(Value::as_array).context("functions")? {
                let policy = stack.value(&function["policy"])?;
                // A function that needs nothing gets no policy, and one without statements is none to the linter.
                if policy["Statement"] != json!([]) {
                    policies.insert(
                        format!("{} {} {}", service.name, function["name"], args[1]),
                        policy,
                    );
                }
            }
        }
    }
    ensure!(policies.len() > 30, "only {} policies", policies.len());
    lint(&policies)
}

/// The linter is one: it finds what is wrong.
#[test]
fn the_linter_finds_something() -> Result<()> {
    let statement = json!({ "Effect": "Allow", "Action": "sqs:SendMesage", "Resource": "arn:aws:sqs:eu-west-1:123456789012:jobs" });
    let policy = json!({ "Version": "2012-10-17", "Statement": [statement] });
    let found = lint(&Map::from_iter([("odd".to_owned(), policy)]));
    let found = found.err().context("nothing is found")?.to_string();
    ensure!(found.contains("odd: LOW UNKNOWN_ACTION"), "{found}");
    Ok(())
}

fn lint(policies: &Map<String, Value>) -> Result<()> {
    let file = tempfile::NamedTempFile::new()?;
    fs::write(file.path(), serde_json::to_string(policies)?)?;
    tool::python(["policies.py"], [file.path()]).map(drop)
}
