//! Event source mappings: what Lambda's pollers need of the function's role, source by source.

use super::{Need, Needs, delivery};
use crate::binding::arn::Format;
use crate::binding::events::source_arns;
use crate::binding::text::Text;
use crate::binding::{keys, resolve, via_service};
use crate::expr::Expr;
use crate::template::{Trigger, TriggerKind};

/// What a poller needs to reach a broker in a network.
const BROKER_NETWORK: &[&str] = &[
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeSubnets",
    "ec2:DescribeVpcs",
];

/// A kind of polled source.
struct Poller {
    kind: TriggerKind,
    /// ARN format of the source, for one that is given by name.
    arn: &'static str,
    /// Actions on the source.
    source: &'static [&'static str],
    /// Actions that know no resources, or concern the network of the source.
    anywhere: &'static [&'static [&'static str]],
}

#[rustfmt::skip]
static POLLERS: &[Poller] = &[
    Poller {
        kind: TriggerKind::Sqs, arn: "arn:${Partition}:sqs:${Region}:${Account}:${QueueName}",
        source: &["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"], anywhere: &[],
    },
    Poller {
        kind: TriggerKind::Kinesis, arn: "arn:${Partition}:kinesis:${Region}:${Account}:stream/${StreamName}",
        source: &["kinesis:DescribeStream", "kinesis:DescribeStreamSummary", "kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:ListShards"], anywhere: &[],
    },
    Poller {
        kind: TriggerKind::DynamoDbStream, arn: "arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}",
        source: &["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"], anywhere: &[&["dynamodb:ListStreams"]],
    },
    Poller {
        kind: TriggerKind::Msk, arn: "arn:${Partition}:kafka:${Region}:${Account}:cluster/${ClusterName}",
        source: &["kafka:DescribeCluster", "kafka:DescribeClusterV2", "kafka:GetBootstrapBrokers"], anywhere: &[BROKER_NETWORK],
    },
    Poller {
        kind: TriggerKind::Kafka, arn: "arn:${Partition}:kafka:${Region}:${Account}:cluster/${ClusterName}",
        source: &[], anywhere: &[],
    },
    Poller {
        kind: TriggerKind::Mq, arn: "arn:${Partition}:mq:${Region}:${Account}:broker:${BrokerName}",
        source: &["mq:DescribeBroker"], anywhere: &[BROKER_NETWORK],
    },
    Poller {
        kind: TriggerKind::DocumentDb, arn: "arn:${Partition}:rds:${Region}:${Account}:cluster:${DbClusterInstanceName}",
        source: &[], anywhere: &[BROKER_NETWORK, &["rds:DescribeDBClusterParameters", "rds:DescribeDBClusters", "rds:DescribeDBSubnetGroups"]],
    },
];

/// What an IAM-authenticated Kafka cluster checks: the action and what follows `:` in the ARN after the account.
const KAFKA_CLUSTER: &[(&str, &str)] = &[
    ("kafka-cluster:AlterGroup", "group/*"),
    ("kafka-cluster:DescribeGroup", "group/*"),
    ("kafka-cluster:DescribeTopic", "topic/*"),
    ("kafka-cluster:ReadData", "topic/*"),
];

/// What polling the source of a trigger needs, if it is one that is polled.
pub(super) fn grants(needs: &mut Needs<'_>, trigger: &Trigger) {
    let Some(poller) = POLLERS.iter().find(|poller| poller.kind == trigger.kind) else {
        return;
    };
    let need = Need::Polling(trigger.kind);
    let scope = needs.scope;
    let source = trigger.source.as_ref();
    let arns = source
        .map(|source| source_arns(scope, source, poller.arn))
        .unwrap_or_default();
    for arn in &arns {
        for action in poller.source {
            needs.add(need, Some(trigger), action, &stream_of(arn));
            polled_key(needs, trigger, source, action);
        }
        fan_out(needs, trigger, arn);
    }
    for action in poller.anywhere.iter().copied().flatten() {
        needs.add(need, Some(trigger), action, &Text::any());
    }
    broker_access(needs, trigger, &arns);
    failure_destination(needs, trigger);
}

/// The stream that an enhanced fan-out consumer reads: what stands before `/consumer/` in its ARN.
fn stream_of(arn: &Text) -> Text {
    match arn
        .as_literal()
        .and_then(|text| text.split_once("/consumer/"))
    {
        Some((stream, _)) => Text::literal(stream),
        None => arn.clone(),
    }
}

fn fan_out(needs: &mut Needs<'_>, trigger: &Trigger, arn: &Text) {
    let declared = arn
        .as_template()
        .and_then(|expr| needs.scope.declared.meant_by(expr));
    let is_consumer = declared
        .is_some_and(|(resource, _)| resource.kind == "AWS::Kinesis::StreamConsumer")
        || arn
            .as_literal()
            .is_some_and(|text| text.contains("/consumer/"));
    if is_consumer {
        for action in ["kinesis:DescribeStreamConsumer", "kinesis:SubscribeToShard"] {
            needs.add(Need::Polling(trigger.kind), Some(trigger), action, arn);
        }
    }
}

/// The key of an encrypted source.
fn polled_key(needs: &mut Needs<'_>, trigger: &Trigger, source: Option<&Expr>, action: &str) {
    let scope = needs.scope;
    let meant = source.and_then(|source| scope.declared.meant_by(source));
    let Some((resource, _)) = meant else { return };
    for used in keys::uses(scope, resource, "", action) {
        let need = Need::Polling(trigger.kind);
        needs.add_if(
            need,
            Some(trigger),
            used.action,
            &used.key,
            via_service(used.via),
        );
    }
}

/// Secrets, network and cluster permissions that brokers are reached with.
fn broker_access(needs: &mut Needs<'_>, trigger: &Trigger, clusters: &[Text]) {
    let need = Need::Polling(trigger.kind);
    let is_broker = matches!(
        trigger.kind,
        TriggerKind::Msk | TriggerKind::Kafka | TriggerKind::Mq | TriggerKind::DocumentDb
    );
    if !is_broker {
        return;
    }
    let access = trigger
        .properties
        .get("SourceAccessConfigurations")
        .map_or(&[][..], Expr::items);
    let mut in_network = false;
    for entry in access {
        let kind = entry
            .get("Type")
            .and_then(Expr::as_text)
            .unwrap_or_default();
        in_network |= kind.starts_with("VPC_");
        if kind.starts_with("VPC_") || kind == "VIRTUAL_HOST" {
            continue;
        }
        let secrets = entry
            .get("URI")
            .map(|uri| resolve::texts(needs.scope.declared, uri));
        for secret in secrets.unwrap_or_default() {
            needs.add(
                need,
                Some(trigger),
                "secretsmanager:GetSecretValue",
                &secret,
            );
        }
    }
    if trigger.kind == TriggerKind::Kafka && in_network {
        for action in BROKER_NETWORK {
            needs.add(need, Some(trigger), action, &Text::any());
        }
    }
    if trigger.kind == TriggerKind::Msk && access.is_empty() {
        iam_authentication(needs, trigger, clusters);
    }
}

/// What a cluster checks that authenticates by IAM: how it is without any other way being written down.
fn iam_authentication(needs: &mut Needs<'_>, trigger: &Trigger, clusters: &[Text]) {
    let need = Need::Polling(trigger.kind);
    for cluster in clusters {
        for action in [
            "kafka-cluster:Connect",
            "kafka-cluster:DescribeClusterDynamicConfiguration",
        ] {
            needs.add(need, Some(trigger), action, cluster);
        }
    }
    for (action, resource) in KAFKA_CLUSTER {
        let kind = resource.trim_end_matches('*');
        let arn = format!("arn:${{Partition}}:kafka:${{Region}}:${{Account}}:{kind}${{Name}}");
        needs.add(
            need,
            Some(trigger),
            action,
            &Format::new(&arn).with_name(&Text::any()),
        );
    }
}

fn failure_destination(needs: &mut Needs<'_>, trigger: &Trigger) {
    const PATHS: &[&[&str]] = &[
        &["DestinationConfig", "OnFailure", "Destination"],
        &["destinations", "onFailure", "arn"],
        &["destinations", "onFailure"],
    ];
    let found = PATHS.iter().find_map(|path| trigger.properties.at(path));
    if let Some(destination) = found.filter(|it| !matches!(it, Expr::Map(_))) {
        delivery::grant(needs, Need::PollingDestination, Some(trigger), destination);
    }
}
