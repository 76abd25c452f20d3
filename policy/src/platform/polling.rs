//! Event source mappings: what Lambda's pollers need of the function's role, source by source.
//!
//! Source: the "execution role permissions" of each event source's page in the Lambda developer guide.

use super::{Need, Needs, broker, delivery, fan_out};
use crate::binding::arn::Format;
use crate::binding::events::source_arns;
use crate::binding::text::Text;
use crate::expr::Expr;
use crate::template::{Trigger, TriggerKind};

/// A kind of polled source.
struct Poller {
    kind: TriggerKind,
    /// ARN format of the source, for one that is given by name.
    arn: &'static str,
    /// Actions on the source.
    source: &'static [&'static str],
    /// Actions on what stands beside the source, each with the ARN format of that; `*` where it knows no resources.
    beside: &'static [(&'static str, &'static str)],
    /// Whether it is reached through a network of its own.
    in_network: bool,
}

#[rustfmt::skip]
static POLLERS: &[Poller] = &[
    Poller {
        kind: TriggerKind::Sqs, arn: "arn:${Partition}:sqs:${Region}:${Account}:${QueueName}",
        source: &["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"], beside: &[], in_network: false,
    },
    Poller {
        kind: TriggerKind::Kinesis, arn: "arn:${Partition}:kinesis:${Region}:${Account}:stream/${StreamName}",
        source: &["kinesis:DescribeStream", "kinesis:DescribeStreamSummary", "kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:ListShards"], beside: &[], in_network: false,
    },
    Poller {
        kind: TriggerKind::DynamoDbStream, arn: "arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}",
        source: &["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"], beside: &[("dynamodb:ListStreams", "*")], in_network: false,
    },
    Poller {
        kind: TriggerKind::Msk, arn: "arn:${Partition}:kafka:${Region}:${Account}:cluster/${ClusterName}",
        source: &["kafka:DescribeCluster", "kafka:DescribeClusterV2", "kafka:GetBootstrapBrokers"], beside: &[], in_network: true,
    },
    Poller {
        kind: TriggerKind::Kafka, arn: "arn:${Partition}:kafka:${Region}:${Account}:cluster/${ClusterName}",
        source: &[], beside: &[], in_network: false,
    },
    Poller {
        kind: TriggerKind::Mq, arn: "arn:${Partition}:mq:${Region}:${Account}:broker:${BrokerName}",
        source: &["mq:DescribeBroker"], beside: &[], in_network: true,
    },
    Poller {
        kind: TriggerKind::DocumentDb, arn: "arn:${Partition}:rds:${Region}:${Account}:cluster:${DbClusterInstanceName}",
        source: &["rds:DescribeDBClusters"],
        beside: &[
            ("rds:DescribeDBClusterParameters", "arn:${Partition}:rds:${Region}:${Account}:cluster-pg:${ClusterParameterGroupName}"),
            ("rds:DescribeDBSubnetGroups", "arn:${Partition}:rds:${Region}:${Account}:subgrp:${SubnetGroupName}"),
        ],
        in_network: true,
    },
];

/// What polling the source of a trigger needs, if it is one that is polled.
pub(super) fn grants(needs: &mut Needs<'_>, trigger: &Trigger) {
    let Some(poller) = POLLERS.iter().find(|poller| poller.kind == trigger.kind) else {
        return;
    };
    let need = Need::Polling(trigger.kind);
    let source = trigger.source.as_ref();
    let mut polled = Vec::new();
    for arn in source.map_or_else(Vec::new, |it| source_arns(needs.scope, it, poller.arn)) {
        let stream = fan_out::grants(needs, trigger, &arn, poller.arn);
        for action in poller.source {
            needs.add_with_key(need, Some(trigger), action, &stream);
        }
        polled.push(stream);
    }
    for (action, format) in poller.beside {
        let resource = match *format {
            "*" => Text::any(),
            format => Format::new(format).with_name(&Text::any()),
        };
        needs.add(need, Some(trigger), action, &resource);
    }
    if poller.in_network || broker::is_in_network(trigger) {
        broker::network(needs, trigger);
    }
    broker::access(needs, trigger, &polled);
    failure_destination(needs, trigger);
}

fn failure_destination(needs: &mut Needs<'_>, trigger: &Trigger) {
    const PATH: &[&str] = &["DestinationConfig", "OnFailure", "Destination"];
    let found = trigger.properties.at(PATH);
    if let Some(destination) = found.filter(|it| !matches!(it, Expr::Map(_))) {
        delivery::grant(needs, Need::PollingDestination, Some(trigger), destination);
    }
}
