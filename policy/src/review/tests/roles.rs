//! What is missing, who shares a role, what cannot be seen.

use super::*;
use crate::declared::StatementOrigin;

#[test]
fn what_is_missing_stands_where_it_is_called() {
    let text = role(
        "- Effect: Allow
  Action: dynamodb:GetItem
  Resource: !GetAtt Orders.Arn",
    );
    let needed = [
        ("Fn", "dynamodb:GetItem", table()),
        ("Fn", "dynamodb:PutItem", table()),
        ("Fn", "dynamodb:Query", Expr::sub("${Orders.Arn}/index/*")),
    ];
    assert_eq!(
        findings(&text, &needed),
        "\
high missing-permission 1: `Fn` needs `dynamodb:PutItem` on `${Orders.Arn}`, which the role `Role` does not grant
high missing-permission 1: `Fn` needs `dynamodb:Query` on `${Orders.Arn}/index/*`, which the role `Role` does not grant
"
    );
}

#[test]
fn a_line_that_calls_several_operations_is_told_once() {
    let review = reviewed(
        &role(""),
        &[
            ("Fn", "dynamodb:GetItem", table()),
            ("Fn", "dynamodb:PutItem", table()),
        ],
    );
    let places = review
        .iter()
        .flat_map(|it| &it.findings)
        .flat_map(|it| &it.places);
    let labels: Vec<&str> = places.map(|it| it.label.as_str()).collect();
    assert_eq!(
        labels,
        [
            "calls dynamodb:GetItem, dynamodb:PutItem",
            "the function that needs it"
        ]
    );
}

#[test]
fn a_part_of_what_is_needed_is_not_missing() {
    let text = role(
        "- Effect: Allow
  Action: s3:GetObject
  Resource: arn:aws:s3:::media/reports/*
- Effect: Allow
  Action: sqs:SendMessage
  Resource: !Ref QueueArn",
    );
    let needed = [
        ("Fn", "s3:GetObject", Expr::sub("${Media.Arn}/*")),
        ("Fn", "sqs:SendMessage", Expr::text("arn:aws:sqs:*:*:jobs")),
    ];
    assert_eq!(findings(&text, &needed), "");
}

#[test]
fn a_deny_and_a_boundary_forbid() {
    let text = role(
        "- Effect: Allow
  Action: dynamodb:PutItem
  Resource: !GetAtt Orders.Arn
- Effect: Deny
  Action: dynamodb:Put*
  Resource: '*'",
    );
    let needed = [("Fn", "dynamodb:PutItem", table())];
    let found = findings(&text, &needed);
    assert!(
        found.starts_with(
            "high denied-permission 1: `Fn` needs `dynamodb:PutItem` on `${Orders.Arn}`, which the role `Role` denies"
        ),
        "{found}"
    );
    let text = role(
        "- Effect: Allow
  Action: dynamodb:PutItem
  Resource: !GetAtt Orders.Arn",
    ) + "\x20     PermissionsBoundary: !Ref Boundary
  Boundary:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Statement: [{Effect: Allow, Action: 's3:*', Resource: '*'}]
";
    let found = findings(&text, &needed);
    assert!(
        found.contains("which the permissions boundary does not allow"),
        "{found}"
    );
}

#[test]
fn an_account_and_a_region_that_are_spelled_out_are_the_stacks_own() {
    let text = role(
        "- Effect: Allow
  Action: sqs:SendMessage
  Resource: arn:aws:sqs:eu-west-1:123456789012:jobs",
    );
    let jobs = Expr::sub("arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:jobs");
    assert_eq!(findings(&text, &[("Fn", "sqs:SendMessage", jobs)]), "");
}

#[test]
fn names_that_cloudformation_makes_are_covered_by_the_stacks_prefix() {
    let text = role(
        "- Effect: Allow
  Action: dynamodb:PutItem
  Resource: !Sub arn:aws:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${AWS::StackName}-*",
    );
    let found = findings(&text, &[("Fn", "dynamodb:PutItem", table())]);
    assert!(!found.contains("missing-permission"), "{found}");
}

#[test]
fn a_role_from_elsewhere_is_said_and_nothing_is_missing() {
    let text = "\
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Handler: app.handler
      Runtime: python3.12
      Code: .
      Role: arn:aws:iam::123456789012:role/shared
";
    assert_eq!(
        findings(text, &[("Fn", "dynamodb:PutItem", Expr::text("*"))]),
        "low role-not-visible 8: role `arn:aws:iam::123456789012:role/shared` of `Fn` is not in this template, \
         so what it grants cannot be seen\n"
    );
}

#[test]
fn a_shared_role_is_judged_by_all_that_share_it() {
    let text = "\
service: s
provider:
  name: aws
  runtime: python3.12
  iam:
    role:
      statements:
        - Effect: Allow
          Action: [dynamodb:PutItem, dynamodb:GetItem, dynamodb:Scan]
          Resource: arn:aws:dynamodb:eu-west-1:123456789012:table/orders
functions:
  put: {handler: app.put}
  get: {handler: app.get}
";
    let orders = || Expr::text("arn:aws:dynamodb:eu-west-1:123456789012:table/orders");
    let needed = [
        ("put", "dynamodb:PutItem", orders()),
        ("get", "dynamodb:GetItem", orders()),
    ];
    assert_eq!(
        findings(text, &needed),
        "\
low unused-permission 8: a statement in the role of the service grants `dynamodb:Scan`, which the code of its 2 functions does not use
low shared-role 12: 2 functions share the role of the service: `put`, `get`
"
    );
    let first = reviewed(text, &needed).remove(0);
    let about = first.findings.iter().map(|it| it.role.as_ref().unwrap());
    for role in about {
        assert_eq!(role.name, "the role of the service");
        assert_eq!(role.functions, ["put", "get"]);
    }
}

#[test]
fn statements_of_a_function_and_what_it_inherits() {
    let text = "\
service: s
plugins: [serverless-iam-roles-per-function]
provider:
  name: aws
  runtime: python3.12
  iamRoleStatements:
    - Effect: Allow
      Action: xray:PutTraceSegments
      Resource: '*'
functions:
  put:
    handler: app.put
    iamRoleStatementsInherit: true
    iamRoleStatements:
      - Effect: Allow
        Action: dynamodb:PutItem
        Resource: arn:aws:dynamodb:${aws:region}:${aws:accountId}:table/orders
";
    let orders =
        Expr::sub("arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/orders");
    let needed = [
        ("put", "dynamodb:PutItem", orders),
        ("put", "xray:PutTraceSegments", Expr::text("*")),
    ];
    assert_eq!(findings(text, &needed), "");
}

#[test]
fn connectors_and_conditions_grant() {
    let text = "\
Transform: AWS::Serverless-2016-10-31
Conditions:
  Has: !Equals [a, a]
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.12
      CodeUri: .
      Policies:
        - !If
          - Has
          - Statement:
              - Effect: Allow
                Action: sqs:SendMessage
                Resource: '*'
          - !Ref AWS::NoValue
    Connectors:
      Store:
        Properties:
          Destination: {Id: Orders}
          Permissions: [Write]
  Orders:
    Type: AWS::DynamoDB::Table
";
    let needed = [
        ("Fn", "dynamodb:PutItem", table()),
        ("Fn", "sqs:SendMessage", Expr::text("arn:aws:sqs:*:*:*")),
    ];
    assert_eq!(findings(text, &needed), "");
    let review = reviewed(text, &needed).remove(0);
    let places: Vec<_> = review
        .declared
        .statements
        .iter()
        .map(|it| it.at.at.line)
        .collect();
    assert_eq!(places, [15, 20]);
}

#[test]
fn connectors_to_a_function_grant_polling() {
    let text = "\
Transform: AWS::Serverless-2016-10-31
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties: {Handler: app.handler, Runtime: python3.12, CodeUri: .}
  Jobs:
    Type: AWS::SQS::Queue
    Connectors:
      Poll:
        Properties:
          Destination: {Id: Fn}
          Permissions: [Read]
  Done:
    Type: AWS::Serverless::Connector
    Properties:
      Source: {Id: Jobs}
      Destination: [{Id: Other}, {Id: Fn}]
      Permissions: [Write]
  News: {Type: AWS::SNS::Topic}
  Told:
    Type: AWS::Serverless::Connector
    Properties:
      Source: {Id: News}
      Destination: {Id: Fn}
      Permissions: [Write]
  Lost:
    Type: AWS::Serverless::Connector
    Properties:
      Source: {Id: Nowhere}
      Destination: {Id: Fn}
      Permissions: [Read]
  Orders: {Type: AWS::DynamoDB::Table}
  Streamed:
    Type: AWS::Serverless::Connector
    Properties:
      Source: {Id: Orders}
      Destination: {Id: Fn}
      Permissions: [Read]
  Called:
    Type: AWS::Serverless::Connector
    Properties:
      Source: {Id: Other}
      Destination: {Id: Fn}
      Permissions: [Write]
  Other:
    Type: AWS::Serverless::Function
    Properties: {Handler: app.other, Runtime: python3.12, CodeUri: .}
";
    let review = reviewed(text, &[]).remove(0);
    let granted: Vec<_> = review
        .declared
        .statements
        .iter()
        .filter_map(|it| match &it.origin {
            StatementOrigin::Connector(name) => Some((name.as_str(), it.at.at.line)),
            _ => None,
        })
        .collect();
    assert_eq!(granted, [("Poll", 9), ("Done", 13), ("Streamed", 33)]);
    let gaps: Vec<_> = review
        .declared
        .gaps
        .iter()
        .map(|it| it.at.at.line)
        .collect();
    assert_eq!(gaps, [26]);
}

/// A function whose role is written in this way, beside a role with a name.
fn under(role: &str) -> String {
    format!(
        "\
Conditions:
  Has: !Equals [a, a]
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Handler: app.handler
      Runtime: python3.12
      Code: .
      Role: {role}
  Role:
    Type: AWS::IAM::Role
    Properties:
      RoleName: worker
      Policies:
        - PolicyName: all
          PolicyDocument:
            Statement: [{{Effect: Allow, Action: dynamodb:GetItem, Resource: '*'}}]
"
    )
}

#[test]
fn a_role_of_the_template_is_known_by_its_name() {
    for role in [
        "!Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/worker'",
        "!Sub 'arn:aws:iam::${AWS::AccountId}:role/worker'",
        "arn:aws:iam::123456789012:role/worker",
        "!If [Has, !GetAtt Role.Arn, !GetAtt Role.Arn]",
    ] {
        let found = findings(&under(role), &[("Fn", "dynamodb:PutItem", Expr::text("*"))]);
        assert!(
            found.contains("which the role `Role` does not grant"),
            "{role}: {found}"
        );
    }
    let other = findings(&under("arn:aws:iam::123456789012:role/workers"), &[]);
    assert!(other.contains("role-not-visible"), "{other}");
}

#[test]
fn the_other_side_of_a_role_is_said() {
    let text = under("!If [Has, !Ref RoleArn, !GetAtt Role.Arn]");
    assert_eq!(
        findings(&text, &[("Fn", "dynamodb:GetItem", Expr::text("*"))]),
        "medium data-reach 18: the role `Role` can read data without a limit: `dynamodb:GetItem` on `*`\n\
         low role-not-visible 10: role `!Ref RoleArn` of `Fn` is not in this template, so only the role beside it is reviewed\n"
    );
}

#[test]
fn what_functions_run_without_is_only_told() {
    let text = "\
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties: {Handler: app.handler, Runtime: python3.12, Code: ., Role: !GetAtt Role.Arn}
  Role:
    Type: AWS::IAM::Role
    Properties:
      Policies:
        - PolicyName: logs
          PolicyDocument:
            Statement: [{Effect: Deny, Action: 'logs:*', Resource: '*'}]
";
    let found = platform_findings(
        text,
        &[
            "ec2:DescribeSubnets",
            "ec2:CreateNetworkInterface",
            "logs:PutLogEvents",
        ],
    );
    let heads: Vec<_> = found
        .iter()
        .map(|it| (it.severity.id(), it.rule.id()))
        .collect();
    assert_eq!(
        heads,
        [
            ("medium", "missing-permission"),
            ("info", "missing-permission"),
            ("info", "denied-permission"),
        ]
    );
}

#[test]
fn the_framework_grants_the_secret_of_a_broker_and_not_of_a_managed_cluster() {
    let secret = "secretsmanager:GetSecretValue";
    let found = |event: &str| {
        let text = format!(
            "service: s\nprovider:\n  name: aws\n  runtime: python3.12\nfunctions:\n  f:\n    handler: app.f\n    events:\n      - {event}\n"
        );
        let findings = platform_findings(&text, &[secret]);
        findings
            .iter()
            .any(|it| it.action.as_deref() == Some(secret))
    };
    assert!(found(
        "msk: {arn: 'arn:aws:kafka:eu-west-1:1:cluster/c/u', topic: t, saslScram512: s}"
    ));
    assert!(!found(
        "kafka: {topic: t, bootstrapServers: [a], accessConfigurations: {saslScram512Auth: [s]}}"
    ));
}

#[test]
fn code_that_is_not_read_says_nothing_of_what_is_unused() {
    let text = role(
        "- Effect: Allow
  Action: [dynamodb:PutItem, 'sqs:*']
  Resource: !GetAtt Orders.Arn",
    );
    let reviews = reviewed_as(&text, Status::Unsupported, Vec::new());
    let rules: Vec<_> = reviews[0].findings.iter().map(|it| it.rule.id()).collect();
    assert_eq!(rules, ["wildcard-action"]);
    assert!(
        reviews[0].findings[0]
            .message
            .ends_with("what uses it is not known, because `Fn` was not analysed"),
        "{}",
        reviews[0].findings[0].message
    );
}

#[test]
fn a_statement_among_sam_policies_is_said_once() {
    let text = "\
Transform: AWS::Serverless-2016-10-31
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.12
      CodeUri: .
      Policies:
        - Effect: Allow
          Action: sqs:SendMessage
          Resource: '*'
";
    let found = findings(text, &[]);
    assert_eq!(found.lines().count(), 1, "{found}");
    assert!(
        found.contains("a statement where a policy is expected"),
        "{found}"
    );
}
