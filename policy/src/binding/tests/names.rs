//! How a value names what it names: names, ARNs, URLs, aliases, addresses.

use super::*;

#[test]
fn tables_bind_through_the_environment() {
    let calls = [
        call("dynamodb", "PutItem", &[("TableName", env("TABLE"))]),
        call(
            "dynamodb",
            "Query",
            &[("TableName", env("TABLE")), ("IndexName", text("by-date"))],
        ),
        call("dynamodb", "Scan", &[("TableName", env("IMPORTED"))]),
    ];
    assert_eq!(
        sam(&calls),
        [
            r#"dynamodb:PutItem {"Fn::GetAtt":["Orders","Arn"]}"#,
            r#"dynamodb:Query {"Fn::Sub":"${Orders.Arn}/index/by-date"}"#,
            r#"dynamodb:Scan {"Fn::Sub":["arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Value}",{"Value":{"Fn::ImportValue":"orders-table"}}]}"#,
        ]
    );
}

#[test]
fn names_bind_to_what_is_declared_under_them() {
    let calls = [
        call("dynamodb", "GetItem", &[("TableName", env("STATIC"))]),
        call("dynamodb", "Scan", &[("TableName", text("orders-dev"))]),
        call("sqs", "GetQueueUrl", &[("QueueName", text("jobs"))]),
        call(
            "dynamodb",
            "DeleteItem",
            &[("TableName", text("elsewhere"))],
        ),
    ];
    assert_eq!(
        sam(&calls),
        [
            r#"dynamodb:DeleteItem {"Fn::Sub":"arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/elsewhere"}"#,
            r#"dynamodb:GetItem {"Fn::GetAtt":["Orders","Arn"]}"#,
            r#"dynamodb:Scan {"Fn::GetAtt":["Orders","Arn"]}"#,
            r#"sqs:GetQueueUrl {"Fn::GetAtt":["Jobs","Arn"]}"#,
        ]
    );
}

#[test]
fn queues_bind_through_their_urls() {
    let looked_up = Hole::Output {
        service: "sqs".into(),
        operation: "GetQueueUrl".into(),
        arguments: record(&[("QueueName", text("jobs"))]).into(),
        path: vec![Step::Field("QueueUrl".into())],
    };
    let url = "https://sqs.eu-west-1.amazonaws.com/123456789012/theirs";
    let calls = [
        call("sqs", "SendMessage", &[("QueueUrl", env("QUEUE_URL"))]),
        call(
            "sqs",
            "ReceiveMessage",
            &[("QueueUrl", Argument::Text(Pattern::hole(looked_up)))],
        ),
        call("sqs", "DeleteMessage", &[("QueueUrl", text(url))]),
        call("sqs", "PurgeQueue", &[("QueueUrl", env("FOREIGN_QUEUE"))]),
        call(
            "sqs",
            "DeleteQueue",
            &[("QueueUrl", pattern(&[Piece::Hole(unknown())]))],
        ),
    ];
    assert_eq!(
        sam(&calls),
        [
            r#"sqs:DeleteMessage {"Fn::Sub":"arn:${AWS::Partition}:sqs:eu-west-1:123456789012:theirs"}"#,
            r#"sqs:DeleteQueue {"Fn::Sub":"arn:${AWS::Partition}:sqs:*:*:*"} unbound"#,
            r#"sqs:PurgeQueue {"Fn::Sub":["arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${Value}",{"Value":{"Fn::Select":[4,{"Fn::Split":["/",{"Ref":"QueueUrl"}]}]}}]}"#,
            r#"sqs:ReceiveMessage {"Fn::GetAtt":["Jobs","Arn"]}"#,
            r#"sqs:SendMessage {"Fn::GetAtt":["Jobs","Arn"]}"#,
        ]
    );
}

#[test]
fn arns_by_parameter_are_kept() {
    let calls = [call("sns", "Publish", &[("TopicArn", env("TOPIC"))])];
    assert_eq!(sam(&calls), [r#"sns:Publish {"Ref":"TopicArn"}"#]);
}

#[test]
fn arns_that_may_be_left_empty_are_guarded() {
    let template = r#"
Parameters:
  Guarded: {Type: String, Default: ""}
  Bare: {Type: String, Default: ""}
Conditions:
  HasGuarded: !Not [!Equals [!Ref Guarded, ""]]
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Handler: app.handler
      Runtime: python3.12
      Code: src
      Environment:
        Variables:
          GUARDED: !Ref Guarded
          BARE: !Ref Bare
          CHOSEN: !If [HasGuarded, !Ref Guarded, !Ref Bare]
"#;
    let publish = |name| [call("sns", "Publish", &[("TopicArn", env(name))])];
    let found = |name| lines(template, "template.yaml", &publish(name));
    assert_eq!(
        found("GUARDED"),
        [r#"sns:Publish {"Ref":"Guarded"} when HasGuarded"#]
    );
    assert_eq!(
        found("BARE"),
        [r#"sns:Publish {"Fn::Sub":"arn:${AWS::Partition}:sns:*:*:*"} unbound"#]
    );
    assert_eq!(
        found("CHOSEN"),
        [
            r#"sns:Publish {"Ref":"Bare"} when not HasGuarded"#,
            r#"sns:Publish {"Ref":"Guarded"} when HasGuarded"#,
        ]
    );
}

#[test]
fn an_empty_fallback_names_nothing() {
    let template = r#"
Resources:
  Secret: {Type: AWS::SecretsManager::Secret}
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Handler: app.handler
      Runtime: python3.12
      Code: src
      Environment:
        Variables: {SECRET: !Ref Secret}
"#;
    let given = Argument::OneOf(vec![env("SECRET"), text("")]);
    let read = [call(
        "secretsmanager",
        "GetSecretValue",
        &[("SecretId", given)],
    )];
    assert_eq!(
        lines(template, "template.yaml", &read),
        [r#"secretsmanager:GetSecretValue {"Ref":"Secret"}"#]
    );
}

#[test]
fn parameters_have_one_slash() {
    let calls = [
        call("ssm", "GetParameter", &[("Name", env("PARAMETER"))]),
        call(
            "ssm",
            "PutParameter",
            &[("Name", text("/other/x")), ("Value", text("v"))],
        ),
    ];
    assert_eq!(
        sam(&calls),
        [
            r#"ssm:GetParameter {"Fn::Sub":"arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter${Config}"}"#,
            r#"ssm:PutParameter {"Fn::Sub":"arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter/other/x"}"#,
        ]
    );
}

#[test]
fn keys_bind_through_aliases() {
    let calls = [
        call("kms", "Encrypt", &[("KeyId", env("KEY"))]),
        call("kms", "Sign", &[("KeyId", text("alias/theirs"))]),
    ];
    assert_eq!(
        sam(&calls),
        [
            r#"kms:Encrypt {"Fn::GetAtt":["Key","Arn"]}"#,
            r#"kms:Sign {"Fn::Sub":"arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/*"} if {"StringEquals":{"kms:RequestAlias":"alias/theirs"}}"#,
        ]
    );
}

#[test]
fn senders_are_an_address_or_a_domain() {
    let sender = text("Shop <mail@shop.example>");
    assert_eq!(
        sam(&[call("ses", "SendEmail", &[("Source", sender)])]),
        [
            r#"ses:SendEmail {"Fn::Sub":"arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/mail@shop.example"}"#,
            r#"ses:SendEmail {"Fn::Sub":"arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/shop.example"}"#,
        ]
    );
}

#[test]
fn qualified_functions_end_in_their_qualifier() {
    let calls = [
        call("lambda", "Invoke", &[("FunctionName", text("f:live"))]),
        call(
            "lambda",
            "Invoke",
            &[("FunctionName", text("g")), ("Qualifier", text("2"))],
        ),
        call(
            "lambda",
            "Invoke",
            &[
                ("FunctionName", text("h:live")),
                ("Qualifier", text("live")),
            ],
        ),
    ];
    assert_eq!(
        sam(&calls),
        [
            r#"lambda:InvokeFunction {"Fn::Sub":"arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:f:live"}"#,
            r#"lambda:InvokeFunction {"Fn::Sub":"arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:g:2"}"#,
            r#"lambda:InvokeFunction {"Fn::Sub":"arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:h:live"}"#,
        ]
    );
}
