//! What functions need of Lambda, and which of it a framework grants (`+`) by itself.

mod sources;

use super::grants;
use crate::binding::declared::Declared;
use crate::binding::scope::Scope;
use crate::document::condition_expr;
use crate::template::reading;
use analyzer::project::MemoryFiles;

/// The needs of the first function, without its logs.
fn needs(path: &str, template: &str) -> Vec<String> {
    all_needs(path, template)
        .into_iter()
        .filter(|line| !line.contains(" logs:"))
        .collect()
}

fn all_needs(path: &str, template: &str) -> Vec<String> {
    let files = MemoryFiles([(path.to_owned(), template.as_bytes().to_vec())].into());
    let template = reading::read(&files, path).unwrap();
    let declared = Declared::new(&template);
    let scope = Scope::new(&declared, template.functions.first().expect("a function"));
    let mut lines: Vec<String> = grants(&scope)
        .iter()
        .map(|grant| {
            let mark = if grant.provided { '+' } else { '-' };
            let mut line = format!("{mark} {} {}", grant.action, grant.resource.to_json());
            if let Some(presence) = &grant.only_if {
                line.push_str(&format!(" when {}", presence.words()));
            }
            if !grant.condition.is_empty() {
                line.push_str(&format!(
                    " if {}",
                    condition_expr(&grant.condition).to_json()
                ));
            }
            line
        })
        .collect();
    lines.sort();
    lines.dedup();
    lines
}

fn sam(properties: &str, resources: &str) -> String {
    format!(
        "Transform: AWS::Serverless-2016-10-31\nConditions: {{InVpc: !Equals [a, a]}}\nResources:\n  Fn:\n    \
         Type: AWS::Serverless::Function\n    Properties:\n      Handler: a.b\n      Runtime: python3.12\n      \
         CodeUri: .\n{properties}{resources}"
    )
}

#[test]
fn logs_are_those_of_the_function() {
    let named = all_needs(
        "t.yaml",
        &sam("      FunctionName: !Sub \"x-${AWS::Region}\"\n", ""),
    );
    let group = r#"{"Fn::Sub":"arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/lambda/x-${AWS::Region}:*"}"#;
    assert_eq!(
        named,
        ["CreateLogGroup", "CreateLogStream", "PutLogEvents"]
            .map(|action| format!("+ logs:{action} {group}"))
    );
}

#[test]
fn a_declared_log_group_need_not_be_made() {
    let template = "
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties: {Handler: a.b, Runtime: python3.12, Code: src, LoggingConfig: {LogGroup: !Ref Logs}}
  Logs:
    Type: AWS::Logs::LogGroup
";
    assert_eq!(
        all_needs("t.yaml", template),
        [
            r#"- logs:CreateLogStream {"Fn::GetAtt":["Logs","Arn"]}"#,
            r#"- logs:PutLogEvents {"Fn::GetAtt":["Logs","Arn"]}"#,
        ]
    );
}

#[test]
fn queues_are_polled_and_their_key_used() {
    let template = sam(
        "      Events: {Job: {Type: SQS, Properties: {Queue: !GetAtt Q.Arn}}}\n",
        "  Q: {Type: AWS::SQS::Queue, Properties: {KmsMasterKeyId: !Ref Key}}\n  Key: {Type: AWS::KMS::Key}\n",
    );
    assert_eq!(
        needs("t.yaml", &template),
        [
            r#"+ sqs:DeleteMessage {"Fn::GetAtt":["Q","Arn"]}"#,
            r#"+ sqs:GetQueueAttributes {"Fn::GetAtt":["Q","Arn"]}"#,
            r#"+ sqs:ReceiveMessage {"Fn::GetAtt":["Q","Arn"]}"#,
            r#"- kms:Decrypt {"Fn::GetAtt":["Key","Arn"]} if {"StringEquals":{"kms:ViaService":{"Fn::Sub":"sqs.${AWS::Region}.${AWS::URLSuffix}"}}}"#,
        ]
    );
}

#[test]
fn a_mapping_resource_is_granted_by_nobody() {
    let template = sam(
        "",
        "  Q: {Type: AWS::SQS::Queue}\n  M: {Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: !Ref Fn, EventSourceArn: !GetAtt Q.Arn}}\n",
    );
    assert_eq!(needs("t.yaml", &template).len(), 3);
    assert!(
        needs("t.yaml", &template)
            .iter()
            .all(|line| line.starts_with("- sqs:"))
    );
}

#[test]
fn a_conditional_network_is_needed_under_its_condition() {
    let vpc = "      VpcConfig: !If [InVpc, {SubnetIds: [a], SecurityGroupIds: [b]}, !Ref AWS::NoValue]\n";
    let found = needs("t.yaml", &sam(vpc, ""));
    assert_eq!(found.len(), 6);
    assert!(
        found.contains(&r#"+ ec2:CreateNetworkInterface "*" when InVpc"#.to_owned()),
        "{found:#?}"
    );
}

#[test]
fn failures_go_to_dead_letters_and_destinations() {
    let template = sam(
        "      DeadLetterQueue: {Type: SQS, TargetArn: !GetAtt Dead.Arn}\n      EventInvokeConfig:\n        \
         DestinationConfig:\n          OnSuccess: {Type: SNS, Destination: !Ref Done}\n          \
         OnFailure: {Type: EventBridge, Destination: !GetAtt Nested.Outputs.BusArn}\n",
        "  Dead: {Type: AWS::SQS::Queue}\n  Done: {Type: AWS::SNS::Topic}\n  Nested: {Type: AWS::CloudFormation::Stack}\n",
    );
    let found = needs("t.yaml", &template);
    for line in [
        r#"+ sqs:SendMessage {"Fn::GetAtt":["Dead","Arn"]}"#,
        r#"+ sns:Publish {"Ref":"Done"}"#,
        r#"+ events:PutEvents {"Fn::GetAtt":["Nested","Outputs.BusArn"]}"#,
    ] {
        assert!(
            found.contains(&line.to_owned()),
            "{line} is not in {found:#?}"
        );
    }
}

#[test]
fn streams_send_what_fails_to_their_destination() {
    let template = "
Resources:
  Fn: {Type: AWS::Lambda::Function, Properties: {Handler: a.b, Runtime: python3.12, Code: src}}
  Table: {Type: AWS::DynamoDB::Table, Properties: {StreamSpecification: {StreamViewType: KEYS_ONLY}}}
  Lost: {Type: AWS::S3::Bucket}
  M:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      FunctionName: !Ref Fn
      EventSourceArn: !GetAtt Table.StreamArn
      DestinationConfig: {OnFailure: {Destination: !GetAtt Lost.Arn}}
";
    let found = needs("t.yaml", template);
    for line in [
        r#"- dynamodb:GetRecords {"Fn::GetAtt":["Table","StreamArn"]}"#,
        r#"- s3:ListBucket {"Fn::GetAtt":["Lost","Arn"]}"#,
        r#"- s3:PutObject {"Fn::Sub":"${Lost.Arn}/*"}"#,
    ] {
        assert!(
            found.contains(&line.to_owned()),
            "{line} is not in {found:#?}"
        );
    }
}

#[test]
fn file_systems_tracing_keys_and_extensions() {
    let template = sam(
        "      Tracing: Active\n      KmsKeyArn: !GetAtt Key.Arn\n      FileSystemConfigs: [{Arn: !GetAtt Door.Arn, LocalMountPath: /mnt/a}]\n      \
         Layers: ['arn:aws:lambda:eu-west-1:580247275435:layer:LambdaInsightsExtension:53']\n",
        "  Door: {Type: AWS::EFS::AccessPoint, Properties: {FileSystemId: !Ref Disk}}\n  Disk: {Type: AWS::EFS::FileSystem}\n  Key: {Type: AWS::KMS::Key}\n",
    );
    let found = all_needs("t.yaml", &template);
    for line in [
        r#"+ xray:PutTraceSegments "*""#,
        r#"- kms:Decrypt {"Fn::GetAtt":["Key","Arn"]}"#,
        r#"- elasticfilesystem:ClientMount {"Fn::GetAtt":["Disk","Arn"]} if {"StringEquals":{"elasticfilesystem:AccessPointArn":{"Fn::GetAtt":["Door","Arn"]}}}"#,
        r#"- logs:PutLogEvents {"Fn::Sub":"arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/lambda-insights:*"}"#,
    ] {
        assert!(
            found.contains(&line.to_owned()),
            "{line} is not in {found:#?}"
        );
    }
}

#[test]
fn brokers_need_their_secret_and_a_network() {
    let template = sam(
        "      Events: {In: {Type: MQ, Properties: {Broker: !GetAtt Broker.Arn, Queues: [q], SourceAccessConfigurations: [{Type: BASIC_AUTH, URI: !Ref Login}]}}}\n",
        "  Broker: {Type: AWS::AmazonMQ::Broker}\n  Login: {Type: AWS::SecretsManager::Secret}\n",
    );
    let found = needs("t.yaml", &template);
    for line in [
        r#"+ mq:DescribeBroker {"Fn::GetAtt":["Broker","Arn"]}"#,
        r#"+ secretsmanager:GetSecretValue {"Ref":"Login"}"#,
        r#"- ec2:DescribeVpcs "*""#,
    ] {
        assert!(
            found.contains(&line.to_owned()),
            "{line} is not in {found:#?}"
        );
    }
}

const SERVICE: &str = "
service: shop
provider: {name: aws, runtime: python3.12}
functions:
  fn:
    handler: src/app.handler
    events: [{sqs: {arn: !GetAtt Q.Arn}}]
resources: {Resources: {Q: {Type: AWS::SQS::Queue}}}
";

#[test]
fn the_roles_plugin_grants_polling_and_a_written_role_nothing() {
    let with_plugin = format!("{SERVICE}plugins: [serverless-iam-roles-per-function]\n");
    assert!(
        all_needs("serverless.yml", &with_plugin)
            .iter()
            .all(|line| line.starts_with('+'))
    );
    assert!(
        all_needs("serverless.yml", SERVICE)
            .iter()
            .all(|line| line.starts_with('-'))
    );
}

#[test]
fn serverless_4_grants_what_its_triggers_need() {
    let template = "
service: s
frameworkVersion: '4'
provider: {name: aws, runtime: python3.12, tracing: {lambda: true}}
functions:
  f:
    handler: a.b
    onError: !Ref Topic
    events:
      - stream: {type: kinesis, arn: !GetAtt K.Arn, consumer: true}
resources:
  Resources:
    K: {Type: AWS::Kinesis::Stream}
    Topic: {Type: AWS::SNS::Topic}
";
    let all = all_needs("serverless.yml", template);
    let own: Vec<_> = all.iter().filter(|it| it.starts_with('-')).collect();
    assert_eq!(
        own,
        [
            r#"- kinesis:DescribeStream {"Fn::GetAtt":["K","Arn"]}"#,
            r#"- kinesis:DescribeStreamConsumer {"Fn::Sub":"${K.Arn}/consumer/*"}"#,
        ]
    );
    assert!(all.iter().any(|it| it.starts_with("+ xray:")), "{all:#?}");
    assert!(all.iter().any(|it| it.starts_with("+ logs:")), "{all:#?}");
}

#[test]
fn outputs_of_nested_stacks_are_polled() {
    let nested = "  Child: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: c.yaml}}\n";
    let polled = |kind: &str, source: &str| {
        let event = format!(
            "      Events:\n        E: {{Type: {kind}, Properties: {{{source}}}}}\n      \
             DeadLetterQueue: {{Type: SQS, TargetArn: !GetAtt Child.Outputs.Dead}}\n"
        );
        needs("t.yaml", &sam(&event, nested))
    };
    let dead = [
        r#"+ sns:Publish {"Fn::GetAtt":["Child","Outputs.Dead"]}"#,
        r#"+ sqs:SendMessage {"Fn::GetAtt":["Child","Outputs.Dead"]}"#,
    ];
    for (kind, source, action) in [
        (
            "SQS",
            "Queue: !GetAtt Child.Outputs.Jobs",
            "sqs:ReceiveMessage",
        ),
        (
            "DynamoDB",
            "Stream: !GetAtt Child.Outputs.S",
            "dynamodb:GetRecords",
        ),
    ] {
        let polled = polled(kind, source);
        let output = source.rsplit('.').next().unwrap();
        let wanted = format!(r#"+ {action} {{"Fn::GetAtt":["Child","Outputs.{output}"]}}"#);
        assert!(polled.contains(&wanted), "{polled:?}");
        assert!(dead.iter().all(|it| polled.iter().any(|line| line == it)));
    }
}
