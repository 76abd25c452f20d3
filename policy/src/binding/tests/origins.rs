//! Values that come from elsewhere than the environment: events, parameters, variables of a framework, custom resources.

use super::*;

#[test]
fn object_keys_become_patterns_and_keys_are_implied() {
    let key = pattern(&[literal("out/"), Piece::Hole(unknown()), literal(".json")]);
    let calls = [call(
        "s3",
        "PutObject",
        &[("Bucket", env("BUCKET")), ("Key", key)],
    )];
    assert_eq!(
        sam(&calls),
        [
            r#"kms:GenerateDataKey {"Fn::GetAtt":["Key","Arn"]} if {"StringEquals":{"kms:ViaService":{"Fn::Sub":"s3.${AWS::Region}.${AWS::URLSuffix}"}}}"#,
            r#"s3:PutObject {"Fn::Sub":"${Files.Arn}/out/*.json"}"#,
        ]
    );
}

#[test]
fn properties_of_custom_resources_are_what_the_template_hands_over() {
    let template = "\
Resources:
  Site: {Type: AWS::S3::Bucket}
  Other: {Type: AWS::S3::Bucket}
  Fill:
    Type: AWS::Lambda::Function
    Properties: {Runtime: nodejs22.x, Handler: index.handler, Code: {ZipFile: ''}}
  First:
    Type: Custom::Fill
    Properties: {ServiceToken: !GetAtt Fill.Arn, To: {Bucket: !Ref Site, Keys: [a.html, b.html]}}
  NotServedByIt:
    Type: Custom::Other
    Properties: {ServiceToken: !ImportValue other, To: {Bucket: !Ref Other, Keys: [c.html]}}
";
    let property = |path: &[&str]| Argument::Text(Pattern::hole(event(path)));
    let calls = [call(
        "s3",
        "PutObject",
        &[
            ("Bucket", property(&["ResourceProperties", "To", "Bucket"])),
            ("Key", property(&["ResourceProperties", "To", "Keys", "[]"])),
        ],
    )];
    assert_eq!(
        lines(template, "template.yaml", &calls),
        [
            r#"s3:PutObject {"Fn::Sub":"${Site.Arn}/a.html"}"#,
            r#"s3:PutObject {"Fn::Sub":"${Site.Arn}/b.html"}"#,
        ]
    );
}

#[test]
fn a_triggering_bucket_is_spelled_out() {
    let calls = [call(
        "s3",
        "GetObject",
        &[
            (
                "Bucket",
                Argument::Text(Pattern::hole(event(&[
                    "Records", "[]", "s3", "bucket", "name",
                ]))),
            ),
            (
                "Key",
                Argument::Text(Pattern::hole(event(&[
                    "Records", "[]", "s3", "object", "key",
                ]))),
            ),
        ],
    )];
    assert_eq!(
        sam(&calls),
        [r#"s3:GetObject {"Fn::Sub":"arn:${AWS::Partition}:s3:::*-uploads-*/incoming/*"}"#]
    );
}

const SERVERLESS: &str = r#"
service: shop
provider:
  name: aws
  runtime: python3.12
  environment:
    TABLE: ${self:custom.table}
    NESTED: ${self:custom.tables.${self:custom.which}}
    TOPIC_ARN: !Ref News
custom:
  prefix: ${self:service}-${sls:stage}
  table: ${self:custom.prefix}-orders
  which: second
  tables:
    second: second-table
functions:
  fn:
    handler: src/app.handler
resources:
  Resources:
    Orders:
      Type: AWS::DynamoDB::Table
      Properties:
        TableName: ${self:service}-${opt:stage, 'dev'}-orders
    News:
      Type: AWS::SNS::Topic
"#;

#[test]
fn connections_are_those_of_the_only_websocket_api() {
    let template = "
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties: {Handler: app.handler, Runtime: python3.12, Code: src}
  Chat:
    Type: AWS::ApiGatewayV2::Api
    Properties: {ProtocolType: WEBSOCKET}
  Messages:
    Type: AWS::ApiGatewayV2::Integration
    Properties: {ApiId: !Ref Chat, IntegrationType: AWS_PROXY, IntegrationUri: !Sub 'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Fn.Arn}/invocations'}
";
    let calls = [call(
        "apigatewaymanagementapi",
        "PostToConnection",
        &[("ConnectionId", text("c"))],
    )];
    assert_eq!(
        lines(template, "template.yaml", &calls),
        [
            r#"execute-api:ManageConnections {"Fn::Sub":"arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Chat}/*/POST/@connections/*"}"#
        ]
    );
}

#[test]
fn serverless_variables_match_as_text() {
    let calls = [
        call("dynamodb", "PutItem", &[("TableName", env("TABLE"))]),
        call("dynamodb", "Scan", &[("TableName", env("NESTED"))]),
        call("sns", "Publish", &[("TopicArn", env("TOPIC_ARN"))]),
    ];
    assert_eq!(
        lines(SERVERLESS, "serverless.yml", &calls),
        [
            r#"dynamodb:PutItem {"Fn::GetAtt":["Orders","Arn"]}"#,
            r#"dynamodb:Scan {"Fn::Sub":"arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/second-table"}"#,
            r#"sns:Publish {"Ref":"News"}"#,
        ]
    );
}

#[test]
fn sns_triggers_and_patterns_name_what_the_event_holds() {
    let template = r#"
Transform: AWS::Serverless-2016-10-31
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.12
      CodeUri: src
      Events:
        Made:
          Type: EventBridgeRule
          Properties:
            Pattern:
              source: [aws.s3]
              detail: {bucket: {name: [!Ref Films]}, object: {key: [{prefix: films/}, {suffix: .mov}]}}
        Job: {Type: SQS, Properties: {Queue: !GetAtt Jobs.Arn}}
  Films: {Type: AWS::S3::Bucket}
  Trap: {Type: AWS::S3::Bucket}
  Jobs: {Type: AWS::SQS::Queue}
"#;
    let at = |path: &[&str]| Argument::Text(Pattern::hole(event(path)));
    let calls = [
        call(
            "s3",
            "GetObject",
            &[
                ("Bucket", at(&["detail", "bucket", "name"])),
                ("Key", at(&["detail", "object", "key"])),
            ],
        ),
        call(
            "s3",
            "DeleteBucket",
            &[("Bucket", at(&["detail", "other"]))],
        ),
        call(
            "sqs",
            "DeleteMessage",
            &[("QueueUrl", at(&["Records", "[]", "eventSourceARN"]))],
        ),
    ];
    assert_eq!(
        lines(template, "template.yaml", &calls),
        [
            r#"s3:DeleteBucket {"Fn::Sub":"arn:${AWS::Partition}:s3:::*"} unbound"#,
            r#"s3:GetObject {"Fn::Sub":"${Films.Arn}/*.mov"}"#,
            r#"s3:GetObject {"Fn::Sub":"${Films.Arn}/films/*"}"#,
            r#"sqs:DeleteMessage {"Fn::GetAtt":["Jobs","Arn"]}"#,
        ]
    );
}

#[test]
fn values_kept_in_parameters_are_read_there() {
    let template = r#"
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties: {Handler: app.handler, Runtime: python3.12, Code: src}
  TableName: {Type: AWS::SSM::Parameter, Properties: {Name: /app/table, Value: !Ref Orders}}
  Orders: {Type: AWS::DynamoDB::Table}
"#;
    let value = Hole::Output {
        service: "ssm".into(),
        operation: "GetParameter".into(),
        arguments: record(&[("Name", text("/app/table"))]).into(),
        path: vec![Step::Field("Parameter".into()), Step::Field("Value".into())],
    };
    let calls = [call(
        "dynamodb",
        "Scan",
        &[("TableName", Argument::Text(Pattern::hole(value)))],
    )];
    assert_eq!(
        lines(template, "template.yaml", &calls),
        [r#"dynamodb:Scan {"Fn::GetAtt":["Orders","Arn"]}"#]
    );
}
