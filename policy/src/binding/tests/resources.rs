//! Which resources calls of single services come out with, where their ARNs are odd.

use super::*;

const TEMPLATE: &str = r#"
Transform: AWS::Serverless-2016-10-31
Resources:
  Group:
    Type: AWS::Logs::LogGroup
  Database:
    Type: AWS::Glue::Database
  TaskRole:
    Type: AWS::IAM::Role
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      TaskRoleArn: !GetAtt TaskRole.Arn
      ExecutionRoleArn: arn:aws:iam::123456789012:role/pull
  Plain:
    Type: AWS::ECS::TaskDefinition
    Properties: {Cpu: "256"}
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.12
      CodeUri: src/
      Environment:
        Variables:
          GROUP: !Ref Group
          TASK: !Ref Task
          PLAIN: !Ref Plain
          STACK: !Ref AWS::StackId
"#;

fn found(service: &str, operation: &str, fields: &[(&str, Argument)]) -> Vec<String> {
    let calls = [call(service, operation, fields)];
    let start = r#""arn:${AWS::Partition}:"#;
    lines(TEMPLATE, "template.yaml", &calls)
        .iter()
        .map(|line| {
            line.replace(start, r#"""#)
                .replace("${AWS::Region}:${AWS::AccountId}:", "…:")
        })
        .collect()
}

#[test]
fn a_log_group_ends_in_an_asterisk_but_for_its_tags() {
    assert_eq!(
        found("logs", "FilterLogEvents", &[("logGroupName", env("GROUP"))]),
        [r#"logs:FilterLogEvents {"Fn::Sub":"logs:…:log-group:${Group}:*"}"#]
    );
    assert_eq!(
        found(
            "logs",
            "CreateLogStream",
            &[("logGroupName", text("a")), ("logStreamName", text("b"))]
        ),
        [r#"logs:CreateLogStream {"Fn::Sub":"logs:…:log-group:a:log-stream:b"}"#]
    );
    let arn = text("arn:aws:logs:eu-west-1:123456789012:log-group:a");
    assert_eq!(
        found(
            "logs",
            "TagResource",
            &[("resourceArn", arn), ("tags", record(&[]))]
        ),
        [r#"logs:TagResource "arn:aws:logs:eu-west-1:123456789012:log-group:a""#]
    );
}

#[test]
fn roles_of_a_task_definition_are_passed() {
    let pass = |name: &str| {
        let mut lines = found("ecs", "RunTask", &[("taskDefinition", env(name))]);
        lines.retain(|line| line.starts_with("iam:"));
        lines
    };
    let to = r#"if {"StringEquals":{"iam:PassedToService":"ecs-tasks.amazonaws.com"}}"#;
    assert_eq!(
        pass("TASK"),
        [
            format!(r#"iam:PassRole "arn:aws:iam::123456789012:role/pull" {to}"#),
            format!(r#"iam:PassRole {{"Fn::GetAtt":["TaskRole","Arn"]}} {to}"#),
        ]
    );
    assert_eq!(pass("PLAIN"), Vec::<String>::new());
    assert_eq!(
        pass("UNKNOWN"),
        [format!(
            r#"iam:PassRole {{"Fn::Sub":"iam::${{AWS::AccountId}}:role/*"}} {to} unbound"#
        )]
    );
}

#[test]
fn what_a_service_writes_lies_below_the_folder_it_is_given() {
    let output = record(&[("OutputLocation", text("s3://results/athena/"))]);
    let lines = found(
        "athena",
        "StartQueryExecution",
        &[("ResultConfiguration", output)],
    );
    assert!(
        lines.contains(&r#"s3:PutObject {"Fn::Sub":"s3:::results/athena/*"}"#.to_owned()),
        "{lines:?}"
    );
    let output = record(&[("S3Bucket", text("out")), ("S3Prefix", text("pages"))]);
    let document = record(&[(
        "S3Object",
        record(&[("Bucket", text("in")), ("Name", text("a.pdf"))]),
    )]);
    assert_eq!(
        found(
            "textract",
            "StartDocumentTextDetection",
            &[("DocumentLocation", document), ("OutputConfig", output)]
        ),
        [
            r#"s3:GetObject {"Fn::Sub":"s3:::in/a.pdf"}"#,
            r#"s3:PutObject {"Fn::Sub":"s3:::out/pages*"}"#,
            r#"textract:StartDocumentTextDetection "*""#,
        ]
    );
}

#[test]
fn documents_of_aws_have_no_account() {
    let send = |name: Argument| {
        let mut lines = found("ssm", "SendCommand", &[("DocumentName", name)]);
        lines.retain(|line| line.contains("document"));
        lines
    };
    assert_eq!(
        send(text("AWS-RunShellScript")),
        [r#"ssm:SendCommand {"Fn::Sub":"ssm:${AWS::Region}::document/AWS-RunShellScript"}"#]
    );
    assert_eq!(
        send(text("Deploy")),
        [r#"ssm:SendCommand {"Fn::Sub":"ssm:…:document/Deploy"}"#]
    );
}

/// The catalog has no name in the call, and is checked all the same.
#[test]
fn a_table_is_read_with_its_database_and_the_catalog() {
    assert_eq!(
        found(
            "glue",
            "GetTable",
            &[("DatabaseName", text("shop")), ("Name", text("orders"))]
        ),
        [
            r#"glue:GetTable {"Fn::Sub":"glue:…:catalog"}"#,
            r#"glue:GetTable {"Fn::Sub":"glue:…:database/shop"}"#,
            r#"glue:GetTable {"Fn::Sub":"glue:…:table/shop/orders"}"#,
        ]
    );
}

/// The account of an organization's member is a name like others, not that of the stack.
#[test]
fn a_member_account_is_named_by_the_call() {
    assert_eq!(
        found(
            "organizations",
            "DescribeAccount",
            &[("AccountId", text("210987654321"))]
        ),
        [
            r#"organizations:DescribeAccount {"Fn::Sub":"organizations::${AWS::AccountId}:account/o-*/210987654321"} unbound"#
        ]
    );
}

#[test]
fn a_ciphertext_names_some_key_of_the_account() {
    assert_eq!(
        found("kms", "Decrypt", &[("CiphertextBlob", text("x"))]),
        [r#"kms:Decrypt {"Fn::Sub":"kms:…:key/*"} unbound"#]
    );
}

/// The bearer is a user or a bot: an ARN that goes on behind a reference is the whole ARN of one.
#[test]
fn an_arn_may_begin_with_a_reference() {
    let bearer = pattern(&[
        Piece::Hole(Hole::Env("INSTANCE".into())),
        literal("/user/admin"),
    ]);
    let channel = text("arn:aws:chime:us-east-1:123456789012:app-instance/a/channel/c");
    let template = TEMPLATE.replace(
        "          GROUP:",
        "          INSTANCE: !GetAtt Custom.InstanceArn\n          GROUP:",
    );
    let template = template.replace(
        "  Group:\n",
        "  Custom:\n    Type: Custom::Instance\n  Group:\n",
    );
    let call = call(
        "chime-sdk-messaging",
        "DescribeChannel",
        &[("ChannelArn", channel), ("ChimeBearer", bearer)],
    );
    assert_eq!(
        lines(&template, "template.yaml", &[call]),
        [
            r#"chime:DescribeChannel "arn:aws:chime:us-east-1:123456789012:app-instance/a/channel/c""#,
            r#"chime:DescribeChannel {"Fn::Sub":"${Custom.InstanceArn}/user/admin"}"#,
        ]
    );
}

/// A name does not tell an id that AWS makes up: a literal binds to nothing, a reference to what it refers to.
#[test]
fn a_name_is_no_id() {
    let template = r#"
Parameters:
  SharedAppId: {Type: String}
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: src/app.handler
      Runtime: python3.13
      Environment: {Variables: {APP: !Ref App, ENVIRONMENT: !Ref Stage, SHARED: !Ref SharedAppId, GROUP: !Ref Group}}
  App: {Type: AWS::AppConfig::Application, Properties: {Name: shop}}
  Stage: {Type: AWS::AppConfig::Environment, Properties: {ApplicationId: !Ref App, Name: live}}
  Group: {Type: AWS::RedshiftServerless::Workgroup, Properties: {WorkgroupName: analytics}}
"#;
    let start = |application: Argument, environment: Argument| {
        let fields = [
            ("ApplicationIdentifier", application),
            ("EnvironmentIdentifier", environment),
            ("ConfigurationProfileIdentifier", text("flags")),
        ];
        call("appconfigdata", "StartConfigurationSession", &fields)
    };
    let shown_all = |call: Call| {
        let synthesis = synthesis(template, "template.yaml", &[call]);
        let code = synthesis
            .grants
            .iter()
            .filter(|it| it.origin == crate::grants::Origin::Code);
        code.map(shown).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(
        shown_all(start(env("APP"), env("ENVIRONMENT"))),
        r#"appconfig:StartConfigurationSession {"Fn::Sub":"arn:${AWS::Partition}:appconfig:${AWS::Region}:${AWS::AccountId}:application/${App}/environment/${Stage}/configuration/*"}"#
    );
    assert_eq!(
        shown_all(start(text("shop"), text("live"))),
        r#"appconfig:StartConfigurationSession {"Fn::Sub":"arn:${AWS::Partition}:appconfig:${AWS::Region}:${AWS::AccountId}:application/*/environment/*/configuration/*"} unbound"#
    );
    assert_eq!(
        shown_all(start(env("SHARED"), text("live"))),
        r#"appconfig:StartConfigurationSession {"Fn::Sub":"arn:${AWS::Partition}:appconfig:${AWS::Region}:${AWS::AccountId}:application/${SharedAppId}/environment/*/configuration/*"}"#
    );
    let query = |workgroup: Argument| {
        let fields = [
            ("WorkgroupName", workgroup),
            (
                "SecretArn",
                text("arn:aws:secretsmanager:eu-west-1:1:secret:s-abcdef"),
            ),
        ];
        call("redshift-data", "ExecuteStatement", &fields)
    };
    assert!(
        shown_all(query(env("GROUP")))
            .contains(r#"{"Fn::GetAtt":["Group","Workgroup.WorkgroupArn"]}"#),
        "{}",
        shown_all(query(env("GROUP")))
    );
    assert!(shown_all(query(text("analytics"))).contains(":workgroup/*"));
}

#[test]
fn the_arn_of_a_stack_brings_its_id_along() {
    let describe =
        |name: Argument| found("cloudformation", "DescribeStacks", &[("StackName", name)]);
    assert_eq!(
        describe(text("orders")),
        [r#"cloudformation:DescribeStacks {"Fn::Sub":"cloudformation:…:stack/orders/*"}"#]
    );
    assert_eq!(
        describe(text(
            "arn:aws:cloudformation:eu-west-1:123456789012:stack/orders/51af"
        )),
        [
            r#"cloudformation:DescribeStacks "arn:aws:cloudformation:eu-west-1:123456789012:stack/orders/51af""#
        ]
    );
    assert_eq!(
        describe(env("STACK")),
        [r#"cloudformation:DescribeStacks {"Ref":"AWS::StackId"}"#]
    );
}
