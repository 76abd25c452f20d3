//! Roles written into templates: what all formats have in common, and what is refused.

use super::*;
use crate::document::Statement;
use crate::template::tests::project as project_files;

mod generated;
mod layouts;
mod roles;
mod sam;
mod serverless;
mod size;

/// A policy that reads the table `T`.
fn reads() -> Policy {
    Policy {
        statements: vec![Statement {
            sid: "ReadT".into(),
            actions: vec!["dynamodb:GetItem".into(), "dynamodb:Query".into()],
            resources: vec![Expr::get_att("T", "Arn")],
            condition: None,
        }],
    }
}

fn read(text: &str) -> (Template, String) {
    let files = project_files(text);
    let read = |path: &String| Some((path.clone(), reading::read(&files, path).ok()?));
    let (path, template) = files.0.keys().find_map(read).unwrap();
    (template, String::from_utf8(files.0[&path].clone()).unwrap())
}

/// Plans `policy` for every function named, checks the new text, and that a second run changes nothing.
fn check(project: &str, names: &[&str], policy: &Policy, expected: &str) {
    let (template, text) = read(project);
    let roles: Vec<_> = names
        .iter()
        .map(|name| ((*name).to_owned(), policy.clone()))
        .collect();
    let plan = plan(&text, &template, &roles);
    assert_eq!(plan.refused, [], "{}", plan.text);
    assert_eq!(plan.text, expected);
    let again = project.replace(&text, expected);
    let (template, text) = read(&again);
    let second = super::plan(&text, &template, &roles);
    assert_eq!(second.text, expected, "the second run");
    assert_eq!((second.changed, second.refused), (vec![], vec![]));
}

fn refusal(project: &str, name: &str) -> Refused {
    let (template, text) = read(project);
    let plan = plan(&text, &template, &[(name.to_owned(), reads())]);
    assert_eq!(plan.text, text, "a refused edit leaves the text alone");
    plan.refused.into_iter().next().unwrap()
}

#[test]
fn what_cannot_be_written_is_refused_with_a_snippet() {
    let refused = refusal(
        "//- /serverless.yml\nservice: s\nprovider: {name: aws}\nfunctions: ${file(f.yml)}\n//- /f.yml\nf: {handler: a.b}\n",
        "f",
    );
    assert_eq!(refused.reason, "it is declared in another file");
    assert!(
        refused.snippet.contains("# functions.f\nrole: FRole\n"),
        "{}",
        refused.snippet
    );
    assert!(
        refused.snippet.contains("# resources.Resources\nFRole:\n"),
        "{}",
        refused.snippet
    );
    let refused = refusal(
        "//- /t.yaml\nParameters: {RoleArn: {Type: String}}\nResources:\n  F: {Type: AWS::Lambda::Function, Properties: {Role: !Ref RoleArn, Code: {ZipFile: x}}}\n",
        "F",
    );
    assert!(
        refused.reason.contains("outside of this template"),
        "{}",
        refused.reason
    );
    let refused = refusal(
        "//- /t.yaml
Common: &common {Handler: a.b}
Resources:
  F: {Type: AWS::Serverless::Function, Properties: &p {Handler: a}}
  G: {Type: AWS::Serverless::Function, Properties: *p}
",
        "G",
    );
    assert!(refused.reason.contains("is an alias"), "{}", refused.reason);
    let refused = refusal(
        "//- /t.yaml
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Events: {Up: {Type: S3, Properties: {Bucket: !Ref T}}}
  T: {Type: AWS::S3::Bucket}
",
        "F",
    );
    assert_eq!(refused.reason, "its role and `F` would need each other");
}

#[test]
fn comments_say_where_statements_come_from() {
    let text = "Resources:\r\n  F:\r\n    Type: AWS::Serverless::Function\r\n    Properties:\r\n      InlineCode: x\r\n      Policies:\r\n      - Statement:\r\n        # mine\r\n        - Sid: ReadT\r\n          Effect: Allow\r\n        - {Sid: ReadU}\r\n  G: {Type: Other, Properties: {P: [{Sid: ReadT}]}}\r\n";
    let said = |what: &str| {
        let statements = [("ReadT", what), ("ReadU", what)];
        let statements = statements.map(|(sid, what)| (sid.to_owned(), what.to_owned()));
        BTreeMap::from([("F".to_owned(), BTreeMap::from(statements))])
    };
    let write = |text: &str, what: &str| {
        let (template, text) = read(&format!("//- /t.yaml\n{text}"));
        comments::annotated(&text, &template, &said(what))
    };
    let once = write(text, "a.py:1 dynamodb:GetItem");
    let expected = text.replace(
        "        - Sid: ReadT",
        "        # from a.py:1 dynamodb:GetItem\r\n        - Sid: ReadT",
    );
    assert_eq!(once, expected);
    assert_eq!(write(&once, "a.py:1 dynamodb:GetItem"), once);
    assert_eq!(
        write(&once, "b.py:2 x"),
        expected.replace("a.py:1 dynamodb:GetItem", "b.py:2 x")
    );
}
