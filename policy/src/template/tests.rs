//! Functions read from SAM and CloudFormation templates.

use super::reading::read;
use super::*;
use analyzer::project::MemoryFiles;

/// A project in one text: every file after a `//- /path` line.
pub(crate) fn project(text: &str) -> MemoryFiles {
    let mut files = MemoryFiles::default();
    for part in text.split("//- /").skip(1) {
        let (path, content) = part.split_once('\n').unwrap();
        files
            .0
            .insert(path.trim().to_owned(), content.as_bytes().to_vec());
    }
    files
}

fn show(expr: &Expr) -> String {
    expr.to_json().to_string().trim_matches('"').to_owned()
}

/// The functions of a template, one fact a line, absent facts left out.
pub(crate) fn dump(template: &Template) -> String {
    let mut out = String::new();
    for function in &template.functions {
        let mut line = |key: &str, value: String| {
            if !value.is_empty() {
                out += &format!("{key}: {value}\n");
            }
        };
        let list = |values: &[Expr]| values.iter().map(show).collect::<Vec<_>>().join(" ");
        let one = |value: &Option<Expr>| value.as_ref().map(show).unwrap_or_default();
        line(
            "function",
            format!(
                "{} ({}:{})",
                function.name, function.at.line, function.at.column
            ),
        );
        if function.logical_id != function.name {
            line("  id", function.logical_id.clone());
        }
        line("  name", one(&function.function_name));
        line("  runtime", function.runtime.clone().unwrap_or_default());
        line("  handler", function.handler.clone().unwrap_or_default());
        line(
            "  code",
            function
                .code_root
                .as_ref()
                .map(|it| format!("{it:?}"))
                .unwrap_or_default(),
        );
        line("  inline", function.inline_code.clone().unwrap_or_default());
        line("  entries", function.entry_points.join(" "));
        line("  binaries", function.binaries.join(" "));
        line("  layers", function.layers.join(" "));
        for (key, value) in &function.environment {
            line("  env", format!("{key}={}", show(value)));
        }
        for trigger in &function.triggers {
            line(
                "  trigger",
                format!("{:?} {}", trigger.kind, one(&trigger.source))
                    .trim_end()
                    .to_owned(),
            );
        }
        line("  vpc", one(&function.platform.vpc));
        line("  tracing", one(&function.platform.tracing));
        line("  dead letter", one(&function.platform.dead_letter));
        line("  destinations", list(&function.platform.destinations));
        line("  file systems", list(&function.platform.file_systems));
        line(
            "  condition",
            function.condition.clone().unwrap_or_default(),
        );
        line(
            "  role",
            match &function.role {
                DeclaredRole::Implicit => String::new(),
                DeclaredRole::SamPolicies(policies) => format!("policies {}", list(policies)),
                DeclaredRole::ServerlessStatements {
                    statements,
                    inherit,
                } => {
                    format!("statements {} inherit={inherit}", list(statements))
                }
                DeclaredRole::Role(role) => show(role),
            },
        );
    }
    for problem in &template.problems {
        out += &format!(
            "problem: {} {}:{} {}\n",
            problem.kind, problem.at.line, problem.at.column, problem.message
        );
    }
    out
}

fn read_first(text: &str) -> Template {
    let files = project(text);
    let path = text
        .split("//- /")
        .nth(1)
        .unwrap()
        .lines()
        .next()
        .unwrap()
        .trim()
        .to_owned();
    read(&files, &path).unwrap()
}

#[test]
fn sam_functions() {
    let template = read_first(
        r#"//- /app/template.yaml
Transform: AWS::Serverless-2016-10-31
Parameters:
  Py: {Type: String, Default: python3.12}
Globals:
  Function:
    Runtime: !Ref Py
    CodeUri: src/
    Tracing: Active
    Environment:
      Variables:
        LOG: info
        TABLE: none
    Layers: [!Ref Shared]
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
  Shared:
    Type: AWS::Serverless::LayerVersion
    Properties: {ContentUri: layer}
  Api:
    Type: AWS::Serverless::Function
    Condition: IsProd
    Properties:
      FunctionName: !Sub "${AWS::StackName}-api"
      Handler: api.handler
      Environment:
        Variables:
          TABLE: !Ref Orders
      Policies:
        - AWSLambdaBasicExecutionRole
        - DynamoDBReadPolicy: {TableName: !Ref Orders}
      Events:
        Get: {Type: HttpApi}
        Poll:
          Type: SQS
          Properties: {Queue: !GetAtt Jobs.Arn}
        Odd: {Type: Bogus}
      EventInvokeConfig:
        DestinationConfig:
          OnFailure: {Type: SQS, Destination: !GetAtt Dead.Arn}
      DeadLetterQueue: {Type: SQS, TargetArn: !GetAtt Dead.Arn}
  Put:
    Type: AWS::Serverless::Function
    Metadata: {BuildMethod: rust-cargolambda, BuildProperties: {Binary: put}}
    Properties:
      CodeUri: ../rust
      Runtime: provided.al2023
      Handler: bootstrap
      Tracing: PassThrough
      Policies: AmazonS3ReadOnlyAccess
  Ts:
    Type: AWS::Serverless::Function
    Metadata: {BuildMethod: esbuild, BuildProperties: {EntryPoints: [ts/app.ts]}}
    Properties:
      Runtime: nodejs20.x
      CodeUri: .
      Handler: app.handler
      Role: !GetAtt Role.Arn
      Events:
        Up: {Type: S3, Properties: {Bucket: !Ref Uploads, Events: "s3:ObjectCreated:*"}}
  In:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: !Ref AWS::NoValue
      Handler: index.handler
      InlineCode: |
        def handler(e, c): pass
//- /app/layer/python/shared.py
"#,
    );
    let expected = r#"function: Api (20:3)
  name: {"Fn::Sub":"${AWS::StackName}-api"}
  runtime: python3.12
  handler: api.handler
  code: "app/src"
  layers: app/layer/python app/layer
  env: LOG=info
  env: TABLE={"Ref":"Orders"}
  trigger: Http
  trigger: Sqs {"Fn::GetAtt":["Jobs","Arn"]}
  tracing: Active
  dead letter: {"Fn::GetAtt":["Dead","Arn"]}
  destinations: {"Fn::GetAtt":["Dead","Arn"]}
  condition: IsProd
  role: policies AWSLambdaBasicExecutionRole {"DynamoDBReadPolicy":{"TableName":{"Ref":"Orders"}}}
function: Put (42:3)
  runtime: provided.al2023
  handler: bootstrap
  code: "rust"
  binaries: put rust
  layers: app/layer/python app/layer
  env: LOG=info
  env: TABLE=none
  role: policies AmazonS3ReadOnlyAccess
function: Ts (51:3)
  runtime: nodejs20.x
  handler: app.handler
  code: "app"
  entries: ts/app.ts
  layers: app/layer/python app/layer
  env: LOG=info
  env: TABLE=none
  trigger: S3 {"Ref":"Uploads"}
  tracing: Active
  role: {"Fn::GetAtt":["Role","Arn"]}
function: In (61:3)
  runtime: python3.12
  handler: index.handler
  inline: def handler(e, c): pass

  layers: app/layer/python app/layer
  env: LOG=info
  env: TABLE=none
  tracing: Active
problem: unknown-event 20:3 event `Odd` of `Api` has no type that is known
"#;
    assert_eq!(dump(&template), expected);
    assert_eq!(template.kind, Kind::Sam);
    assert!(dependency::depends_on(&template, "Uploads", "Ts"));
    assert!(!dependency::depends_on(&template, "Ts", "Uploads"));
    assert!(!dependency::depends_on(&template, "Api", "Jobs"));
    assert!(dependency::depends_on(&template, "Api", "Orders"));
}

#[test]
fn cloudformation_functions() {
    let template = read_first(
        r#"//- /template.json
{"AWSTemplateFormatVersion": "2010-09-09",
 "Resources": {
  "Queue": {"Type": "AWS::SQS::Queue"},
  "F": {"Type": "AWS::Lambda::Function", "DependsOn": ["Other"], "Properties": {
    "FunctionName": "worker", "Runtime": "nodejs20.x", "Handler": "src/worker.main",
    "Code": {"S3Bucket": "b", "S3Key": "k.zip"},
    "Role": {"Fn::GetAtt": ["Role", "Arn"]},
    "TracingConfig": {"Mode": "Active"},
    "VpcConfig": {"SubnetIds": ["s"]},
    "DeadLetterConfig": {"TargetArn": {"Fn::GetAtt": ["Queue", "Arn"]}},
    "Environment": {"Variables": {"Q": {"Ref": "Queue"}}}}},
  "Alias": {"Type": "AWS::Lambda::Alias", "Properties": {"FunctionName": {"Ref": "F"}, "Name": "live"}},
  "Map": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": {
    "FunctionName": {"Ref": "Alias"}, "EventSourceArn": {"Fn::GetAtt": ["Queue", "Arn"]}}},
  "Rule": {"Type": "AWS::Events::Rule", "Properties": {"EventPattern": {}, "Targets": [{"Arn": {"Fn::GetAtt": ["F", "Arn"]}, "Id": "x"}]}},
  "Bucket": {"Type": "AWS::S3::Bucket", "Properties": {"NotificationConfiguration": {"LambdaConfigurations": [
    {"Event": "s3:ObjectCreated:*", "Function": "arn:aws:lambda:us-east-1:1:function:worker:live"}]}}},
  "Invoke": {"Type": "AWS::Lambda::EventInvokeConfig", "Properties": {"FunctionName": {"Ref": "F"}, "Qualifier": "$LATEST",
    "DestinationConfig": {"OnSuccess": {"Destination": {"Ref": "Topic"}}}}},
  "Allow1": {"Type": "AWS::Lambda::Permission", "Properties": {"FunctionName": "worker", "Principal": "events.amazonaws.com"}},
  "Allow2": {"Type": "AWS::Lambda::Permission", "Properties": {"FunctionName": {"Ref": "F"}, "Principal": "sns.amazonaws.com", "SourceArn": {"Ref": "Topic"}}},
  "Custom": {"Type": "Custom::Thing", "Properties": {"ServiceToken": {"Fn::GetAtt": ["F", "Arn"]}}},
  "G": {"Type": "AWS::Lambda::Function", "Properties": {"Handler": "nowhere.main", "Runtime": "python3.12", "Code": {"S3Bucket": "b", "S3Key": "g.zip"}}}
 }}
//- /src/worker.js
exports.main = 1
"#,
    );
    let expected = r#"function: F (4:3)
  name: worker
  runtime: nodejs20.x
  handler: src/worker.main
  code: ""
  env: Q={"Ref":"Queue"}
  trigger: Sqs {"Fn::GetAtt":["Queue","Arn"]}
  trigger: EventBridge
  trigger: S3 {"Ref":"Bucket"}
  trigger: CustomResource
  trigger: Sns {"Ref":"Topic"}
  vpc: {"SubnetIds":["s"]}
  tracing: Active
  dead letter: {"Fn::GetAtt":["Queue","Arn"]}
  destinations: {"Ref":"Topic"}
  role: {"Fn::GetAtt":["Role","Arn"]}
function: G (23:3)
  runtime: python3.12
  handler: nowhere.main
problem: missing-code 23:3 the code of `G` is an object in a bucket and no single folder here holds its handler `nowhere.main`; give its folder as a local path
"#;
    assert_eq!(dump(&template), expected);
    assert_eq!(template.kind, Kind::CloudFormation);
    assert!(dependency::depends_on(&template, "F", "Other"));
    assert!(dependency::depends_on(&template, "Bucket", "F"));
}

#[test]
fn unreadable_templates_say_where_and_why() {
    let files = project(
        "//- /a.yaml\nResources:\n  X: [\n//- /b.yaml\nname: x\n//- /c.json\n{\"a\": }\n//- /d.yaml\n",
    );
    let messages: Vec<_> = ["a.yaml", "b.yaml", "c.json", "d.yaml", "e.yaml"]
        .iter()
        .map(|path| read(&files, path).unwrap_err().to_string())
        .collect();
    assert!(
        messages[0].starts_with("`a.yaml`:3:1: not valid YAML: "),
        "{}",
        messages[0]
    );
    assert!(
        messages[1].starts_with("`b.yaml`:1:1: not a template: "),
        "{}",
        messages[1]
    );
    assert!(
        messages[2].starts_with("`c.json`:1:7: not valid JSON: "),
        "{}",
        messages[2]
    );
    assert!(
        messages[3].starts_with("`d.yaml`:1:1: the file is empty"),
        "{}",
        messages[3]
    );
    assert!(
        messages[4].starts_with("`e.yaml`:1:1: no such file"),
        "{}",
        messages[4]
    );
}

mod constructs;
