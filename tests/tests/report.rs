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
    s3.delete_object(Bucket="~gnp^[2J", Key="k") # ^[2J
"#;

/// The handler, with a character in it that turns the direction of text, and one that terminals obey.
fn handler() -> String {
    HOSTILE.replace('~', "\u{202e}").replace('^', "\u{1b}")
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
fn a_page_of_a_thousand_functions_is_read_where_somebody_looks() -> Result<()> {
    let from = corpus::root().join("corpus/bakery-orders");
    let results = product::succeed(&from, &["report", "--format", "json", "."])?;
    let mut document: Value = serde_json::from_str(&results)?;
    let functions = document
        .pointer_mut("/templates/0/functions")
        .and_then(Value::as_array_mut)
        .context("no functions")?;
    let few = std::mem::take(functions);
    for number in 0..202 {
        functions.extend(few.iter().map(|it| {
            let mut function = it.clone();
            function["name"] = json!(format!(
                "{}{number}",
                it["name"].as_str().unwrap_or_default()
            ));
            function
        }));
    }
    let dir = tempfile::tempdir()?;
    fs::write(dir.path().join("results.json"), document.to_string())?;
    let page = dir.path().join("report.html");
    product::succeed(
        dir.path(),
        &[
            "report",
            "results.json",
            "--output",
            &page.to_string_lossy(),
        ],
    )?;
    let text = tool::run(
        Command::new("node")
            .arg(corpus::root().join("tests/tools/large_page.mjs"))
            .arg(tool::node_modules()?)
            .arg(&page),
    )?;
    let seen: Value = serde_json::from_str(&text)?;
    ensure!(seen["errors"] == json!([]), "{seen}");
    ensure!(
        seen["functions"] == 1010 && seen["unread"].as_u64() > Some(900),
        "{seen}"
    );
    ensure!(seen["linked"] == 3 && seen["unprinted"] == 0, "{seen}");
    ensure!(
        seen["found"] == 202 && seen["none"] == 0 && seen["markup"] == 0,
        "{seen}"
    );
    ensure!(seen["scriptless"] == 3030, "{seen}");
    Ok(())
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
        for threads in ["1", "5"] {
            let mut command = Command::new(product::binary()?);
            command
                .args(["report", "--format", format, "."])
                .current_dir(&from)
                .env_clear()
                .env("RAYON_NUM_THREADS", threads);
            let again = tool::run(&mut command)?;
            ensure!(here == again, "{format} differs on {threads} threads");
        }
        ensure!(
            !here.contains(&*from.to_string_lossy()),
            "{format} has an absolute path"
        );
    }
    Ok(())
}

#[test]
fn nothing_that_hides_or_commands_is_left_in_what_people_read() -> Result<()> {
    let dir = hostile()?;
    for arguments in [
        &["report", "--format", "html"][..],
        &["report", "--format", "markdown"],
        &["report", "--format", "csv"],
        &["report", "--format", "sarif"],
        &["check"],
        &["check", "--format", "github"],
    ] {
        let output = product::run(dir.path(), arguments)?;
        let text = String::from_utf8(output.stdout)? + &String::from_utf8(output.stderr)?;
        ensure!(!text.is_empty(), "{arguments:?} says nothing");
        ensure!(
            !text.contains(['\u{202e}', '\u{1b}']),
            "{arguments:?}: {text:?}"
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
