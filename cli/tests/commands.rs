//! The commands as a user runs them: output, exit status, files.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops at what it does not expect"
)]

mod project;

use project::{project, run};
use serde_json::{Value, json};
use std::fs;
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
      Policies: [AmazonDynamoDBFullAccess] # far too much
  Idle:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.idle
      Runtime: python3.12
      CodeUri: src/
  Orders:
    Type: AWS::DynamoDB::Table
";

const SOURCE: &str = "\
import os
import boto3
table = boto3.resource('dynamodb').Table(os.environ['TABLE'])

def save(event, context):
    table.put_item(Item=event)

def idle(event, context):
    return 1
";

fn orders() -> TempDir {
    project(&[("template.yaml", TEMPLATE), ("src/app.py", SOURCE)])
}

#[test]
fn synth_prints_version_1() {
    let folder = orders();
    let ran = run(
        folder.path(),
        &["synth", "--format", "json", "--function", "Save"],
    );
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let mut document: Value = serde_json::from_str(&ran.stdout).unwrap();
    let grants = document["templates"][0]["functions"][0]["grants"]
        .as_array_mut()
        .unwrap();
    grants.retain(|grant| grant["origin"] != "platform");
    assert_eq!(
        document,
        json!({"version": 1, "templates": [{"path": "template.yaml", "kind": "sam", "functions": [{
            "name": "Save", "language": "python", "handler": "src/app.py:save", "status": "complete",
            "grants": [{
                "action": "dynamodb:PutItem",
                "resource": {"Fn::GetAtt": ["Orders", "Arn"]},
                "condition": {}, "origin": "code", "bound": true,
                "evidence": [{"file": "src/app.py", "line": 6, "column": 5,
                    "operation": "dynamodb:PutItem", "chain": ["save"]}],
            }],
            "policy": {"Version": "2012-10-17", "Statement": [{
                "Sid": "DynamodbOrders", "Effect": "Allow", "Action": ["dynamodb:PutItem"],
                "Resource": {"Fn::GetAtt": ["Orders", "Arn"]},
            }]},
            "unresolved": [],
            "declared": {"missing": [], "excess": []},
        }]}]})
    );
}

#[test]
fn paths_are_relative_to_what_was_asked_for() {
    let folder = orders();
    let above = folder.path().parent().unwrap();
    let name = folder.path().file_name().unwrap().to_str().unwrap();
    let inside = run(folder.path(), &["synth", "--format", "json"]);
    let outside = run(above, &["synth", name, "--format", "json"]);
    let template = run(
        above,
        &[
            "synth",
            &format!("{name}/template.yaml"),
            "--format",
            "json",
        ],
    );
    assert_eq!(inside.stdout, outside.stdout);
    assert_eq!(inside.stdout, template.stdout);
}

#[test]
fn apply_writes_once_and_diff_says_so() {
    let folder = orders();
    let before = run(folder.path(), &["diff"]);
    assert_eq!(before.status, 1, "{}", before.stderr);
    assert!(
        before.stdout.contains("+            - Sid: DynamodbOrders"),
        "{}",
        before.stdout
    );
    assert_eq!(
        fs::read_to_string(folder.path().join("template.yaml")).unwrap(),
        TEMPLATE
    );
    let applied = run(folder.path(), &["apply"]);
    assert_eq!(
        (applied.status, applied.stdout.as_str()),
        (0, "template.yaml: wrote the roles of Save\n")
    );
    let written = fs::read_to_string(folder.path().join("template.yaml")).unwrap();
    assert!(!written.contains("AmazonDynamoDBFullAccess"), "{written}");
    let after = run(folder.path(), &["diff"]);
    assert_eq!((after.status, after.stdout.as_str()), (0, ""));
    assert_eq!(
        run(folder.path(), &["apply"]).stdout,
        "template.yaml: unchanged\n"
    );
    assert_eq!(
        fs::read_to_string(folder.path().join("template.yaml")).unwrap(),
        written
    );
}

#[test]
fn explain_shows_the_line_and_the_way_to_the_resource() {
    let folder = orders();
    let ran = run(folder.path(), &["explain", "Save", "dynamodb:*"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    for part in [
        "dynamodb:PutItem on !GetAtt Orders.Arn",
        "--> src/app.py:6:5",
        "6 |     table.put_item(Item=event)",
        "`TABLE` is `!Ref Orders` in the function's environment",
    ] {
        assert!(
            ran.stdout.contains(part),
            "{part} is not in\n{}",
            ran.stdout
        );
    }
}

#[test]
fn explain_says_which_variable_the_template_does_not_set() {
    let folder = orders();
    let path = folder.path().join("template.yaml");
    let template = fs::read_to_string(&path).unwrap();
    fs::write(&path, template.replace("TABLE:", "TABLE_NAME:")).unwrap();
    let ran = run(folder.path(), &["explain", "Save", "dynamodb:*"]);
    let part = "`TABLE` is not set in the function's environment";
    assert!(ran.stdout.contains(part), "{}", ran.stdout);
}

#[test]
fn a_source_file_needs_no_template() {
    let folder = orders();
    for arguments in [
        &[
            "synth",
            "src/app.py",
            "--entry",
            "app.py:save",
            "--format",
            "json",
        ][..],
        &["synth", "--entry", "src/app.py:save", "--format", "json"][..],
    ] {
        let ran = run(folder.path(), arguments);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        let document: Value = serde_json::from_str(&ran.stdout).unwrap();
        let template = &document["templates"][0];
        assert_eq!(template["kind"], "none");
        let grants = template["functions"][0]["grants"].as_array().unwrap();
        let put = grants
            .iter()
            .find(|grant| grant["action"] == "dynamodb:PutItem")
            .unwrap();
        assert_eq!(put["resource"], "arn:aws:dynamodb:*:*:table/*");
        assert_eq!(put["bound"], false);
    }
}

#[test]
fn a_function_that_is_not_followed_is_left_as_it_is() {
    let source = format!("{SOURCE}\ndef broken(:\n");
    let folder = project(&[("template.yaml", TEMPLATE), ("src/app.py", &source)]);
    let ran = run(folder.path(), &["apply"]);
    assert_eq!(ran.status, 0);
    assert!(
        ran.stderr
            .contains("`Save` in template.yaml is left as it is"),
        "{}",
        ran.stderr
    );
    assert_eq!(
        fs::read_to_string(folder.path().join("template.yaml")).unwrap(),
        TEMPLATE
    );
}

#[test]
fn a_read_only_template_stays() {
    let folder = orders();
    let path = folder.path().join("template.yaml");
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let ran = run(folder.path(), &["apply"]);
    assert_eq!(ran.status, 3);
    assert!(
        ran.stderr
            .contains("cannot write `template.yaml`: the file is read-only"),
        "{}",
        ran.stderr
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), TEMPLATE);
}

#[test]
fn comments_say_where_statements_come_from() {
    let folder = orders();
    assert_eq!(run(folder.path(), &["apply", "--comments"]).status, 0);
    let text = fs::read_to_string(folder.path().join("template.yaml")).unwrap();
    let comment = "# from src/app.py:6 dynamodb:PutItem\n            - Sid: DynamodbOrders\n";
    assert!(text.contains(comment), "{text}");
    assert_eq!(run(folder.path(), &["diff", "--comments"]).status, 0);
    assert_eq!(run(folder.path(), &["diff"]).status, 0);
}

/// What goes wrong, the status, and a part of what is said.
#[test]
fn bad_input_is_told_with_its_place_and_the_way_out() {
    let wrong_handler = TEMPLATE
        .replace("app.save", "app.sav")
        .replace("app.idle", "app.idl");
    let java = TEMPLATE.replace("python3.12", "java21");
    let folder = project(&[
        ("template.yaml", TEMPLATE),
        ("wrong.yaml", &wrong_handler),
        ("java.yaml", &java),
        ("broken.yaml", "Resources:\n  A: [1\n  b: 2\n"),
        ("bucket.yaml", "Resources: {B: {Type: AWS::S3::Bucket}}\n"),
        ("other.json", "{}"),
        ("src/app.py", SOURCE),
        ("empty/x.txt", ""),
    ]);
    let cases: &[(&[&str], i32, &str)] = &[
        (
            &["synth", "nowhere"],
            3,
            "no such file or folder: `nowhere`",
        ),
        (&["synth", "empty"], 3, "no template found in `empty`"),
        (&["synth", "broken.yaml"], 3, "`broken.yaml`:3:"),
        (&["synth", "other.json"], 3, "not a template"),
        (
            &["synth", "bucket.yaml"],
            3,
            "no Lambda function is declared in `bucket.yaml`",
        ),
        (&["synth", "wrong.yaml"], 3, "--> wrong.yaml:3"),
        (&["synth", "wrong.yaml"], 3, "did you mean"),
        (
            &["synth", "java.yaml"],
            3,
            "runtime `java21` is not supported",
        ),
        (&["apply", "java.yaml"], 3, "no function could be analysed"),
        (
            &["synth", "template.yaml", "--function", "Sav"],
            3,
            "did you mean `Save`?",
        ),
        (
            &["explain", "Saev", "--path", "template.yaml"],
            3,
            "did you mean `Save`?",
        ),
        (
            &["explain", "Save", "s3:GetObject", "--path", "template.yaml"],
            3,
            "needs no `s3:GetObject`",
        ),
        (
            &["synth", "--entry", "src/nope.py"],
            3,
            "no source file `src/nope.py`",
        ),
        (
            &["synth", "--entry", "other.json"],
            3,
            "no supported language",
        ),
        (&["synth", "--formt", "json"], 2, "--format"),
        (
            &["synth", ".", "--template", "templat.yaml"],
            2,
            "did you mean `template.yaml`?",
        ),
        (&["apply", "--entry", "src/app.py"], 2, "use `synth`"),
        (&["frob"], 2, "frob"),
    ];
    for (arguments, status, part) in cases {
        let ran = run(folder.path(), arguments);
        assert_eq!(ran.status, *status, "{arguments:?}: {}", ran.stderr);
        assert!(ran.stderr.contains(part), "{arguments:?}: {}", ran.stderr);
        assert!(
            !ran.stderr.contains("panicked"),
            "{arguments:?}: {}",
            ran.stderr
        );
    }
}

#[test]
fn colours_are_for_terminals() {
    let folder = orders();
    assert!(!run(folder.path(), &["synth"]).stdout.contains('\u{1b}'));
    assert!(!run(folder.path(), &["diff"]).stdout.contains('\u{1b}'));
}
