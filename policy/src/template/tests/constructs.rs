//! One small template for each construct of SAM and CloudFormation that functions are declared with.

use super::*;
use crate::edit;

/// The functions of `t.yaml` with these sections, read; writing no role leaves every other byte alone.
fn check(sections: &str, expected: &str) -> Template {
    let template = read_first(&format!("//- /t.yaml\n{sections}"));
    assert_eq!(dump(&template), expected);
    let text = sections.split("//- /").next().unwrap_or_default();
    let plan = edit::plan(text, &template, &[]);
    assert_eq!(plan.text, text);
    template
}

const FUNCTION: &str = "function: Fn (4:3)
  runtime: python3.12
  handler: a.b
  code: \"src\"
";

#[test]
fn what_only_a_deployment_uses_says_nothing_of_the_function() {
    check(
        "\
Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Runtime: python3.12, CodeUri: src, Timeout: 3}}
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Metadata: {SamResourceId: Fn}
    DeletionPolicy: Retain
    Connectors: {C: {Properties: {Destination: {Id: T}, Permissions: [Read]}}}
    Properties:
      Handler: a.b
      AutoPublishAlias: live
      DeploymentPreference:
        Type: Canary10Percent5Minutes
        Alarms: [!Ref Alarm]
        Hooks: {PreTraffic: !Ref Hook}
  T: {Type: AWS::Serverless::SimpleTable}
  Alarm: {Type: AWS::CloudWatch::Alarm}
  Child:
    Type: AWS::Serverless::Application
    Properties: {Location: child/template.yaml, Parameters: {Table: !Ref T}}
  Bought:
    Type: AWS::Serverless::Application
    Properties: {Location: {ApplicationId: arn:aws:serverlessrepo:us-east-1:1:applications/x, SemanticVersion: 1.0.0}}
  Stack:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: ./nested.yaml}
",
        FUNCTION,
    );
}

#[test]
fn asynchronous_destinations_of_both_sides() {
    check(
        "\
Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Runtime: python3.12, CodeUri: src}}
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b
      EventInvokeConfig:
        MaximumRetryAttempts: 1
        DestinationConfig:
          OnSuccess: {Type: EventBridge, Destination: !GetAtt Bus.Arn}
          OnFailure: {Type: Lambda, Destination: !GetAtt Other.Arn}
",
        &format!(
            "{FUNCTION}  destinations: {}\n",
            r#"{"Fn::GetAtt":["Bus","Arn"]} {"Fn::GetAtt":["Other","Arn"]}"#
        ),
    );
}

#[test]
fn layers_of_the_template_are_folders_and_others_only_named() {
    let template = check(
        "\
Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Runtime: python3.12, CodeUri: src, Layers: [!Ref Own]}}
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b
      Layers:
        - arn:aws:lambda:us-east-1:1:layer:x:1
        - !Ref Bucketed
        - !If [Has, !Ref Plain, !Ref AWS::NoValue]
  Own: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: ./own}}
  Plain: {Type: AWS::Lambda::LayerVersion, Properties: {Content: plain.zip}}
  Bucketed: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: s3://b/k.zip}}
//- /own/python/x.py
",
        &format!("{FUNCTION}  layers: own/python own \n"),
    );
    assert_eq!(template.functions[0].layer_references.len(), 4);
}

#[test]
fn builds_tell_entries_binaries_and_images() {
    check(
        "\
Transform: AWS::Serverless-2016-10-31
Resources:
  Made:
    Type: AWS::Serverless::Function
    Metadata: {BuildMethod: makefile, ContextDir: ..}
    Properties: {CodeUri: src, Handler: a.b, Runtime: python3.12}
  Bundled:
    Type: AWS::Serverless::Function
    Metadata:
      BuildMethod: esbuild
      BuildProperties: {Minify: true, EntryPoints: [a.ts, b.ts], External: ['@aws-sdk/*']}
    Properties: {CodeUri: src, Handler: a.b, Runtime: nodejs20.x}
  Image:
    Type: AWS::Serverless::Function
    Metadata: {DockerContext: ./img, Dockerfile: Dockerfile.fn, DockerTag: v1}
    Properties: {PackageType: Image}
//- /img/Dockerfile.fn
FROM public.ecr.aws/lambda/python:3.12
COPY app.py ./
CMD [\"app.main\"]
//- /img/app.py
",
        "\
function: Made (3:3)
  runtime: python3.12
  handler: a.b
  code: \"src\"
function: Bundled (7:3)
  runtime: nodejs20.x
  handler: a.b
  code: \"src\"
  entries: a.ts b.ts
function: Image (13:3)
  runtime: python3.12
  handler: app.main
  code: \"img\"
",
    );
}

#[test]
fn rules_mappings_and_conditions() {
    check(
        "\
Parameters: {Stage: {Type: String, Default: dev}}
Rules: {R: {Assertions: [{Assert: !Contains [[dev, prod], !Ref Stage]}]}}
Mappings: {Code: {dev: {Folder: src, Runtime: python3.12}}}
Conditions: {Is: !Or [!Equals [!Ref Stage, dev], !Not [!Condition Other]], Other: !Equals [a, b]}
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Condition: Is
    Properties:
      Handler: a.b
      Runtime: !FindInMap [Code, !Ref Stage, Runtime]
      Code: !FindInMap [Code, !Ref Stage, Folder]
      Environment: {Variables: {X: !If [Is, !Ref A, !Ref AWS::NoValue]}}
      Role: !If [Is, !GetAtt R1.Arn, !GetAtt R2.Arn]
",
        r#"function: Fn (6:3)
  runtime: python3.12
  handler: a.b
  code: "src"
  env: X={"Fn::If":["Is",{"Ref":"A"},{"Ref":"AWS::NoValue"}]}
  condition: Is
  role: {"Fn::If":["Is",{"Fn::GetAtt":["R1","Arn"]},{"Fn::GetAtt":["R2","Arn"]}]}
"#,
    );
}

#[test]
fn language_extensions_and_transforms_are_left_alone() {
    check(
        "\
Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]
Mappings: {M: {z: {y: python3.9}}}
Resources:
  Fn:
    Type: AWS::Serverless::Function
    DeletionPolicy: !If [Keep, Retain, Delete]
    Properties:
      CodeUri: src
      Handler: a.b
      Runtime: !FindInMap [M, x, y, {DefaultValue: python3.12}]
      Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://b/fn.yaml}}
      Environment:
        Variables:
          N: !Length [a, b]
          J: !ToJsonString {a: !Ref T}
  Fn::Transform: {Name: Own, Parameters: {X: 1}}
  T: {Type: AWS::DynamoDB::Table}
Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://b/more.yaml}}
",
        &format!(
            "{FUNCTION}{}",
            r#"  env: J={"Fn::ToJsonString":{"a":{"Ref":"T"}}}
  env: N={"Fn::Length":["a","b"]}
"#
        ),
    );
}
