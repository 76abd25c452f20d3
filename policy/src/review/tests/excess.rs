//! Unused actions, wildcards and wide resources.

use super::*;

#[test]
fn what_is_used_as_granted_is_no_finding() {
    let text = role(
        "- Effect: Allow
  Action: [dynamodb:PutItem, dynamodb:GetItem]
  Resource: !GetAtt Orders.Arn
- Effect: Allow
  Action: s3:GetObject
  Resource: arn:aws:s3:::media/in/*",
    );
    let needed = [
        ("Fn", "dynamodb:PutItem", table()),
        (
            "Fn",
            "dynamodb:GetItem",
            Expr::sub(
                "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Orders}",
            ),
        ),
        ("Fn", "s3:GetObject", Expr::sub("${Media.Arn}/in/*")),
    ];
    assert_eq!(findings(&text, &needed), "");
}

#[test]
fn unused_actions_are_listed_by_statement() {
    let text = role(
        "- Effect: Allow
  Action: [dynamodb:PutItem, dynamodb:DeleteItem, dynamodb:Scan]
  Resource: !GetAtt Orders.Arn
- Sid: Old
  Effect: Allow
  Action: sqs:SendMessage
  Resource: arn:aws:sqs:eu-west-1:123456789012:old",
    );
    let needed = [("Fn", "dynamodb:PutItem", table())];
    assert_eq!(
        findings(&text, &needed),
        "\
medium unused-permission 26: statement `Old` in the role `Role` grants `sqs:SendMessage`, which the code does not use
low unused-permission 23: a statement in the role `Role` grants `dynamodb:DeleteItem`, `dynamodb:Scan`, which the code does not use
"
    );
    let review = reviewed(&text, &needed).remove(0);
    let excess: Vec<_> = review
        .excess
        .iter()
        .map(|it| (it.action.as_str(), it.statement))
        .collect();
    assert_eq!(
        excess,
        [
            ("dynamodb:DeleteItem", 0),
            ("dynamodb:Scan", 0),
            ("sqs:SendMessage", 1)
        ]
    );
}

#[test]
fn wildcards_in_actions() {
    let text = role(
        "- Effect: Allow
  Action:
    - dynamodb:*
    - s3:Get*
    - '*'
  Resource: '*'",
    );
    let needed = [("Fn", "dynamodb:PutItem", table())];
    let found = findings(&text, &needed);
    assert!(
        found.contains("high wildcard-action 27: `*` in the role `Role` grants every action of AWS; the code uses `dynamodb:PutItem`"),
        "{found}"
    );
    assert!(
        found.contains("medium wildcard-action 25: `dynamodb:*` in the role `Role` grants "),
        "{found}"
    );
    assert!(
        found.contains("low wildcard-action 26: `s3:Get*` in the role `Role` grants "),
        "{found}"
    );
    assert!(
        found.contains("the code does not use any of them"),
        "{found}"
    );
}

#[test]
fn an_inverted_action_is_everything() {
    let text = role(
        "- Effect: Allow
  NotAction: iam:*
  Resource: '*'",
    );
    let found = findings(&text, &[("Fn", "dynamodb:PutItem", table())]);
    assert!(
        found.contains(
            "high wildcard-action 23: `NotAction` in the role `Role` allows every action of AWS but `iam:*`"
        ),
        "{found}"
    );
}

#[test]
fn resources_that_are_too_wide() {
    let text = role(
        "- Effect: Allow
  Action: dynamodb:PutItem
  Resource: '*'
- Effect: Allow
  Action: s3:PutObject
  Resource: arn:aws:s3:::media/*",
    );
    let needed = [
        ("Fn", "dynamodb:PutItem", table()),
        ("Fn", "s3:PutObject", Expr::sub("${Media.Arn}/out/*")),
    ];
    assert_eq!(
        findings(&text, &needed),
        "\
medium wildcard-resource 23: the role `Role` grants `dynamodb:PutItem` on `*`; the code needs it on `${Orders.Arn}`
low wide-resource 26: the role `Role` grants `s3:PutObject` on `arn:aws:s3:::media/*`; the code needs it on `${Media.Arn}/out/*`
"
    );
}

#[test]
fn resources_of_one_statement_that_are_too_wide_are_told_together() {
    let text = role(
        "- Effect: Allow
  Action: [s3:PutObject, s3:GetObject]
  Resource: ['arn:aws:s3:::media/*', 'arn:aws:s3:::media*']
- Effect: Allow
  Action: dynamodb:PutItem
  Resource: arn:aws:dynamodb:*:*:table/jobs",
    );
    let needed = [
        ("Fn", "s3:PutObject", Expr::sub("${Media.Arn}/out/*")),
        ("Fn", "s3:GetObject", Expr::sub("${Media.Arn}/in/*")),
        (
            "Fn",
            "dynamodb:PutItem",
            Expr::sub("arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/jobs"),
        ),
    ];
    assert_eq!(
        findings(&text, &needed),
        "\
low wide-resource 23: the role `Role` grants `s3:PutObject`, `s3:GetObject` on `arn:aws:s3:::media/*`, `arn:aws:s3:::media*`; the code needs them on `${Media.Arn}/in/*`, `${Media.Arn}/out/*`
info wide-resource 26: the role `Role` grants `dynamodb:PutItem` on `arn:aws:dynamodb:*:*:table/jobs`; the code needs it on `arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/jobs`
"
    );
}

#[test]
fn a_list_that_is_given_at_deployment_is_not_everything() {
    let text = role(
        "- Effect: Allow
  Action: kms:Decrypt
  Resource: !Split [',', !Ref Keys]",
    ) + "Parameters: {Keys: {Type: String}}\n";
    let found = findings(&text, &[("Fn", "kms:Decrypt", Expr::text("*"))]);
    assert_eq!(found, "");
}

#[test]
fn a_wildcard_stands_for_what_can_be_granted_on_its_resources() {
    let counted = |resource: &str| {
        let text = role(&format!(
            "- Effect: Allow\n  Action: sqs:*\n  Resource: {resource}"
        ));
        let found = findings(&text, &[("Fn", "sqs:SendMessage", Expr::text("*"))]);
        let (_, rest) = found.split_once("grants ").unwrap();
        rest.split_once(';').unwrap().0.to_owned()
    };
    assert_eq!(counted("'*'"), "20 actions (3 can change who may do what)");
    assert_eq!(
        counted("arn:aws:sqs:*:*:jobs"),
        "19 actions (3 can change who may do what)"
    );
}

#[test]
fn an_action_that_knows_no_resource_is_granted_on_everything() {
    let text = role(
        "- Effect: Allow
  Action: [ec2:DescribeSubnets, cloudwatch:PutMetricData]
  Resource: '*'",
    );
    let needed = [
        ("Fn", "ec2:DescribeSubnets", Expr::text("*")),
        ("Fn", "cloudwatch:PutMetricData", Expr::text("*")),
    ];
    assert_eq!(findings(&text, &needed), "");
    let text = role(
        "- Effect: Allow
  Action: ec2:DescribeSubnets
  Resource: arn:aws:ec2:eu-west-1:123456789012:subnet/s",
    );
    let found = findings(&text, &[("Fn", "ec2:DescribeSubnets", Expr::text("*"))]);
    assert!(found.starts_with("high missing-permission 1: "), "{found}");
}

#[test]
fn secrets_and_data_that_are_open() {
    let text = role(
        "- Effect: Allow
  Action: [secretsmanager:GetSecretValue, ssm:GetParameter]
  Resource: '*'
- Effect: Allow
  Action: kms:Decrypt
  Resource: arn:aws:kms:*:*:key/*
- Effect: Allow
  Action: s3:GetObject
  Resource: arn:aws:s3:::*",
    );
    let needed = [("Fn", "s3:GetObject", Expr::sub("${Media.Arn}/*"))];
    assert_eq!(
        findings(&text, &needed),
        "\
high open-secrets 23: the role `Role` can read every secret and parameter: `secretsmanager:GetSecretValue`, `ssm:GetParameter` on `*`
medium data-reach 29: the role `Role` can read data without a limit: `s3:GetObject` on `arn:aws:s3:::*`
medium open-secrets 26: the role `Role` can decrypt with every key: `kms:Decrypt` on `arn:aws:kms:*:*:key/*`
"
    );
}

#[test]
fn actions_that_do_not_exist() {
    let text = role(
        "- Effect: Allow
  Action: [s3:HeadBucket, dynamodb:PutItem]
  Resource: '*'",
    );
    let found = findings(&text, &[("Fn", "dynamodb:PutItem", table())]);
    assert!(
        found.contains(
            "low unknown-action 23: `s3:HeadBucket` in the role `Role` grants nothing, because there is no such action"
        ),
        "{found}"
    );
}

#[test]
fn policy_templates_are_judged_as_a_whole() {
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
        - DynamoDBReadPolicy:
            TableName: !Ref Orders
        - AmazonS3FullAccess
        - SQSSendMessagePolicy: {QueueName: x}
        - NoSuchPolicy: {QueueName: x}
        - arn:aws:iam::123456789012:policy/team
  Orders:
    Type: AWS::DynamoDB::Table
";
    let needed = [
        ("Fn", "dynamodb:GetItem", table()),
        ("Fn", "s3:GetObject", Expr::text("arn:aws:s3:::media/*")),
    ];
    assert_eq!(
        findings(text, &needed),
        "\
medium unused-permission 13: policy template `SQSSendMessagePolicy` for `arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:x` in the role of `Fn` grants nothing that the code uses
medium wildcard-action 12: managed policy `AmazonS3FullAccess` in the role of `Fn` grants `s3:*`; the code uses `s3:GetObject`
medium data-reach 12: the role of `Fn` can read data without a limit: `s3:GetObject`, `s3:GetObjectVersion` on `*`, by managed policy `AmazonS3FullAccess`
low unused-permission 10: policy template `DynamoDBReadPolicy` for `arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Orders}` in the role of `Fn` grants `dynamodb:BatchGetItem`, `dynamodb:DescribeTable`, `dynamodb:Query`, `dynamodb:Scan` besides what the code uses (`dynamodb:GetItem`)
low role-not-visible 14: SAM policy template `NoSuchPolicy` in the role of `Fn`: what it grants cannot be seen
low unknown-managed-policy 15: what the role of `Fn` grants by managed policy `arn:aws:iam::123456789012:policy/team` is not known here
"
    );
}

#[test]
fn an_action_that_is_used_on_other_resources_says_on_which() {
    let text = role(
        "- Effect: Allow
  Action: dynamodb:PutItem
  Resource: arn:aws:dynamodb:*:*:table/order",
    );
    let found = findings(&text, &[("Fn", "dynamodb:PutItem", table())]);
    assert!(
        found.contains(
            "medium unused-permission 23: a statement in the role `Role` grants `dynamodb:PutItem` on `arn:aws:dynamodb:*:*:table/order`, \
             where the code does not use it: needed is `${Orders.Arn}`"
        ),
        "{found}"
    );
}

#[test]
fn a_name_in_front_of_a_wildcard_is_a_limit() {
    let text = role(
        "- Effect: Allow
  Action: secretsmanager:GetSecretValue
  Resource: !If [Has, !Ref Key, !Sub '${KeyArn}*']
- Effect: Allow
  Action: s3:GetObject
  Resource: arn:aws:s3:::*-uploads/*
- Effect: Allow
  Action: dynamodb:GetItem
  Resource: arn:aws:dynamodb:*:*:table/*-orders",
    );
    let found = findings(&text, &[]);
    for rule in ["open-secrets", "data-reach"] {
        assert!(!found.contains(rule), "{found}");
    }
    assert!(!found.contains("Fn::If"), "{found}");
}

#[test]
fn a_wildcard_says_how_much_of_it_changes_permissions() {
    let text = role(
        "- Effect: Allow
  Action: sqs:*
  Resource: '*'",
    );
    let found = findings(&text, &[]);
    assert!(found.contains("(3 can change who may do what)"), "{found}");
}

#[test]
fn what_a_service_may_use_for_the_code_is_not_unused() {
    let text = role(
        "- Effect: Allow
  Action: [athena:StartQueryExecution, 'glue:GetTable*', glue:BatchGetPartition, kms:Decrypt, sqs:SendMessage]
  Resource: '*'
- Effect: Allow
  Action: kms:Encrypt
  Resource: !GetAtt Key.Arn",
    );
    let workgroup = Expr::text("arn:aws:athena:eu-west-1:123456789012:workgroup/reports");
    let needed = [("Fn", "athena:StartQueryExecution", workgroup)];
    let found = findings(&text, &needed);
    for line in [
        "info unused-permission 23: the role `Role` grants `glue:BatchGetPartition`, which no code calls; \
         `athena:StartQueryExecution` may use it with the permissions of the role",
        "`glue:GetTable*` in the role `Role` grants 5 actions; no code calls them, and `athena:StartQueryExecution` may use them",
        "low unused-permission 23: a statement in the role `Role` grants `sqs:SendMessage`, which the code does not use",
    ] {
        assert!(found.contains(line), "{line}\n{found}");
    }
    let review = reviewed(&text, &needed).remove(0);
    let unused = review
        .excess
        .iter()
        .filter(|it| it.kind == ExcessKind::Unused);
    let actions: Vec<&str> = unused.map(|it| it.action.as_str()).collect();
    assert_eq!(actions, ["sqs:SendMessage"]);
}

#[test]
fn the_key_of_a_declared_resource_is_known() {
    let text = role(
        "- Effect: Allow
  Action: [dynamodb:PutItem, kms:GenerateDataKey]
  Resource: [!GetAtt Orders.Arn, !GetAtt Key.Arn]",
    );
    let here = findings(&text, &[("Fn", "dynamodb:PutItem", table())]);
    assert!(
        here.contains("`kms:GenerateDataKey`, which the code does not use"),
        "{here}"
    );
    let elsewhere = Expr::text("arn:aws:dynamodb:*:*:table/elsewhere");
    let there = findings(&text, &[("Fn", "dynamodb:PutItem", elsewhere)]);
    assert!(
        there.contains("`dynamodb:PutItem` may use it with the permissions of the role"),
        "{there}"
    );
}

#[test]
fn two_resources_of_a_template_are_two() {
    let text = "\
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties: {Handler: app.handler, Runtime: python3.12, Code: ., Role: !GetAtt Role.Arn}
  Rooms: {Type: AWS::DynamoDB::Table, Properties: {TableName: !Sub 'rooms-${Stage}'}}
  Orders: {Type: AWS::DynamoDB::Table, Properties: {TableName: !Sub 'rooms-orders-${Stage}'}}
  Role:
    Type: AWS::IAM::Role
    Properties:
      Policies:
        - PolicyName: all
          PolicyDocument:
            Statement:
              - Effect: Allow
                Action: dynamodb:PutItem
                Resource: [!GetAtt Rooms.Arn, !GetAtt Orders.Arn]
";
    assert_eq!(findings(text, &[("Fn", "dynamodb:PutItem", table())]), "");
}

#[test]
fn what_was_not_followed_is_said_to_be_unused_so_far() {
    let text = role("- Effect: Allow\n  Action: sqs:SendMessage\n  Resource: '*'");
    let review = reviewed_as(&text, Status::Partial, Vec::new()).remove(0);
    let said = "which the code does not use, as far as it was followed";
    assert!(review.findings.iter().any(|it| it.message.ends_with(said)));
}
