//! Reports in the programs that read them: the page in Chromium, SARIF against its schema, tables and comments parsed.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use tempfile::TempDir;
use tests::{corpus, product, tool};

/// A handler that tries to get out of whatever a report puts it into.
const HOSTILE: &str = r#"import boto3
s3 = boto3.client("s3")
def handler(event, context):
    s3.put_object(Bucket="b|`x`</script><script>window.scripted=1</script>", Key="k") # </code></td> | `|` <img src=x onerror="window.scripted=1">
    s3.get_object(Bucket="=HYPERLINK(1)", Key="[x](javascript:window.scripted=1)<!--") # ]]> ~gnp
"#;

/// The handler, with a character in it that turns the direction of text.
fn handler() -> String {
    HOSTILE.replace('~', "\u{202e}")
}

const HOSTILE_TEMPLATE: &str = "Transform: AWS::Serverless-2016-10-31
Resources:
  Odd:
    Type: AWS::Serverless::Function
    Properties: {Handler: app.handler, Runtime: python3.12, CodeUri: src/, Policies: [{Statement: [{Effect: Allow, Action: 's3:*', Resource: '</script><script>window.scripted=1</script>|`'}]}]}
  Plain:
    Type: AWS::Serverless::Function
    Properties: {Handler: app.handler, Runtime: python3.12, CodeUri: src/}
";

fn hostile() -> Result<TempDir> {
    let dir = tempfile::tempdir()?;
    fs::create_dir(dir.path().join("src"))?;
    fs::write(dir.path().join("template.yaml"), HOSTILE_TEMPLATE)?;
    fs::write(dir.path().join("src/app.py"), handler())?;
    Ok(dir)
}

/// What a browser sees of a report.
fn page(from: &Path, arguments: &[&str]) -> Result<Value> {
    let dir = tempfile::tempdir()?;
    let page = dir.path().join("report.html");
    let output = page.to_string_lossy();
    product::succeed(
        from,
        &[&["report", "--output", &output], arguments].concat(),
    )?;
    let text = tool::run(
        Command::new("node")
            .arg(corpus::root().join("tests/tools/page.mjs"))
            .arg(tool::node_modules()?)
            .arg(&page),
    )?;
    Ok(serde_json::from_str(&text)?)
}

fn check(seen: &Value, functions: usize) -> Result<()> {
    for nothing in ["errors", "requests", "overflow", "axe"] {
        ensure!(seen[nothing] == json!([]), "{nothing}: {}", seen[nothing]);
    }
    ensure!(
        seen["scripted"].is_null(),
        "a text of the report ran as a script"
    );
    ensure!(
        seen["functions"] == functions && seen["reset"] == functions,
        "{seen}"
    );
    let found = |part: usize| {
        seen.pointer(&format!("/found/{part}"))
            .and_then(Value::as_u64)
            .context("no filter")
    };
    ensure!(found(0)? > 0 && found(0)? == found(1)?, "{seen}");
    ensure!(
        seen["map"] == seen["widened"] && !seen["map"].as_str().unwrap_or_default().is_empty(),
        "{seen}"
    );
    ensure!(
        seen["matrix"] == 1 && seen["links"].as_u64() > Some(0),
        "{seen}"
    );
    ensure!(seen["link"] == true && seen["dark"] == "dark", "{seen}");
    Ok(())
}

#[test]
fn the_page_works_in_a_browser() -> Result<()> {
    let seen = page(&corpus::root().join("corpus/bakery-orders"), &["."])?;
    check(&seen, 5)?;
    ensure!(
        seen["narrowed"] != seen["map"],
        "the service filter does nothing: {seen}"
    );
    Ok(())
}

#[test]
fn no_source_breaks_out_of_the_page() -> Result<()> {
    check(&page(hostile()?.path(), &["."])?, 2)
}

#[test]
fn many_results_make_one_page() -> Result<()> {
    let dir = tempfile::tempdir()?;
    for service in ["bakery-orders", "photo-lab"] {
        let results = product::succeed(
            &corpus::root().join("corpus").join(service),
            &["synth", "--format", "json", "."],
        )?;
        fs::write(dir.path().join(format!("{service}.json")), results)?;
    }
    check(
        &page(dir.path(), &["bakery-orders.json", "photo-lab.json"])?,
        11,
    )
}

#[test]
fn sarif_is_valid() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let mut logs = Vec::new();
    let hostile = hostile()?;
    let services = ["bakery-orders", "photo-lab"].map(|it| corpus::root().join("corpus").join(it));
    for (index, from) in services
        .iter()
        .map(std::path::PathBuf::as_path)
        .chain([hostile.path()])
        .enumerate()
    {
        let log = product::succeed(from, &["report", "--format", "sarif", "."])?;
        let value: Value = serde_json::from_str(&log)?;
        let results = value["runs"][0]["results"]
            .as_array()
            .context("no results")?;
        let flows = results
            .iter()
            .filter(|it| it["codeFlows"][0]["threadFlows"][0]["locations"].is_array());
        ensure!(flows.count() > 0, "no code flow in {}", from.display());
        logs.push(dir.path().join(format!("{index}.sarif")));
        fs::write(logs.last().context("no log")?, log)?;
    }
    tool::python(["sarif.py"], logs.iter().map(std::path::PathBuf::as_path)).map(drop)
}

#[test]
fn reports_say_the_same_wherever_they_are_made() -> Result<()> {
    let from = corpus::root().join("corpus/photo-lab");
    let elsewhere = tempfile::tempdir()?;
    let to = elsewhere.path().join("elsewhere");
    corpus::copy(&from, &to)?;
    fs::create_dir(to.join(".git"))?;
    for format in ["html", "markdown", "sarif", "json", "csv"] {
        let here = product::succeed(&from, &["report", "--format", format, "."])?;
        let there = product::succeed(&to, &["report", "--format", format, "."])?;
        ensure!(here == there, "{format} differs in another folder");
        ensure!(
            !here.contains(&*from.to_string_lossy()),
            "{format} has an absolute path"
        );
    }
    Ok(())
}

#[test]
fn tables_and_comments_keep_their_shape() -> Result<()> {
    let dir = hostile()?;
    let comment = product::succeed(dir.path(), &["report", "--format", "markdown", "."])?;
    ensure!(
        !comment.contains('\u{202e}'),
        "a direction character is left"
    );
    for row in comment.lines().filter(|it| it.starts_with('|')) {
        let cells = row.replace("\\|", "").matches('|').count();
        ensure!(cells == 6, "{row}");
    }
    let table = product::succeed(dir.path(), &["report", "--format", "csv", "."])?;
    for line in table.lines().skip(1) {
        let formula = line
            .split(',')
            .any(|it| it.trim_start_matches('"').starts_with(['=', '+', '-', '@']));
        ensure!(!formula, "{line}");
    }
    Ok(())
}

#[test]
fn a_comment_says_what_a_change_does() -> Result<()> {
    let dir = hostile()?;
    let git = |arguments: &[&str]| {
        let identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
        tool::run(
            Command::new("git")
                .current_dir(dir.path())
                .args(identity)
                .args(arguments),
        )
    };
    git(&["init", "-q"])?;
    git(&["add", "-A"])?;
    git(&["commit", "-q", "-m", "first"])?;
    let saved = product::succeed(dir.path(), &["report", "--format", "json", "."])?;
    fs::write(
        dir.path().join("src/app.py"),
        handler().replace("get_object", "delete_object"),
    )?;
    let status = git(&["status", "--porcelain"])?;
    let by_revision = product::succeed(
        dir.path(),
        &["report", "--format", "markdown", "--base", "HEAD", "."],
    )?;
    ensure!(
        git(&["status", "--porcelain"])? == status,
        "the working tree changed"
    );
    let results = tempfile::tempdir()?;
    let base = results.path().join("base.json");
    fs::write(&base, saved)?;
    let by_file = product::succeed(
        dir.path(),
        &[
            "report",
            "--format",
            "markdown",
            "--base",
            &base.to_string_lossy(),
            ".",
        ],
    )?;
    ensure!(by_revision == by_file, "{by_revision}\n{by_file}");
    let signs = |sign: &str, action: &str| {
        by_file
            .lines()
            .any(|it| it.starts_with(sign) && it.contains(action))
    };
    ensure!(signs("| + |", "`s3:DeleteObject`"), "{by_file}");
    ensure!(signs("| − |", "`s3:GetObject`"), "{by_file}");
    ensure!(!by_file.contains("`s3:PutObject` | write"), "{by_file}");
    Ok(())
}
