//! Permissions that no code calls and that a service uses for it: said before they are gone.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops at what it does not expect"
)]

mod project;

use project::{project, run};
use std::fs;

const TEMPLATE: &str = "\
Transform: AWS::Serverless-2016-10-31
Resources:
  Ask:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.ask
      Runtime: python3.12
      CodeUri: .
      Policies:
        - Statement:
            - Effect: Allow
              Action: [glue:GetTable, s3:GetObject, sns:Publish]
              Resource: '*'
";

const SOURCE: &str = "\
import boto3

def ask(event, context):
    boto3.client('athena').start_query_execution(QueryString=event['q'])
";

#[test]
fn what_a_query_may_read_is_said_when_its_grant_goes() {
    let folder = project(&[("template.yaml", TEMPLATE), ("app.py", SOURCE)]);
    let ran = run(folder.path(), &["apply"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert_eq!(ran.stdout, "template.yaml: wrote the roles of Ask\n");
    let said = "`glue:GetTable`, `s3:GetObject`, which no code calls and `athena:StartQueryExecution` may use: keep";
    assert!(ran.stderr.contains(said), "{}", ran.stderr);
    assert!(!ran.stderr.contains("sns:Publish"), "{}", ran.stderr);
    let again = run(folder.path(), &["apply"]);
    assert_eq!((again.status, again.stderr.as_str()), (0, ""));
}

#[test]
fn what_is_kept_is_not_said_to_be_gone() {
    let kept = TEMPLATE.replace(
        "            - Effect",
        "            # iam-tailor: keep\n            - Effect",
    );
    let folder = project(&[("template.yaml", &kept), ("app.py", SOURCE)]);
    let ran = run(folder.path(), &["apply"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    let text = fs::read_to_string(folder.path().join("template.yaml")).unwrap();
    assert!(text.contains("glue:GetTable"), "{text}");
}
