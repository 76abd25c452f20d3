//! `Events` of SAM functions and state machines.

use super::{Place, Trigger, TriggerKind};
use crate::expr::Expr;

/// Event types with their kind and the property that names the source.
const TYPES: &[(&str, TriggerKind, &str)] = &[
    ("AlexaSkill", TriggerKind::Other, ""),
    ("Api", TriggerKind::Http, "RestApiId"),
    ("CloudWatchEvent", TriggerKind::EventBridge, "EventBusName"),
    ("CloudWatchLogs", TriggerKind::Logs, "LogGroupName"),
    ("Cognito", TriggerKind::Cognito, "UserPool"),
    ("DocumentDB", TriggerKind::DocumentDb, "Cluster"),
    ("DynamoDB", TriggerKind::DynamoDbStream, "Stream"),
    ("EventBridgeRule", TriggerKind::EventBridge, "EventBusName"),
    ("HttpApi", TriggerKind::Http, "ApiId"),
    ("IoTRule", TriggerKind::Iot, ""),
    ("Kinesis", TriggerKind::Kinesis, "Stream"),
    ("MQ", TriggerKind::Mq, "Broker"),
    ("MSK", TriggerKind::Msk, "Stream"),
    ("S3", TriggerKind::S3, "Bucket"),
    ("SNS", TriggerKind::Sns, "Topic"),
    ("SQS", TriggerKind::Sqs, "Queue"),
    ("Schedule", TriggerKind::Schedule, ""),
    ("ScheduleV2", TriggerKind::Schedule, ""),
    ("SelfManagedKafka", TriggerKind::Kafka, ""),
];

/// The trigger that an event declares; `None` when its type is unknown.
pub(crate) fn trigger(event: &Expr, at: Place) -> Option<Trigger> {
    let name = event.get("Type")?.as_text()?;
    let (_, kind, source) = TYPES.iter().find(|(known, _, _)| *known == name)?;
    let properties = event
        .get("Properties")
        .cloned()
        .unwrap_or(Expr::Map(Vec::new()));
    Some(Trigger {
        kind: *kind,
        source: properties.get(source).cloned(),
        properties,
        at,
        is_event: true,
    })
}
