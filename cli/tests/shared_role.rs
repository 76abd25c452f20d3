//! A role that several functions share: what is found about it is told once, and its functions lead there.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops at what it does not expect"
)]

mod project;

use project::{project, run, write};
use serde_json::Value;
use tempfile::TempDir;

const TEMPLATE: &str = "\
Resources:
  Save:
    Type: AWS::Lambda::Function
    Properties: {Handler: app.save, Runtime: python3.12, Code: src/, Role: !GetAtt Office.Arn}
  Load:
    Type: AWS::Lambda::Function
    Properties: {Handler: app.load, Runtime: python3.12, Code: src/, Role: !GetAtt Office.Arn}
  Office:
    Type: AWS::IAM::Role
    Properties:
      Policies:
        - PolicyName: office
          PolicyDocument:
            Statement: [{Effect: Allow, Action: ['s3:*', 'sqs:SendMessage'], Resource: '*'}]
";

const SOURCE: &str = "\
import boto3
s3 = boto3.client('s3')

def save(event, context):
    s3.put_object(Bucket='files', Key='a')

def load(event, context):
    s3.get_object(Bucket='files', Key='a')
";

fn office() -> TempDir {
    project(&[("template.yaml", TEMPLATE), ("src/app.py", SOURCE)])
}

/// Rules of the findings about roles that `check` prints, with the functions under them.
fn about(folder: &TempDir, function: &[&str]) -> Vec<(String, Vec<String>)> {
    let ran = run(
        folder.path(),
        &[&["check", "--format", "json"], function].concat(),
    );
    let document: Value = serde_json::from_str(&ran.stdout).unwrap();
    let findings = document.get("findings").and_then(Value::as_array).unwrap();
    let names = |it: &Value| -> Vec<String> {
        let functions = it.pointer("/role/functions").and_then(Value::as_array);
        let functions = functions.into_iter().flatten().filter_map(Value::as_str);
        functions.map(str::to_owned).collect()
    };
    findings
        .iter()
        .filter(|it| it.get("role").is_some())
        .map(|it| {
            (
                it.get("rule").and_then(Value::as_str).unwrap().to_owned(),
                names(it),
            )
        })
        .collect()
}

#[test]
fn each_of_its_functions_is_told_what_is_found_about_it() {
    let office = office();
    let all = about(&office, &[]);
    let rules: Vec<&str> = all.iter().map(|(rule, _)| rule.as_str()).collect();
    let wanted = [
        "wildcard-action",
        "data-reach",
        "unused-permission",
        "shared-role",
    ];
    assert_eq!(rules, wanted);
    for (rule, functions) in &all {
        assert_eq!(functions, &["Save", "Load"], "{rule}");
    }
    assert_eq!(about(&office, &["--function", "Load"]), all);
}

#[test]
fn a_page_has_a_section_for_it() {
    let office = office();
    let page = run(office.path(), &["report"]).stdout;
    assert_eq!(page.matches("<article class=\"role\"").count(), 1);
    for function in ["fn-Save", "fn-Load"] {
        let (_, section) = page
            .split_once(&format!("<article class=\"function\" id=\"{function}\""))
            .unwrap();
        let (section, _) = section.split_once("</article>").unwrap();
        assert!(section.contains("href=\"#role-Office\""), "{section}");
        assert!(!section.contains("wildcard-action"), "{section}");
    }
}

#[test]
fn a_comment_tells_what_changes_about_it() {
    let office = office();
    let whole = run(office.path(), &["report", "--format", "markdown"]).stdout;
    assert_eq!(
        whole
            .matches("### Shared role `Office`\n\n`template.yaml`, used by `Save`, `Load`\n")
            .count(),
        1
    );
    let before = run(office.path(), &["report", "--format", "json"]).stdout;
    write(office.path(), "before.json", &before);
    // A function more, before the others: what was found about the role stands with it, and is nothing new.
    let first = "  Audit:\n    Type: AWS::Lambda::Function\n    Properties: {Handler: app.load, Runtime: python3.12, Code: src/, Role: !GetAtt Office.Arn}\n";
    let more = TEMPLATE.replace("  Save:\n", &format!("{first}  Save:\n"));
    write(office.path(), "template.yaml", &more);
    let compared = [
        "report",
        "--format",
        "markdown",
        "--base",
        "before.json",
        ".",
    ];
    let unchanged = run(office.path(), &compared).stdout;
    assert!(unchanged.contains("1 function new"), "{unchanged}");
    assert!(!unchanged.contains("Shared role"), "{unchanged}");
    let wider = more.replace("'sqs:SendMessage'", "'sqs:SendMessage', 'iam:*'");
    write(office.path(), "template.yaml", &wider);
    let changed = run(office.path(), &compared).stdout;
    assert!(
        changed.contains("### Shared role `Office`\n") && changed.contains("`iam:*`"),
        "{changed}"
    );
    assert!(!changed.contains("`s3:*`"), "{changed}");
}

#[test]
fn a_baseline_tells_roles_apart() {
    let office = office();
    let written = run(
        office.path(),
        &["check", "--baseline", "known.json", "--write-baseline"],
    );
    assert_eq!(written.status, 0, "{}", written.stderr);
    let (functions, role) = TEMPLATE
        .strip_prefix("Resources:\n")
        .unwrap()
        .split_once("  Office:\n")
        .unwrap();
    let second = format!("{functions}  Office:\n{role}")
        .replace("  Save:", "  Send:")
        .replace("  Load:", "  Fetch:")
        .replace("Office", "Depot");
    write(
        office.path(),
        "template.yaml",
        &format!("{TEMPLATE}{second}"),
    );
    let ran = run(office.path(), &["check", "--baseline", "known.json"]);
    assert_eq!(ran.status, 1, "{}", ran.stdout);
    assert!(
        ran.stdout
            .contains("2 functions share the role `Depot`: `Send`, `Fetch`"),
        "{}",
        ran.stdout
    );
    assert!(!ran.stdout.contains("`Office`"), "{}", ran.stdout);
}
