//! What reports say of code and names that are not plain: code inside of a template, names that several templates have.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops at what it does not expect"
)]

mod project;

use project::{project, run, write};
use tempfile::TempDir;

/// What a command prints.
fn printed(folder: &TempDir, status: i32, arguments: &[&str]) -> String {
    let ran = run(folder.path(), arguments);
    assert_eq!(ran.status, status, "{}", ran.stderr);
    ran.stdout
}

const INLINE: &str = "\
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Runtime: python3.12
      Role: !GetAtt Role.Arn
      Code:
        ZipFile: |
          import boto3

          def handler(event, context):
              save(event)

          def save(event):
              boto3.client('sqs').purge_queue(QueueUrl='q')
              getattr(boto3.client('sqs'), event['x'])()
  Role:
    Type: AWS::IAM::Role
";

#[test]
fn inline_code_is_shown_where_it_stands() {
    let folder = project(&[("template.yaml", INLINE)]);
    let checked = printed(&folder, 1, &["check"]);
    for shown in [
        " --> template.yaml:16:15\n",
        "16 |               boto3.client('sqs').purge_queue(QueueUrl='q')\n",
        " --> template.yaml:17:",
    ] {
        assert!(checked.contains(shown), "{checked}");
    }
    let comment = printed(&folder, 0, &["report", "--format", "markdown"]);
    assert!(
        comment.contains("`template.yaml:16` in `handler > save`"),
        "{comment}"
    );
    assert_eq!(
        comment.matches("is not known").count(),
        1,
        "told twice: {comment}"
    );
}

#[test]
fn functions_of_one_name_are_told_apart_by_their_templates() {
    let code = "def handler(event, context):\n    pass\n";
    let template = "Transform: AWS::Serverless-2016-10-31\nResources:\n  Fn:\n    Type: AWS::Serverless::Function\n    \
                    Properties: {Handler: app.handler, Runtime: python3.12, CodeUri: ., Policies: [{Statement: [{Effect: Allow, Action: 'sqs:*', Resource: '*'}]}]}\n";
    let folder = project(&[]);
    for service in ["orders", "bills"] {
        write(folder.path(), &format!("{service}/template.yaml"), template);
        write(folder.path(), &format!("{service}/app.py"), code);
    }
    let page = printed(&folder, 0, &["report"]);
    for name in [">Fn (orders)</a>", ">Fn (bills)</a>"] {
        assert!(page.contains(name), "{name} is not in {page}");
    }
}

#[test]
fn rows_of_a_comment_tell_what_is_alike_once() {
    let code = "import boto3\ns3 = boto3.client('s3')\n\ndef handler(event, context):\n    for key in ('a', 'b'):\n        s3.get_object(Bucket='files', Key=key)\n";
    let template = "Resources:\n  Fn:\n    Type: AWS::Lambda::Function\n    Properties: {Handler: app.handler, Runtime: python3.12, Code: .}\n";
    let folder = project(&[("template.yaml", template), ("app.py", code)]);
    let comment = printed(&folder, 0, &["report", "--format", "markdown"]);
    let mut rows = comment.lines().filter(|it| it.starts_with("|  |"));
    let (read, logs) = (rows.next().unwrap(), rows.next().unwrap());
    assert!(read.contains("files/a\"`<br>`"), "{read}");
    assert!(
        logs.contains("`logs:CreateLogGroup`, `logs:CreateLogStream`, `logs:PutLogEvents`"),
        "{logs}"
    );
    assert_eq!(rows.next(), None, "{comment}");
}

#[test]
fn what_is_denied_is_not_counted_as_missing() {
    let template = "Resources:\n  Fn:\n    Type: AWS::Lambda::Function\n    Properties: {Handler: app.handler, Runtime: python3.12, Code: ., Role: !GetAtt Role.Arn}\n  \
                    Role:\n    Type: AWS::IAM::Role\n    Properties: {Policies: [{PolicyName: p, PolicyDocument: {Statement: [{Effect: Deny, Action: 'logs:*', Resource: '*'}]}}]}\n";
    let folder = project(&[
        ("template.yaml", template),
        ("app.py", "def handler(event, context):\n    pass\n"),
    ]);
    let page = printed(&folder, 0, &["report"]);
    assert!(
        page.contains(
            "<strong>0</strong> permissions missing<span class=\"part\">3 more denied</span>"
        ),
        "{page}"
    );
}

#[test]
fn a_function_that_needs_nothing_says_so() {
    let template = "Transform: AWS::Serverless-2016-10-31\nResources:\n  Idle:\n    Type: AWS::Serverless::Function\n    \
                    Properties: {Handler: app.handler, Runtime: python3.12, CodeUri: .}\n  Busy:\n    Type: AWS::Serverless::Function\n    \
                    Properties: {Handler: app.busy, Runtime: python3.12, CodeUri: .}\n";
    let folder = project(&[("template.yaml", template)]);
    write(
        folder.path(),
        "app.py",
        "import boto3\ndef handler(event, context):\n    pass\ndef busy(event, context):\n    boto3.client('sns').list_topics()\n",
    );
    let comment = printed(&folder, 0, &["report", "--format", "markdown"]);
    let said = comment
        .matches("needs a permission beside what the framework grants")
        .count();
    assert_eq!(said, 1, "{comment}");
}
