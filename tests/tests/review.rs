//! Reviews of the corpus: what `check` finds in each service as it lies there, and what remains after `apply`.

use std::fmt::Write;
use std::fs;

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use tests::corpus::services;
use tests::{corpus, product};

/// Findings as `severity rule file:line message`, in the order of the report.
fn findings(checked: &Value) -> Result<String> {
    let mut out = String::new();
    for it in checked["findings"].as_array().context("no findings")? {
        let text = |pointer: &str| {
            it.pointer(pointer)
                .and_then(Value::as_str)
                .unwrap_or_default()
        };
        let line = it.pointer("/places/0/line").unwrap_or(&Value::Null);
        let (severity, rule) = (text("/severity"), text("/rule"));
        let (file, message) = (text("/places/0/file"), text("/message"));
        writeln!(out, "{severity} {rule} {file}:{line} {message}")?;
    }
    Ok(out)
}

#[test]
fn each_service_of_the_corpus_has_its_findings() -> Result<()> {
    for service in services()? {
        let checked = product::run(&service.dir, &["check", "--format", "json", "."])?;
        let found = findings(&serde_json::from_slice(&checked.stdout)?)?;
        ensure!(
            checked.status.code() == Some(i32::from(!found.is_empty())),
            "{}",
            service.name
        );
        let known = service.dir.join("findings.txt");
        ensure!(
            fs::read_to_string(&known).unwrap_or_default() == found,
            "{} is to be:\n{found}",
            known.display()
        );
    }
    Ok(())
}

#[test]
fn what_apply_wrote_allows_every_call_and_nothing_more() -> Result<()> {
    let mut allowed = 0;
    for service in services()? {
        let dir = tempfile::tempdir()?;
        corpus::copy(&service.dir, dir.path())?;
        product::succeed(dir.path(), &["apply", "."])?;
        let verified: Value = serde_json::from_str(&product::succeed(
            dir.path(),
            &["verify", "--format", "json", "."],
        )?)?;
        let templates = verified["templates"].as_array().context("no templates")?;
        let functions = templates
            .iter()
            .filter_map(|it| it["functions"].as_array())
            .flatten();
        for call in functions.filter_map(|it| it["calls"].as_array()).flatten() {
            ensure!(call["decision"] == "allowed", "{}: {call}", service.name);
            allowed += 1;
        }
        let checked = product::succeed(dir.path(), &["check", "--min-severity", "info", "."])?;
        ensure!(
            checked.starts_with("no findings in "),
            "{}: {checked}",
            service.name
        );
    }
    ensure!(allowed > 200, "only {allowed} calls");
    Ok(())
}
