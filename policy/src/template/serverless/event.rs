//! `events` of functions.

use crate::expr::Expr;
use crate::template::{Place, Resource, Trigger, TriggerKind, trigger};

/// Event types with their kind and the properties that name the source. A value that is no mapping is the source itself.
const TYPES: &[(&str, TriggerKind, &[&str])] = &[
    ("activemq", TriggerKind::Mq, &["arn"]),
    ("alb", TriggerKind::Http, &[]),
    ("alexaSkill", TriggerKind::Other, &[]),
    ("alexaSmartHome", TriggerKind::Other, &[]),
    ("cloudFront", TriggerKind::Other, &[]),
    ("cloudwatchEvent", TriggerKind::EventBridge, &[]),
    ("cloudwatchLog", TriggerKind::Logs, &["logGroup"]),
    ("cognitoUserPool", TriggerKind::Cognito, &["pool"]),
    ("eventBridge", TriggerKind::EventBridge, &["eventBus"]),
    ("http", TriggerKind::Http, &[]),
    ("httpApi", TriggerKind::Http, &[]),
    ("iot", TriggerKind::Iot, &[]),
    ("iotFleetProvisioning", TriggerKind::Iot, &[]),
    ("kafka", TriggerKind::Kafka, &[]),
    ("msk", TriggerKind::Msk, &["arn"]),
    ("rabbitmq", TriggerKind::Mq, &["arn"]),
    ("s3", TriggerKind::S3, &["bucket"]),
    ("schedule", TriggerKind::Schedule, &[]),
    ("sns", TriggerKind::Sns, &["arn", "topicName"]),
    ("sqs", TriggerKind::Sqs, &["arn"]),
    ("stream", TriggerKind::Other, &["arn"]),
    ("websocket", TriggerKind::WebSocket, &[]),
];

/// The trigger of an event: a mapping with one key, or its name alone. Types of plugins are [`TriggerKind::Other`].
pub(super) fn trigger(event: &Expr, resources: &[Resource], at: Place) -> Option<Trigger> {
    let (name, properties) = match event {
        Expr::Text(name) => (name.as_str(), &Expr::Null),
        Expr::Map(entries) => entries
            .first()
            .map(|(name, value)| (name.as_str(), value))?,
        _ => return None,
    };
    let known = TYPES.iter().find(|(known, _, _)| *known == name);
    let (kind, sources) = known.map_or((TriggerKind::Other, &[][..]), |(_, kind, sources)| {
        (*kind, *sources)
    });
    let source = source(properties, sources);
    let kind = match name {
        "stream" => stream_kind(properties, source.as_ref(), resources),
        "eventBridge"
            if properties.get("schedule").is_some() && properties.get("pattern").is_none() =>
        {
            TriggerKind::Schedule
        }
        _ => kind,
    };
    Some(Trigger {
        kind,
        source,
        properties: properties.clone(),
        at,
    })
}

/// The trigger of a function URL.
pub(super) fn function_url(url: &Expr, at: Place) -> Trigger {
    Trigger {
        kind: TriggerKind::Http,
        source: None,
        properties: url.clone(),
        at,
    }
}

fn source(properties: &Expr, sources: &[&str]) -> Option<Expr> {
    match properties {
        Expr::Map(_) => sources.iter().find_map(|key| properties.get(key)).cloned(),
        Expr::Text(_) | Expr::Call(..) if !sources.is_empty() => Some(properties.clone()),
        _ => None,
    }
}

fn stream_kind(properties: &Expr, source: Option<&Expr>, resources: &[Resource]) -> TriggerKind {
    match properties.get("type").and_then(Expr::as_text) {
        Some("kinesis") => TriggerKind::Kinesis,
        Some("dynamodb") => TriggerKind::DynamoDbStream,
        _ => {
            let mapping = vec![
                (
                    "EventSourceArn".to_owned(),
                    source.cloned().unwrap_or(Expr::Null),
                ),
                ("StartingPosition".to_owned(), Expr::Null),
            ];
            trigger::polled_kind(&Expr::Map(mapping), resources)
        }
    }
}
