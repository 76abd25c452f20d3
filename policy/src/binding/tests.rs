//! Calls by hand against small templates: which grants come out.

mod conditions;
mod resources;

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
fn what_a_call_makes_is_asked_for_beside_what_it_names() {
    let volume = [("VolumeId", pattern(&[Piece::Hole(unknown())]))];
    let made = sam(&[call("ec2", "CreateSnapshot", &volume)]);
    assert!(
        made.iter().any(|line| line.contains("snapshot/*")),
        "{made:?}"
    );
    assert!(
        made.iter().any(|line| line.contains("volume/*")),
        "{made:?}"
    );
}

#[test]
fn what_may_be_of_very_many_kinds_is_anything() {
    let resources = [("Resources", list(&[pattern(&[Piece::Hole(unknown())])]))];
    let tagged = sam(&[call("ec2", "CreateTags", &resources)]);
    let tags = tagged.iter().filter(|line| line.contains("ec2:CreateTags"));
    assert_eq!(tags.count(), 1, "{tagged:?}");
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
fn names_that_belong_together_stay_together() {
    let image = |bucket: &str, key: &str| {
        record(&[(
            "S3Object",
            record(&[("Bucket", text(bucket)), ("Name", text(key))]),
        )])
    };
    let calls = [call(
        "rekognition",
        "CompareFaces",
        &[
            ("SourceImage", image("a", "x.png")),
            ("TargetImage", image("b", "y.png")),
        ],
    )];
    let found = sam(&calls);
    assert!(
        found.contains(
            &r#"s3:GetObject {"Fn::Sub":"arn:${AWS::Partition}:s3:::a/x.png"}"#.to_owned()
        ),
        "{found:#?}"
    );
    assert!(
        found.contains(
            &r#"s3:GetObject {"Fn::Sub":"arn:${AWS::Partition}:s3:::b/y.png"}"#.to_owned()
        ),
        "{found:#?}"
    );
}

#[test]
fn several_tables_of_one_call() {
    let requests = Argument::Record {
        fields: [(
            "orders-dev".to_owned(),
            Field {
                value: list(&[]),
                optional: false,
            },
        )]
        .into(),
        computed: vec![(env("IMPORTED"), list(&[]))],
        open: false,
    };
    let calls = [call(
        "dynamodb",
        "BatchWriteItem",
        &[("RequestItems", requests)],
    )];
    assert_eq!(
        sam(&calls),
        [
            r#"dynamodb:BatchWriteItem {"Fn::GetAtt":["Orders","Arn"]}"#,
            r#"dynamodb:BatchWriteItem {"Fn::Sub":["arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Value}",{"Value":{"Fn::ImportValue":"orders-table"}}]}"#,
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

#[test]
fn copies_read_one_place_and_write_another() {
    let calls = [call(
        "s3",
        "CopyObject",
        &[
            ("Bucket", text("to")),
            ("Key", text("k")),
            (
                "CopySource",
                pattern(&[literal("from/a%20b/"), Piece::Hole(unknown())]),
            ),
        ],
    )];
    let found = sam(&calls);
    for wanted in [
        r#"s3:GetObject {"Fn::Sub":"arn:${AWS::Partition}:s3:::from/a b/*"}"#,
        r#"s3:PutObject {"Fn::Sub":"arn:${AWS::Partition}:s3:::to/k"}"#,
    ] {
        assert!(found.contains(&wanted.to_owned()), "{found:#?}");
    }
}

#[test]
fn a_copy_of_what_an_event_names_reads_no_version() {
    let source = pattern(&[Piece::Hole(unknown())]);
    let found = sam(&[call("s3", "CopyObject", &[("CopySource", source)])]);
    assert!(found.iter().any(|grant| grant.starts_with("s3:GetObject ")));
    assert!(
        !found.iter().any(|grant| grant.contains("Version")),
        "{found:#?}"
    );
}

#[test]
fn inference_profiles_need_their_models() {
    let calls = [call(
        "bedrock-runtime",
        "InvokeModel",
        &[("modelId", text("us.anthropic.claude-x"))],
    )];
    assert_eq!(
        sam(&calls),
        [
            r#"bedrock:InvokeModel {"Fn::Sub":"arn:${AWS::Partition}:bedrock:${AWS::Region}:${AWS::AccountId}:inference-profile/us.anthropic.claude-x"}"#,
            r#"bedrock:InvokeModel {"Fn::Sub":"arn:${AWS::Partition}:bedrock:*::foundation-model/anthropic.claude-x"}"#,
        ]
    );
    let calls = [call(
        "bedrock-runtime",
        "Converse",
        &[("modelId", text("amazon.nova-lite-v1:0"))],
    )];
    assert_eq!(
        sam(&calls),
        [
            r#"bedrock:InvokeModel {"Fn::Sub":"arn:${AWS::Partition}:bedrock:${AWS::Region}::foundation-model/amazon.nova-lite-v1:0"}"#
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

mod circles;
mod nested;
mod notifications;
