//! `events` of functions.

use crate::expr::Expr;
use crate::template::{Place, Resource, Trigger, TriggerKind, trigger};

/// Event types with their kind and the properties that name the source. A value that is no mapping is the source itself.
const TYPES: &[(&str, TriggerKind, &[&str])] = &[
    ("activemq", TriggerKind::Mq, &["arn"]),
    ("alb", TriggerKind::Http, &[]),
    ("alexaSkill", TriggerKind::Other, &[]),
    ("alexaSmartHome", TriggerKind::Other, &[]),
    ("cloudFront", TriggerKind::CloudFront, &[]),
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
        properties: in_words_of_mappings(properties),
        at,
        is_event: true,
    })
}

/// Properties of events with what an `AWS::Lambda::EventSourceMapping` calls it.
const WORDS: &[(&[&str], &[&str])] = &[
    (&["topic"], &["Topics", "[]"]),
    (&["consumerGroupId"], &["ConsumerGroupId"]),
    (
        &["destinations", "onFailure", "arn"],
        &["DestinationConfig", "OnFailure", "Destination"],
    ),
    (
        &["destinations", "onFailure"],
        &["DestinationConfig", "OnFailure", "Destination"],
    ),
];

/// Ways to sign in at a broker, as events and as mappings call them.
const ACCESS: &[(&[&str], &str)] = &[
    (&["basicAuthArn"], "BASIC_AUTH"),
    (&["saslScram512"], "SASL_SCRAM_512_AUTH"),
    (&["accessConfigurations", "saslPlainAuth"], "BASIC_AUTH"),
    (
        &["accessConfigurations", "saslScram256Auth"],
        "SASL_SCRAM_256_AUTH",
    ),
    (
        &["accessConfigurations", "saslScram512Auth"],
        "SASL_SCRAM_512_AUTH",
    ),
    (
        &["accessConfigurations", "clientCertificateTlsAuth"],
        "CLIENT_CERTIFICATE_TLS_AUTH",
    ),
    (
        &["accessConfigurations", "serverRootCaCertificate"],
        "SERVER_ROOT_CA_CERTIFICATE",
    ),
    (&["accessConfigurations", "vpcSubnet"], "VPC_SUBNET"),
    (
        &["accessConfigurations", "vpcSecurityGroup"],
        "VPC_SECURITY_GROUP",
    ),
];

/// Properties of an event, and beside them what mappings of event sources say with other words, so that whoever reads mappings
/// need not know events.
fn in_words_of_mappings(properties: &Expr) -> Expr {
    let Expr::Map(written) = properties else {
        return properties.clone();
    };
    let mut entries = written.clone();
    for (own, words) in WORDS {
        let Some((first, rest)) = words.split_first() else {
            continue;
        };
        let value = properties.at(own).filter(|it| !matches!(it, Expr::Map(_)));
        if let Some(value) = value.filter(|_| entries.iter().all(|(key, _)| key != first)) {
            let value = rest
                .iter()
                .rev()
                .fold(value.clone(), |value, word| match *word {
                    "[]" => Expr::List(vec![value]),
                    word => Expr::Map(vec![(word.to_owned(), value)]),
                });
            entries.push(((*first).to_owned(), value));
        }
    }
    let ways: Vec<Expr> = ACCESS
        .iter()
        .flat_map(|(own, kind)| ways(properties.at(own), kind))
        .collect();
    if !ways.is_empty() {
        entries.push(("SourceAccessConfigurations".to_owned(), Expr::List(ways)));
    }
    Expr::Map(entries)
}

/// Entries of `SourceAccessConfigurations` for one value or a list of them.
fn ways(stated: Option<&Expr>, kind: &str) -> Vec<Expr> {
    let values = match stated {
        None | Some(Expr::Null) => &[][..],
        Some(Expr::List(values)) => values,
        Some(value) => std::slice::from_ref(value),
    };
    let way = |uri: &Expr| {
        Expr::Map(vec![
            ("Type".to_owned(), Expr::text(kind)),
            ("URI".to_owned(), uri.clone()),
        ])
    };
    values.iter().map(way).collect()
}

/// The trigger of a function URL.
pub(super) fn function_url(url: &Expr, at: Place) -> Trigger {
    Trigger {
        kind: TriggerKind::Http,
        source: None,
        properties: url.clone(),
        at,
        is_event: true,
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
