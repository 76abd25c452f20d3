//! `check` and `verify` as a user runs them.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops at what it does not expect"
)]

mod project;

use project::{Ran, project, run, write};
use serde_json::{Value, json};
use std::fs;
use std::process::Command;
use tempfile::TempDir;

const TEMPLATE: &str = "\
Transform: AWS::Serverless-2016-10-31
Resources:
  Save:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.save
      Runtime: python3.12
      CodeUri: src/
      Environment: {Variables: {TABLE: !Ref Orders}}
      Policies:
        - Statement:
            - Effect: Allow
              Action: [dynamodb:GetItem, sqs:*]
              Resource: '*'
  Orders:
    Type: AWS::DynamoDB::Table
";

const SOURCE: &str = "\
import os
import boto3
table = boto3.resource('dynamodb').Table(os.environ['TABLE'])

def save(event, context):
    table.put_item(Item=event)
";

fn shop() -> TempDir {
    project(&[("template.yaml", TEMPLATE), ("src/app.py", SOURCE)])
}

/// Last line of the output.
fn summary(ran: &Ran) -> &str {
    ran.stdout
        .trim_end()
        .lines()
        .next_back()
        .unwrap_or_default()
}

#[test]
fn findings_are_shown_where_they_are() {
    let shop = shop();
    let ran = run(shop.path(), &["check"]);
    assert_eq!(ran.status, 1, "{}", ran.stderr);
    let missing = "\
error[missing-permission]: `Save` needs `dynamodb:PutItem` on `${Orders.Arn}`, which its role does not grant
 --> src/app.py:6:5
  |
6 |     table.put_item(Item=event)
  |     ^ calls dynamodb:PutItem
 ::: template.yaml:3:3
  |
3 |   Save:
  |   ^ the function that needs it
  = note: severity high, confidence high
  = help: grant it; `iam-tailor diff` shows the statement
";
    assert!(ran.stdout.starts_with(missing), "{}", ran.stdout);
    assert!(
        ran.stdout
            .contains("warning[wildcard-action]: `sqs:*` in the role of `Save` grants "),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout.contains("template.yaml:13:42\n"),
        "{}",
        ran.stdout
    );
    assert_eq!(summary(&ran), "3 findings in 1 function: 1 high, 2 medium");
}

#[test]
fn thresholds_decide_what_counts() {
    let shop = shop();
    let ran = run(shop.path(), &["check", "--min-severity", "high"]);
    assert_eq!(
        summary(&ran),
        "1 finding in 1 function: 1 high; 2 below the threshold"
    );
    write(
        shop.path(),
        "src/app.py",
        "def save(event, context):\n    return 1\n",
    );
    let ran = run(shop.path(), &["check", "--min-severity", "high"]);
    assert_eq!(ran.status, 0, "{}", ran.stdout);
    assert!(summary(&ran).starts_with("no findings in 1 function; "));
}

#[test]
fn findings_are_accepted_by_row_and_by_comment() {
    let shop = shop();
    let config = "\
[check]
min-severity = \"medium\"

[[accept]]
rule = \"missing-permission\"
function = \"Sa*\"
action = \"dynamodb:*\"
reason = \"granted by the platform team\"

[[accept]]
rule = \"shared-role\"
reason = \"there was one\"
";
    write(shop.path(), "iam-tailor.toml", config);
    let commented = TEMPLATE.replace(
        "            - Effect: Allow",
        "            # iam-tailor: accept data-reach because the table is public\n            - Effect: Allow",
    );
    write(shop.path(), "template.yaml", &commented);
    let ran = run(shop.path(), &["check"]);
    assert_eq!(ran.status, 1, "{}", ran.stderr);
    assert!(
        summary(&ran).contains("; 2 accepted (1 by config, 1 by comment)"),
        "{}",
        ran.stdout
    );
    let shown = run(
        shop.path(),
        &["check", "--show-accepted", "--min-severity", "low"],
    );
    assert!(
        shown
            .stdout
            .contains("accepted (config): granted by the platform team"),
        "{}",
        shown.stdout
    );
    assert!(
        shown.stdout.contains(
            "note[stale-acceptance]: this acceptance of `shared-role` accepts nothing any more"
        ),
        "{}",
        shown.stdout
    );
    assert!(
        shown.stdout.contains("--> iam-tailor.toml:10:1"),
        "{}",
        shown.stdout
    );
}

#[test]
fn mistakes_in_acceptances_are_errors() {
    let shop = shop();
    write(
        shop.path(),
        "iam-tailor.toml",
        "[[accept]]\nrule = \"missing-permision\"\nreason = \"x\"\n",
    );
    let ran = run(shop.path(), &["check"]);
    assert_eq!(ran.status, 2);
    assert_eq!(
        ran.stderr,
        "error: `iam-tailor.toml`:1: no rule `missing-permision`; did you mean `missing-permission`?\n"
    );
    fs::remove_file(shop.path().join("iam-tailor.toml")).unwrap();
    let commented = format!("# iam-tailor: accept data-reach\n{TEMPLATE}");
    write(shop.path(), "template.yaml", &commented);
    let ran = run(shop.path(), &["check"]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.stderr.contains("`template.yaml`:1: write why"),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_baseline_lets_only_new_findings_fail() {
    let shop = shop();
    let arguments = ["check", "--baseline", "known.json"];
    let ran = run(shop.path(), &arguments);
    assert_eq!(ran.status, 2, "{}", ran.stdout);
    let ran = run(
        shop.path(),
        &["check", "--baseline", "known.json", "--write-baseline"],
    );
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert_eq!(ran.stderr, "wrote `known.json` with 3 findings\n");
    let ran = run(shop.path(), &arguments);
    assert_eq!(ran.status, 0, "{}", ran.stdout);
    assert_eq!(
        summary(&ran),
        "no findings in 1 function; 3 accepted (3 by baseline)"
    );
    // Lines move, and one finding is mended.
    let moved = TEMPLATE.replace("Resources:", "# a comment\nResources:");
    write(shop.path(), "template.yaml", &moved.replace(", sqs:*", ""));
    let ran = run(shop.path(), &arguments);
    assert_eq!(ran.status, 0, "{}", ran.stdout);
    assert!(
        summary(&ran).contains("of the baseline no longer appl"),
        "{}",
        ran.stdout
    );
}

#[test]
fn json_names_what_is_missing_and_what_is_too_much() {
    let shop = shop();
    let ran = run(shop.path(), &["check", "--format", "json"]);
    assert_eq!(ran.status, 1);
    let document: Value = serde_json::from_str(&ran.stdout).unwrap();
    let declared = &document["templates"][0]["functions"][0]["declared"];
    assert_eq!(declared["missing"][0]["action"], "dynamodb:PutItem");
    assert_eq!(declared["missing"][0]["denied"], false);
    assert_eq!(
        declared["excess"][0],
        json!({"action": "dynamodb:GetItem", "resource": "*", "kind": "unused", "file": "template.yaml", "line": 12})
    );
    assert_eq!(document["findings"][0]["rule"], "missing-permission");
    assert_eq!(document["findings"][0]["function"], "Save");
}

#[test]
fn annotations_for_github() {
    let shop = shop();
    let ran = run(shop.path(), &["check", "--format", "github"]);
    assert_eq!(ran.status, 1);
    assert!(
        ran.stdout.starts_with(
            "::error file=src/app.py,line=6,col=5,title=iam-tailor%3A missing-permission::`Save` needs "
        ),
        "{}",
        ran.stdout
    );
}

#[test]
fn calls_are_verified_against_the_role_and_against_saved_policies() {
    let shop = shop();
    let ran = run(shop.path(), &["verify"]);
    assert_eq!(ran.status, 1);
    assert!(
        ran.stdout.contains(
            "  denied   dynamodb:PutItem on ${Orders.Arn}\n           no statement allows it\n           --> src/app.py:6:5\n"
        ),
        "{}",
        ran.stdout
    );
    let policy = r#"{"RoleName": "r", "PolicyDocument": {"Version": "2012-10-17", "Statement": [
        {"Sid": "Put", "Effect": "Allow", "Action": "dynamodb:Put*",
         "Resource": "arn:aws:dynamodb:eu-west-1:123456789012:table/shop-Orders-1ABC"},
        {"Effect": "Allow", "Action": "logs:*", "Resource": "*"}]}}"#;
    write(shop.path(), "saved.json", policy);
    let ran = run(shop.path(), &["verify", "--policy", "saved.json"]);
    assert_eq!(ran.status, 0, "{}{}", ran.stdout, ran.stderr);
    assert!(
        ran.stdout
            .contains("allowed by this statement (statement `Put`, saved.json:2)"),
        "{}",
        ran.stdout
    );
    let boundary = r#"{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "logs:*", "Resource": "*"}}"#;
    write(shop.path(), "boundary.json", boundary);
    let ran = run(
        shop.path(),
        &[
            "verify",
            "--policy",
            "saved.json",
            "--boundary",
            "boundary.json",
            "--format",
            "json",
        ],
    );
    assert_eq!(ran.status, 1);
    let document: Value = serde_json::from_str(&ran.stdout).unwrap();
    let calls = document["templates"][0]["functions"][0]["calls"]
        .as_array()
        .unwrap();
    let put = calls
        .iter()
        .find(|it| it["action"] == "dynamodb:PutItem")
        .unwrap();
    assert_eq!(put["decision"], "denied");
}

#[test]
fn rows_state_what_no_analysis_can_know() {
    let source = "\
import boto3
s3 = boto3.client('s3')

def handler(event, context):
    return getattr(s3, event['method'])(**event['params'])
";
    let template = TEMPLATE
        .replace("app.save", "nowhere.handler")
        .replace("CodeUri: src/", "CodeUri: s3://bucket/code.zip");
    let folder = project(&[("template.yaml", &template), ("src/app.py", source)]);
    let config = "\
[[handler]]
function = \"Save\"
code = \"src\"
handler = \"app.handler\"

[[call]]
file = \"src/app.py\"
line = \"getattr(s3, event\"
does = \"s3:GetObject Bucket=reports Key=daily/*\"
";
    write(folder.path(), "iam-tailor.toml", config);
    let ran = run(folder.path(), &["synth", "--format", "json"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let document: Value = serde_json::from_str(&ran.stdout).unwrap();
    let function = &document["templates"][0]["functions"][0];
    assert_eq!(function["status"], "complete", "{function}");
    assert_eq!(function["handler"], "src/app.py:handler");
    let grants = function["grants"].as_array().unwrap();
    assert!(
        grants.iter().any(|it| it["action"] == "s3:GetObject"),
        "{grants:?}"
    );
    let fails = |config: &str| {
        write(folder.path(), "iam-tailor.toml", config);
        let ran = run(folder.path(), &["synth"]);
        assert_eq!(ran.status, 2, "{}", ran.stdout);
        ran.stderr
    };
    assert_eq!(
        fails(&config.replace("getattr(s3, event", "getattr(sqs")),
        "error: `iam-tailor.toml`:6: no line of `src/app.py` has `getattr(sqs`\n"
    );
    assert_eq!(
        fails(&config.replace("\"Save\"", "\"Sve\"")),
        "error: `iam-tailor.toml`:1: no function `Sve`; did you mean `Save`?\n"
    );
}

#[test]
fn a_statement_that_many_inherit_is_told_once() {
    let service = "\
service: s
plugins: [serverless-iam-roles-per-function]
provider:
  name: aws
  runtime: python3.12
  iamRoleStatements:
    - {Effect: Allow, Action: 'sqs:*', Resource: '*'}
functions:
  one: {handler: app.save, iamRoleStatementsInherit: true, iamRoleStatements: []}
  two: {handler: app.save, iamRoleStatementsInherit: true, iamRoleStatements: []}
";
    let files = [
        ("serverless.yml", service),
        ("app.py", "def save(event, context): pass\n"),
    ];
    let ran = run(
        project(&files).path(),
        &["check", "--min-severity", "medium"],
    );
    let wildcards = ran.stdout.matches("[wildcard-action]").count();
    assert_eq!(wildcards, 1, "{}", ran.stdout);
    assert!(
        ran.stdout.contains("= note: the same for `two`\n"),
        "{}",
        ran.stdout
    );
    assert!(summary(&ran).contains("in 2 functions"), "{}", ran.stdout);
}

#[test]
fn a_report_counts_the_baseline() {
    let shop = shop();
    let written = run(
        shop.path(),
        &["check", "--baseline", "b.json", "--write-baseline"],
    );
    assert_eq!(written.status, 0, "{}", written.stderr);
    let ran = run(
        shop.path(),
        &["report", "--format", "json", "--baseline", "b.json"],
    );
    let document: Value = serde_json::from_str(&ran.stdout).unwrap();
    let findings = &document["templates"][0]["functions"][0]["review"]["findings"];
    let findings = findings.as_array().unwrap();
    assert!(!findings.is_empty());
    assert!(
        findings.iter().all(|it| it["accepted"]["by"] == "baseline"),
        "{findings:?}"
    );
}

#[test]
fn a_stale_comment_is_found_in_a_file_without_a_finding() {
    let shop = shop();
    write(
        shop.path(),
        "src/app.py",
        &format!("import names\n{SOURCE}"),
    );
    let comment = "# iam-tailor: accept data-reach because it was so\nORDERS = 'orders'\n";
    write(shop.path(), "src/names.py", comment);
    write(shop.path(), "src/never_loaded.py", comment);
    let ran = run(shop.path(), &["check", "--format", "github"]);
    let stale: Vec<&str> = ran
        .stdout
        .lines()
        .filter(|it| it.contains("stale-acceptance"))
        .collect();
    assert_eq!(
        stale,
        [
            "::notice file=src/names.py,line=1,col=1,title=iam-tailor%3A stale-acceptance::this acceptance of `data-reach` accepts nothing any more%0Atake it out"
        ]
    );
}

#[test]
fn verify_says_where_in_a_saved_policy_the_statement_is() {
    let shop = shop();
    let policy = "{\n  \"Statement\": [\n    {\"Effect\": \"Allow\", \"Action\": \"s3:*\", \"Resource\": \"*\"},\n    \
                  {\"Effect\": \"Allow\", \"Action\": \"dynamodb:*\", \"Resource\": \"*\"}\n  ]\n}\n";
    write(shop.path(), "role.json", policy);
    let ran = run(shop.path(), &["verify", "--policy", "role.json"]);
    assert!(
        ran.stdout.contains("(statement, role.json:4)"),
        "{}",
        ran.stdout
    );
}

#[test]
fn an_earlier_state_is_judged_by_all_that_share_a_role() {
    let shared = TEMPLATE
        .replace("      Policies:\n        - Statement:\n            - Effect: Allow\n              Action: [dynamodb:GetItem, sqs:*]\n              Resource: '*'\n", "      Role: !GetAtt Shared.Arn\n")
        + "  Load:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.load
      Runtime: python3.12
      CodeUri: src/
      Environment: {Variables: {TABLE: !Ref Orders}}
      Role: !GetAtt Shared.Arn
  Shared:
    Type: AWS::IAM::Role
    Properties:
      Policies:
        - PolicyName: all
          PolicyDocument:
            Statement:
              - Effect: Allow
                Action: [dynamodb:GetItem, dynamodb:PutItem]
                Resource: !GetAtt Orders.Arn
";
    let source =
        format!("{SOURCE}\ndef load(event, context):\n    return table.get_item(Key=event)\n");
    let shop = project(&[("template.yaml", &shared), ("src/app.py", &source)]);
    let git = |arguments: &[&str]| {
        let identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
        let mut git = Command::new("git");
        git.current_dir(shop.path()).args(identity).args(arguments);
        assert!(git.output().unwrap().status.success());
    };
    git(&["init", "-q"]);
    git(&["add", "-A"]);
    git(&["commit", "-q", "-m", "first"]);
    write(
        shop.path(),
        "src/app.py",
        &source.replace("put_item", "delete_item"),
    );
    let compared = [
        "report",
        "--format",
        "markdown",
        "--base",
        "HEAD",
        "--function",
        "Save",
    ];
    let ran = run(shop.path(), &compared);
    let comment = ran.stdout;
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    // Of the base, nothing is resolved: what one function did not use, the other one did.
    assert!(comment.contains("new, 0 resolved"), "{comment}");
}

#[test]
fn hostile_names_do_not_reach_the_terminal() {
    let source = SOURCE.replace("Item=event)", "Item=event) # \u{1b}[2J\u{202e}");
    let shop = project(&[("template.yaml", TEMPLATE), ("src/app.py", &source)]);
    for arguments in [
        &["check"][..],
        &["check", "--format", "github"],
        &["verify"],
        &["explain", "Save"],
    ] {
        let ran = run(shop.path(), arguments);
        let all = ran.stdout + &ran.stderr;
        assert!(
            !all.contains(['\u{1b}', '\u{202e}']),
            "{arguments:?}: {all:?}"
        );
    }
}
