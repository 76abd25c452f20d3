//! Small projects in one text: a template and the code, with what each line of code is to be granted under it.
//!
//! ```text
//! //- /template.yaml
//! …
//! //- /src/app.py
//! def handler(event, context):
//!     boto3.resource("dynamodb").Table(os.environ["TABLE"]).put_item(Item={})
//!     #^ dynamodb:PutItem on ${Orders.Arn}
//! ```
//! A comment that starts with `^` lists the grants, apart by `;`, whose evidence is on the nearest line above that is not such
//! a comment; a line without one must have none. A comment that starts with `!` lists the kinds of what is not followed there.
//! Resources stand as `Fn::Sub` would write them, without the `AWS::` of pseudo parameters; a condition stands behind `if`, by
//! key. What Lambda itself needs is compared where a template has such a comment, under the line of its function.

use std::collections::BTreeSet;
use std::fs;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::product;

/// A line of a file with something that is said of it: `src/app.py:7 dynamodb:PutItem on ${Orders.Arn}`.
type Said = BTreeSet<String>;

/// Runs `synth` on a fixture and compares what it says with the comments.
///
/// # Errors
/// With both lists, when they differ.
pub fn check(fixture: &str) -> Result<()> {
    let dir = tempfile::tempdir()?;
    let mut expected = Said::new();
    for (path, text) in files(fixture) {
        let target = dir.path().join(path);
        fs::create_dir_all(target.parent().context("a file of a folder")?)?;
        fs::write(&target, &text)?;
        expected.extend(comments(path, &text));
    }
    let with_platform = expected.iter().any(|it| it.starts_with("template."));
    let output = product::run(dir.path(), &["synth", "--format", "json", "."])?;
    let notes = String::from_utf8_lossy(&output.stderr).into_owned();
    let synth: Value = serde_json::from_slice(&output.stdout).with_context(|| notes.clone())?;
    let found = said(&synth, with_platform);
    let list = |set: &Said| set.iter().map(|it| format!("\n  {it}")).collect::<String>();
    let missing: Said = expected.difference(&found).cloned().collect();
    let beyond: Said = found.difference(&expected).cloned().collect();
    ensure!(
        missing.is_empty() && beyond.is_empty(),
        "expected, not found:{}\nfound, not expected:{}\n{notes}",
        list(&missing),
        list(&beyond)
    );
    Ok(())
}

fn files(fixture: &str) -> Vec<(&str, String)> {
    let mut files: Vec<(&str, String)> = Vec::new();
    for line in fixture.lines() {
        if let Some(path) = line.strip_prefix("//- /") {
            files.push((path.trim(), String::new()));
        } else if let Some((_, text)) = files.last_mut() {
            text.push_str(line);
            text.push('\n');
        }
    }
    files
}

fn comments(path: &str, text: &str) -> Said {
    let mut said = Said::new();
    let mut about = 0;
    for (index, line) in text.lines().enumerate() {
        let line = line.trim_start();
        let comment = line
            .strip_prefix("#")
            .or_else(|| line.strip_prefix("//"))
            .unwrap_or_default();
        let (mark, list) = match (comment.strip_prefix('^'), comment.strip_prefix('!')) {
            (Some(grants), _) => ("", grants),
            (_, Some(gaps)) => ("!", gaps),
            _ => {
                about = index + 1;
                continue;
            }
        };
        let each = list.split(';').map(str::trim);
        said.extend(each.map(|it| format!("{path}:{about} {mark}{it}")));
    }
    said
}

fn said(synth: &Value, with_platform: bool) -> Said {
    let mut said = Said::new();
    let functions = items(synth, "templates").flat_map(|it| items(it, "functions"));
    for function in functions {
        for grant in items(function, "grants") {
            if text(grant, "origin") == "platform" && !with_platform {
                continue;
            }
            let what = format!(
                "{} on {}{}",
                text(grant, "action"),
                spelled(&grant["resource"]),
                condition(&grant["condition"])
            );
            for evidence in items(grant, "evidence") {
                let (file, line) = (text(evidence, "file"), &evidence["line"]);
                said.insert(format!("{file}:{line} {what}"));
            }
        }
        for gap in items(function, "unresolved") {
            let (file, line) = (text(gap, "file"), &gap["line"]);
            said.insert(format!("{file}:{line} !{}", text(gap, "kind")));
        }
    }
    said
}

fn items<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value[key].as_array().into_iter().flatten()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

/// A resource or a value as `Fn::Sub` would write it; what that cannot write stays JSON.
fn spelled(value: &Value) -> String {
    let call = value.as_object().and_then(|it| it.iter().next());
    let written = match (
        value,
        call.map(|(name, argument)| (name.as_str(), argument)),
    ) {
        (Value::String(text), _) => text.clone(),
        (_, Some(("Ref", Value::String(id)))) => format!("${{{id}}}"),
        (_, Some(("Fn::GetAtt", Value::Array(path)))) => {
            let path: Vec<&str> = path.iter().filter_map(Value::as_str).collect();
            format!("${{{}}}", path.join("."))
        }
        (_, Some(("Fn::Sub", Value::String(text)))) => text.clone(),
        (_, Some(("Fn::Sub", Value::Array(parts)))) => {
            let text = parts.first().and_then(Value::as_str).unwrap_or_default();
            let values = parts.get(1).and_then(Value::as_object);
            values
                .into_iter()
                .flatten()
                .fold(text.to_owned(), |text, (name, value)| {
                    text.replace(&format!("${{{name}}}"), &spelled(value))
                })
        }
        (_, Some(("Fn::ImportValue", name))) => format!("ImportValue({})", spelled(name)),
        (_, Some((name @ ("Fn::If" | "Fn::FindInMap"), Value::Array(parts)))) => {
            let parts: Vec<String> = parts.iter().map(spelled).collect();
            format!("{}({})", name.trim_start_matches("Fn::"), parts.join(", "))
        }
        _ => value.to_string(),
    };
    written.replace("${AWS::", "${")
}

fn condition(condition: &Value) -> String {
    let keys = condition.as_object().into_iter().flatten();
    let keys = keys.filter_map(|(_, keys)| keys.as_object()).flatten();
    let keys: Vec<String> = keys
        .map(|(key, values)| match values {
            Value::Array(values) => {
                let values: Vec<String> = values.iter().map(spelled).collect();
                format!("{key}={}", values.join("|"))
            }
            value => format!("{key}={}", spelled(value)),
        })
        .collect();
    if keys.is_empty() {
        String::new()
    } else {
        format!(" if {}", keys.join(", "))
    }
}
