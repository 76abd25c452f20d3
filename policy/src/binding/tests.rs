//! Calls by hand against small templates: which grants come out.

mod circles;
mod conditions;
mod names;
mod nested;
mod notifications;
mod origins;
mod resources;
mod several;

use crate::binding::declared::Declared;
use crate::grants::Grant;
use crate::synth::{Synthesis, synthesize};
use crate::template::reading;
use analyzer::facts::{
    Analysis, Argument, Call, Credentials, Field, Frame, Hole, Location, Pattern, Piece, Reason,
    Step,
};
use analyzer::project::{Language, MemoryFiles};

fn text(value: &str) -> Argument {
    Argument::Text(Pattern::literal(value))
}

fn env(name: &str) -> Argument {
    Argument::Text(Pattern::hole(Hole::Env(name.into())))
}

fn unknown() -> Hole {
    Hole::Unknown(Reason::External)
}

fn event(path: &[&str]) -> Hole {
    Hole::Event(
        path.iter()
            .map(|step| match *step {
                "[]" => Step::Any,
                name => Step::Field(name.into()),
            })
            .collect(),
    )
}

fn pattern(pieces: &[Piece]) -> Argument {
    Argument::Text(Pattern(pieces.to_vec()))
}

fn literal(text: &str) -> Piece {
    Piece::Literal(text.into())
}

fn record(fields: &[(&str, Argument)]) -> Argument {
    Argument::Record {
        fields: fields
            .iter()
            .map(|(name, value)| {
                let field = Field {
                    value: value.clone(),
                    optional: false,
                };
                ((*name).to_owned(), field)
            })
            .collect(),
        computed: Vec::new(),
        open: false,
    }
}

fn list(items: &[Argument]) -> Argument {
    Argument::List {
        items: items.to_vec(),
        rest: None,
    }
}

fn call(service: &str, operation: &str, fields: &[(&str, Argument)]) -> Call {
    let at = Location {
        file: "src/app.py".into(),
        line: 3,
        column: 5,
    };
    Call {
        service: service.into(),
        operation: operation.into(),
        arguments: record(fields).into(),
        site: at.clone(),
        chain: vec![Frame {
            function: "handler".into(),
            called_at: at,
        }],
        credentials: Credentials::Own,
        region: None,
    }
}

fn synthesis(template: &str, path: &str, calls: &[Call]) -> Synthesis {
    let files = MemoryFiles(
        [
            (path.to_owned(), template.as_bytes().to_vec()),
            ("src/app.py".to_owned(), b"def handler(e, c): pass".to_vec()),
        ]
        .into(),
    );
    let template = reading::read(&files, path).unwrap();
    let declared = Declared::new(&template);
    let function = template.functions.first().expect("a function");
    let analysis = Analysis {
        calls: calls.to_vec(),
        ..Analysis::default()
    };
    synthesize(&declared, function, Some(Language::Python), &analysis)
}

fn shown(grant: &Grant) -> String {
    let mut line = format!("{} {}", grant.action, grant.resource.to_json());
    if let Some(condition) = &grant.only_if {
        line.push_str(&format!(" when {}", condition.words()));
    }
    if !grant.condition.is_empty() {
        let condition = crate::document::condition_expr(&grant.condition);
        line.push_str(&format!(" if {}", condition.to_json()));
    }
    if !grant.bound {
        line.push_str(" unbound");
    }
    line
}

/// The grants of calls, without what the platform needs.
fn lines(template: &str, path: &str, calls: &[Call]) -> Vec<String> {
    let synthesis = synthesis(template, path, calls);
    synthesis
        .grants
        .iter()
        .filter(|grant| grant.origin != crate::grants::Origin::Platform)
        .map(shown)
        .collect()
}

const SAM: &str = r#"
Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage: {Type: String, Default: dev}
  TopicArn: {Type: String}
  QueueUrl: {Type: String}
Conditions:
  HasAudit: !Equals [!Ref Stage, prod]
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.12
      CodeUri: src/
      Environment:
        Variables:
          TABLE: !Ref Orders
          QUEUE_URL: !Ref Jobs
          BUCKET: !Ref Files
          TOPIC: !Ref TopicArn
          FOREIGN_QUEUE: !Ref QueueUrl
          IMPORTED: !ImportValue orders-table
          EITHER: !If [HasAudit, !Ref Audit, !Ref Jobs]
          PARAMETER: !Ref Config
          STATIC: !Sub "orders-${Stage}"
          KEY: !Ref KeyAlias
      Events:
        Uploaded:
          Type: S3
          Properties:
            Bucket: !Ref Uploads
            Events: s3:ObjectCreated:*
            Filter: {S3Key: {Rules: [{Name: prefix, Value: incoming/}]}}
  Uploads:
    Type: AWS::S3::Bucket
  Files:
    Type: AWS::S3::Bucket
    Properties:
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault: {SSEAlgorithm: aws:kms, KMSMasterKeyID: !GetAtt Key.Arn}
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: !Sub "orders-${Stage}"
  Jobs:
    Type: AWS::SQS::Queue
    Properties: {QueueName: jobs}
  Audit:
    Type: AWS::SQS::Queue
    Condition: HasAudit
  Config:
    Type: AWS::SSM::Parameter
    Properties: {Name: /app/config, Type: String, Value: x}
  Key:
    Type: AWS::KMS::Key
  KeyAlias:
    Type: AWS::KMS::Alias
    Properties: {AliasName: alias/app, TargetKeyId: !Ref Key}
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties: {Name: flow}
"#;

fn sam(calls: &[Call]) -> Vec<String> {
    lines(SAM, "template.yaml", calls)
}

#[test]
fn publishing_to_a_phone_knows_no_resource() {
    let calls = [call("sns", "Publish", &[("PhoneNumber", text("+123"))])];
    assert_eq!(sam(&calls), [r#"sns:Publish "*""#]);
}

#[test]
fn conditional_resources_keep_their_condition() {
    let calls = [call("sqs", "SendMessage", &[("QueueUrl", env("EITHER"))])];
    assert_eq!(
        sam(&calls),
        [
            r#"sqs:SendMessage {"Fn::GetAtt":["Audit","Arn"]} when HasAudit"#,
            r#"sqs:SendMessage {"Fn::GetAtt":["Jobs","Arn"]}"#,
        ]
    );
}

#[test]
fn the_function_itself_is_named_without_a_circle() {
    let name = Argument::Text(Pattern::hole(Hole::Context("function_name".into())));
    let calls = [call("lambda", "Invoke", &[("FunctionName", name)])];
    assert_eq!(
        sam(&calls),
        [
            r#"lambda:InvokeFunction {"Fn::Sub":"arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${AWS::StackName}-Fn-*"}"#
        ]
    );
}

#[test]
fn actions_without_resources_are_bound() {
    let calls = [
        call("sts", "GetCallerIdentity", &[]),
        call("ec2", "DescribeInstances", &[]),
    ];
    assert_eq!(sam(&calls), [r#"ec2:DescribeInstances "*""#]);
}

#[test]
fn foreign_credentials_need_nothing() {
    let mut foreign = call("s3", "ListBuckets", &[]);
    foreign.credentials = Credentials::Foreign;
    assert!(sam(&[foreign]).is_empty());
}

#[test]
fn what_is_not_known_is_said() {
    let found = synthesis(SAM, "template.yaml", &[call("s3", "FryObject", &[])]);
    assert_eq!(found.status.id(), "partial");
    assert_eq!(found.unresolved[0].kind, "unknown-operation");
}

#[test]
fn other_regions_bind_to_nothing_declared() {
    let mut elsewhere = call("dynamodb", "Scan", &[("TableName", text("orders-dev"))]);
    elsewhere.region = Some(text("us-east-1"));
    assert_eq!(
        sam(&[elsewhere]),
        [
            r#"dynamodb:Scan {"Fn::Sub":"arn:${AWS::Partition}:dynamodb:us-east-1:${AWS::AccountId}:table/orders-dev"}"#
        ]
    );
}

#[test]
fn a_client_made_for_an_emulator_or_the_own_region_is_at_home() {
    let mut either = call("dynamodb", "Scan", &[("TableName", text("orders-dev"))]);
    either.region = Some(Argument::OneOf(vec![text("localhost"), Argument::Null]));
    assert_eq!(
        sam(&[either]),
        [r#"dynamodb:Scan {"Fn::GetAtt":["Orders","Arn"]}"#]
    );
}
