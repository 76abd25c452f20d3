//! What a bucket announces by way of a queue or a topic: the event that names the bucket is then text inside of a message.
//!
//! Sound as far as the template shows who sends to the queue or topic, as for every value of an event.

use super::scope::Scope;
use crate::expr::Expr;
use crate::template::{Resource, Trigger, TriggerKind};

/// Where the messages that a trigger hands over hold the event, from the root of the function's own event.
const CARRIED: &[(TriggerKind, &str)] = &[
    (TriggerKind::Sqs, "Records[].body."),
    // What a topic writes around the message, unless delivery is raw.
    (TriggerKind::Sqs, "Records[].body.Message."),
    (TriggerKind::Sns, "Records[].Sns.Message."),
];

/// The lists of a bucket's notifications and the property of each that names where it goes.
const NOTIFICATIONS: &[(&str, &str)] = &[
    ("QueueConfigurations", "Queue"),
    ("TopicConfigurations", "Topic"),
];

/// Where a trigger's messages hold the event of a bucket.
pub fn places(kind: TriggerKind) -> impl Iterator<Item = &'static str> {
    CARRIED
        .iter()
        .filter(move |(carrier, _)| *carrier == kind)
        .map(|(_, place)| *place)
}

/// The triggers as which a function would see the buckets whose notifications a trigger carries.
///
/// With an SQS event of `Queue`, and a bucket `Uploads` whose `QueueConfigurations` name that queue, the trigger is an S3 event
/// of `Uploads` with the configuration's filter.
pub fn carried(scope: &Scope<'_>, trigger: &Trigger) -> Vec<Trigger> {
    let Some(source) = trigger.source.as_ref().and_then(|it| meant(scope, it)) else {
        return Vec::new();
    };
    let mut sources = topics_of(scope, source);
    sources.push(source);
    let mut triggers = Vec::new();
    for bucket in &scope.declared.template.resources {
        if bucket.kind != "AWS::S3::Bucket" {
            continue;
        }
        for (list, target) in NOTIFICATIONS {
            let list = bucket.properties.at(&["NotificationConfiguration", list]);
            for configuration in list.map_or(&[][..], Expr::items) {
                let named = configuration.get(target).and_then(|it| meant(scope, it));
                if named.is_some_and(|named| sources.contains(&named)) {
                    triggers.push(Trigger {
                        kind: TriggerKind::S3,
                        source: Some(Expr::reference(&bucket.id)),
                        properties: configuration.clone(),
                        at: bucket.at,
                        is_event: false,
                    });
                }
            }
        }
    }
    triggers
}

/// The topics that a queue is subscribed to.
fn topics_of<'a>(scope: &'a Scope<'_>, queue: &str) -> Vec<&'a str> {
    let is_queue = |endpoint: Option<&Expr>| {
        endpoint
            .and_then(|endpoint| meant(scope, endpoint))
            .is_some_and(|id| id == queue)
    };
    let mut topics = Vec::new();
    for resource in &scope.declared.template.resources {
        let properties = &resource.properties;
        match resource.kind.as_str() {
            "AWS::SNS::Subscription" if is_queue(properties.get("Endpoint")) => {
                topics.extend(properties.get("TopicArn").and_then(|it| meant(scope, it)));
            }
            "AWS::SNS::Topic" => {
                let subscriptions = properties.get("Subscription").map_or(&[][..], Expr::items);
                if subscriptions.iter().any(|it| is_queue(it.get("Endpoint"))) {
                    topics.push(resource.id.as_str());
                }
            }
            _ => {}
        }
    }
    topics
}

/// The id of the resource that an expression means.
fn meant<'a>(scope: &'a Scope<'_>, expr: &Expr) -> Option<&'a str> {
    let (resource, _): (&Resource, _) = scope.declared.meant_by(expr)?;
    Some(resource.id.as_str())
}
