//! What polling needs, source by source, and what is granted already.

use super::{all_needs, needs, sam};

/// The resources that the sources below refer to.
const RESOURCES: &str = "
  Key: {Type: AWS::KMS::Key}
  Login: {Type: AWS::SecretsManager::Secret, Properties: {KmsKeyId: !Ref Key}}
  Lost: {Type: AWS::SQS::Queue, Properties: {KmsMasterKeyId: !Ref Key}}
  Stream: {Type: AWS::Kinesis::Stream}
  Reader: {Type: AWS::Kinesis::StreamConsumer, Properties: {StreamARN: !GetAtt Stream.Arn, ConsumerName: c}}
  Cluster: {Type: AWS::MSK::Cluster}
  Broker: {Type: AWS::AmazonMQ::Broker}
";

/// The needs of a SAM function with one event, without those of a network.
fn event(kind: &str, properties: &str) -> Vec<String> {
    let event = format!("      Events: {{In: {{Type: {kind}, Properties: {{{properties}}}}}}}\n");
    let found = needs("t.yaml", &sam(&event, RESOURCES));
    found
        .into_iter()
        .filter(|it| !it.contains(" ec2:"))
        .collect()
}

const VIA_SECRETS: &str = r#"if {"StringEquals":{"kms:ViaService":{"Fn::Sub":"secretsmanager.${AWS::Region}.${AWS::URLSuffix}"}}}"#;

#[test]
fn a_consumer_reads_its_stream() {
    let found = event("Kinesis", "Stream: !Ref Reader, StartingPosition: LATEST");
    assert_eq!(
        found,
        [
            r#"+ kinesis:DescribeStream {"Fn::GetAtt":["Stream","Arn"]}"#,
            r#"+ kinesis:DescribeStreamSummary {"Fn::GetAtt":["Stream","Arn"]}"#,
            r#"+ kinesis:GetRecords {"Fn::GetAtt":["Stream","Arn"]}"#,
            r#"+ kinesis:GetShardIterator {"Fn::GetAtt":["Stream","Arn"]}"#,
            r#"+ kinesis:ListShards {"Fn::GetAtt":["Stream","Arn"]}"#,
            r#"+ kinesis:SubscribeToShard {"Ref":"Reader"}"#,
            r#"- kinesis:DescribeStreamConsumer {"Ref":"Reader"}"#,
        ]
    );
    let by_arn = "Stream: !Sub 'arn:aws:kinesis:${AWS::Region}:1:stream/s/consumer/c:1', StartingPosition: LATEST";
    let found = event("Kinesis", by_arn);
    for line in [
        r#"+ kinesis:GetRecords {"Fn::Sub":"arn:aws:kinesis:${AWS::Region}:1:stream/s"}"#,
        r#"+ kinesis:SubscribeToShard {"Fn::Sub":"arn:aws:kinesis:${AWS::Region}:1:stream/s/consumer/c:1"}"#,
    ] {
        assert!(
            found.contains(&line.to_owned()),
            "{line} is not in {found:#?}"
        );
    }
}

#[test]
fn what_is_encrypted_needs_its_key() {
    let lost = "Stream: !GetAtt Stream.Arn, DestinationConfig: {OnFailure: {Type: SQS, Destination: !GetAtt Lost.Arn}}";
    let found = event("Kinesis", lost);
    let via = r#"if {"StringEquals":{"kms:ViaService":{"Fn::Sub":"sqs.${AWS::Region}.${AWS::URLSuffix}"}}}"#;
    for line in [
        r#"+ sqs:SendMessage {"Fn::GetAtt":["Lost","Arn"]}"#.to_owned(),
        format!(r#"- kms:Decrypt {{"Fn::GetAtt":["Key","Arn"]}} {via}"#),
        format!(r#"- kms:GenerateDataKey {{"Fn::GetAtt":["Key","Arn"]}} {via}"#),
    ] {
        assert!(found.contains(&line), "{line} is not in {found:#?}");
    }
}

#[test]
fn a_managed_cluster_by_how_it_is_signed_in_to() {
    let cluster = "Stream: !Ref Cluster, Topics: [orders], StartingPosition: LATEST";
    let own = |found: Vec<String>| -> Vec<String> {
        found.into_iter().filter(|it| it.starts_with('-')).collect()
    };
    let scram = "SourceAccessConfigurations: [{Type: SASL_SCRAM_512_AUTH, URI: !Ref Login}]";
    assert_eq!(
        own(event("MSK", &format!("{cluster}, {scram}"))),
        [
            r#"- kafka:ListScramSecrets {"Ref":"Cluster"}"#.to_owned(),
            format!(r#"- kms:Decrypt {{"Fn::GetAtt":["Key","Arn"]}} {VIA_SECRETS}"#),
            r#"- secretsmanager:GetSecretValue {"Ref":"Login"}"#.to_owned(),
        ]
    );
    let certificate = "SourceAccessConfigurations: [{Type: CLIENT_CERTIFICATE_TLS_AUTH, URI: 'arn:aws:secretsmanager:eu-west-1:1:secret:c'}]";
    assert!(own(event("MSK", &format!("{cluster}, {certificate}"))).is_empty());
    let by_iam = format!(
        "{cluster}, ConsumerGroupId: g, DestinationConfig: {{OnFailure: {{Destination: 'kafka://lost'}}}}"
    );
    let below = |what: &str| {
        format!(
            r#"{{"Fn::Sub":"arn:${{AWS::Partition}}:kafka:${{AWS::Region}}:${{AWS::AccountId}}:{what}"}}"#
        )
    };
    assert_eq!(
        own(event("MSK", &by_iam)),
        [
            format!("- kafka-cluster:AlterGroup {}", below("group/*/g")),
            r#"- kafka-cluster:Connect {"Ref":"Cluster"}"#.to_owned(),
            r#"- kafka-cluster:DescribeClusterDynamicConfiguration {"Ref":"Cluster"}"#.to_owned(),
            format!("- kafka-cluster:DescribeGroup {}", below("group/*/g")),
            format!("- kafka-cluster:DescribeTopic {}", below("topic/*/lost")),
            format!("- kafka-cluster:DescribeTopic {}", below("topic/*/orders")),
            format!("- kafka-cluster:ReadData {}", below("topic/*/orders")),
            format!("- kafka-cluster:WriteData {}", below("topic/*/lost")),
        ]
    );
}

#[test]
fn sam_gives_a_broker_no_network() {
    let event = "      Events: {In: {Type: MQ, Properties: {Broker: !GetAtt Broker.Arn, Queues: [q], SecretsManagerKmsKeyId: k, SourceAccessConfigurations: [{Type: BASIC_AUTH, URI: 'arn:aws:secretsmanager:eu-west-1:1:secret:c'}]}}}\n";
    let found = needs("t.yaml", &sam(event, RESOURCES));
    let own: Vec<&String> = found.iter().filter(|it| it.starts_with('-')).collect();
    assert_eq!(own.len(), 6, "{own:#?}");
    assert!(own.iter().all(|it| it.starts_with("- ec2:")), "{own:#?}");
    let key = r#"+ kms:Decrypt {"Fn::Sub":"arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/k"}"#;
    assert!(found.iter().any(|it| it.starts_with(key)), "{found:#?}");
}

#[test]
fn a_database_is_described_with_what_stands_beside_it() {
    let found = event(
        "DocumentDB",
        "Cluster: 'arn:aws:rds:eu-west-1:1:cluster:c', DatabaseName: d, SourceAccessConfigurations: [{Type: BASIC_AUTH, URI: 'arn:aws:secretsmanager:eu-west-1:1:secret:c'}]",
    );
    let beside = |kind: &str| {
        format!(
            r#"{{"Fn::Sub":"arn:${{AWS::Partition}}:rds:${{AWS::Region}}:${{AWS::AccountId}}:{kind}:*"}}"#
        )
    };
    assert_eq!(
        found,
        [
            format!("+ rds:DescribeDBClusterParameters {}", beside("cluster-pg")),
            r#"+ rds:DescribeDBClusters "arn:aws:rds:eu-west-1:1:cluster:c""#.to_owned(),
            format!("+ rds:DescribeDBSubnetGroups {}", beside("subgrp")),
            r#"+ secretsmanager:GetSecretValue "arn:aws:secretsmanager:eu-west-1:1:secret:c""#
                .to_owned(),
        ]
    );
}

#[test]
fn schemas_come_from_a_registry() {
    let found = event(
        "SelfManagedKafka",
        "KafkaBootstrapServers: ['a:1'], Topics: [t], SourceAccessConfigurations: [{Type: BASIC_AUTH, URI: !Ref Login}], \
         SchemaRegistryConfig: {SchemaRegistryURI: 'arn:aws:glue:eu-west-1:1:registry/r', EventRecordFormat: JSON, SchemaValidationConfigs: [{Attribute: KEY}]}",
    );
    for line in [
        r#"+ glue:GetRegistry "arn:aws:glue:eu-west-1:1:registry/r""#,
        r#"+ glue:GetSchemaVersion {"Fn::Sub":"arn:${AWS::Partition}:glue:${AWS::Region}:${AWS::AccountId}:schema/r/*"}"#,
    ] {
        assert!(
            found.contains(&line.to_owned()),
            "{line} is not in {found:#?}"
        );
    }
}

/// The needs of a Serverless function with one event, without those of a network.
fn service(event: &str) -> Vec<String> {
    let template = format!(
        "service: s\nprovider: {{name: aws, runtime: python3.12}}\nfunctions:\n  f:\n    handler: a.b\n    events:\n      - {event}\n\
         resources:\n  Resources:{}",
        RESOURCES.replace("\n  ", "\n    ")
    );
    let found = all_needs("serverless.yml", &template);
    found
        .into_iter()
        .filter(|it| !it.contains(" ec2:") && !it.contains("/aws/lambda/s-${sls:stage}-f:"))
        .collect()
}

#[test]
fn events_of_the_serverless_framework_are_mappings() {
    for (event, wanted) in [
        (
            "activemq: {arn: !GetAtt Broker.Arn, queue: q, basicAuthArn: !Ref Login}",
            r#"- secretsmanager:GetSecretValue {"Ref":"Login"}"#,
        ),
        (
            "msk: {arn: !Ref Cluster, topic: t, saslScram512: !Ref Login}",
            r#"- kafka:ListScramSecrets {"Ref":"Cluster"}"#,
        ),
        (
            "kafka: {topic: t, bootstrapServers: [a], accessConfigurations: {saslScram512Auth: [!Ref Login]}}",
            r#"- secretsmanager:GetSecretValue {"Ref":"Login"}"#,
        ),
        (
            "stream: {arn: !GetAtt Stream.Arn, consumer: true}",
            r#"- kinesis:SubscribeToShard {"Fn::Sub":"${Stream.Arn}/consumer/*"}"#,
        ),
        (
            "stream: {arn: !GetAtt Stream.Arn, consumer: !Ref Reader}",
            r#"- kinesis:SubscribeToShard {"Ref":"Reader"}"#,
        ),
        (
            "stream: {arn: !GetAtt Stream.Arn, destinations: {onFailure: {arn: !GetAtt Lost.Arn, type: sqs}}}",
            r#"- sqs:SendMessage {"Fn::GetAtt":["Lost","Arn"]}"#,
        ),
        (
            "cloudFront: viewer-request",
            r#"- logs:PutLogEvents {"Fn::Sub":"arn:${AWS::Partition}:logs:*:${AWS::AccountId}:log-group:/aws/lambda/us-east-1.s-${sls:stage}-f:*"}"#,
        ),
        (
            "schedule: {rate: rate(1 hour), method: scheduler}",
            r#"- lambda:InvokeFunction {"Fn::Sub":"arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:s-${sls:stage}-f"}"#,
        ),
    ] {
        let found = service(event);
        assert!(
            found.iter().any(|it| it == wanted),
            "{wanted} is not in {found:#?}"
        );
    }
    let in_network = all_needs(
        "serverless.yml",
        "service: s\nprovider: {name: aws}\nfunctions: {f: {handler: a.b, events: [{kafka: {topic: t, bootstrapServers: [a], accessConfigurations: {vpcSubnet: [s]}}}]}}\n",
    );
    assert!(in_network.contains(&r#"- ec2:DescribeVpcs "*""#.to_owned()));
}

#[test]
fn extensions_read_what_the_environment_names() {
    let template = sam(
        "      Layers: ['arn:aws:lambda:eu-west-1:464622532012:layer:Datadog-Extension:65', 'arn:aws:lambda:eu-west-1:615299751070:layer:AWSOpenTelemetryDistroPython:10']\n      \
         Environment: {Variables: {DD_API_KEY_SECRET_ARN: !Ref Login}}\n",
        RESOURCES,
    );
    let found = all_needs("t.yaml", &template);
    for line in [
        r#"- secretsmanager:GetSecretValue {"Ref":"Login"}"#.to_owned(),
        format!(r#"- kms:Decrypt {{"Fn::GetAtt":["Key","Arn"]}} {VIA_SECRETS}"#),
        r#"- xray:PutTraceSegments "*""#.to_owned(),
        r#"- logs:PutLogEvents {"Fn::Sub":"arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/application-signals/data:*"}"#.to_owned(),
    ] {
        assert!(found.contains(&line), "{line} is not in {found:#?}");
    }
}
