//! Which of Lambda's own needs a framework grants by itself when it makes a function's role.
//!
//! Source: aws-sam-translator (`model/sam_resources.py`, the managed policies of `model/eventsources/pull.py`) and
//! serverless-iam-roles-per-function (`src/lib/index.ts`), and the Serverless Framework from version 4 on
//! (`plugins/aws/package/lib/roles-per-function-permissions.js`). A role that the template writes itself is given nothing.

use crate::binding::scope::Scope;
use crate::expr::Expr;
use crate::platform::Need;
use crate::template::serverless::role::{has_native_roles, has_roles_plugin};
use crate::template::{DeclaredRole, Kind, Trigger, TriggerKind};

/// Who makes the role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Provider {
    /// SAM, from the function's own properties.
    Sam,
    /// The Serverless plugin `serverless-iam-roles-per-function`.
    RolesPerFunction,
    /// The Serverless Framework itself, from version 4 on.
    Framework,
    /// The template: nothing is added.
    Nobody,
}

/// Who makes the role of a function.
pub fn provider(scope: &Scope<'_>) -> Provider {
    let template = scope.declared.template;
    match (template.kind, &scope.function.role) {
        (Kind::Sam, DeclaredRole::Implicit | DeclaredRole::SamPolicies(_)) if is_sam(scope) => {
            Provider::Sam
        }
        (Kind::Serverless, DeclaredRole::ServerlessStatements { .. } | DeclaredRole::Implicit) => {
            if has_roles_plugin(&template.document) {
                Provider::RolesPerFunction
            } else if has_native_roles(&template.document) {
                Provider::Framework
            } else {
                Provider::Nobody
            }
        }
        _ => Provider::Nobody,
    }
}

/// A SAM template may hold plain Lambda functions too.
fn is_sam(scope: &Scope<'_>) -> bool {
    scope
        .declared
        .resource(&scope.function.logical_id)
        .is_some_and(|resource| resource.kind == "AWS::Serverless::Function")
}

/// Whether a framework grants this by itself.
pub fn grants(provider: Provider, need: Need, trigger: Option<&Trigger>, action: &str) -> bool {
    match provider {
        Provider::Nobody => false,
        Provider::Sam => by_sam(need, trigger, action),
        Provider::RolesPerFunction => by_plugin(need, trigger, action),
        Provider::Framework => by_framework(need, trigger, action),
    }
}

/// SAM adds managed policies for logs, polling, network and tracing, and statements for dead letters and destinations.
fn by_sam(need: Need, trigger: Option<&Trigger>, action: &str) -> bool {
    match need {
        Need::Logging => trigger.is_none(),
        Need::Networking | Need::Tracing | Need::Durable => true,
        Need::DeadLetter | Need::Destination => !action.starts_with("kms:"),
        // Only for events of the function itself: a mapping resource is not looked at.
        Need::Polling(kind) => {
            trigger.is_some_and(|trigger| is_event(trigger) && polls_by_sam(kind, trigger, action))
        }
        // Only when its type is written down.
        Need::PollingDestination => trigger.is_some_and(|trigger| {
            let kind = trigger
                .properties
                .at(&["DestinationConfig", "OnFailure", "Type"]);
            let beyond = ["kms:", "kafka-cluster:"];
            is_event(trigger) && kind.is_some() && !beyond.iter().any(|it| action.starts_with(it))
        }),
        Need::FileSystem | Need::EnvironmentKey | Need::Layer | Need::Schedule => false,
    }
}

/// Whether a trigger is an event of the function itself.
fn is_event(trigger: &Trigger) -> bool {
    trigger.properties.get("FunctionName").is_none()
}

/// What the event classes of aws-sam-translator give the role.
fn polls_by_sam(kind: TriggerKind, trigger: &Trigger, action: &str) -> bool {
    let names = |key: &str| trigger.properties.get(key).is_some();
    let signs_in_by = |way: &str| {
        let ways = trigger.properties.get("SourceAccessConfigurations");
        (ways.map_or(&[][..], Expr::items).iter())
            .any(|it| it.get("Type").and_then(Expr::as_text) == Some(way))
    };
    match (kind, action.split(':').next().unwrap_or_default()) {
        (TriggerKind::Mq | TriggerKind::Kafka | TriggerKind::DocumentDb, "kms") => {
            names("SecretsManagerKmsKeyId")
        }
        (_, "kms" | "kafka-cluster") => false,
        (TriggerKind::Kinesis, _) => action != "kinesis:DescribeStreamConsumer",
        (TriggerKind::Mq, service) => service != "ec2",
        (TriggerKind::Msk, "secretsmanager") => signs_in_by("CLIENT_CERTIFICATE_TLS_AUTH"),
        (TriggerKind::Msk, "kafka") => action != "kafka:ListScramSecrets",
        _ => true,
    }
}

/// What a reader of a stream does.
const STREAMS: &[&str] = &[
    "DescribeStream",
    "GetRecords",
    "GetShardIterator",
    "ListStreams",
];

fn by_plugin(need: Need, trigger: Option<&Trigger>, action: &str) -> bool {
    match need {
        Need::Logging => trigger.is_none(),
        Need::Networking => true,
        Need::DeadLetter => action == "sns:Publish",
        Need::Polling(TriggerKind::Sqs) => action.starts_with("sqs:"),
        Need::Polling(TriggerKind::Kinesis | TriggerKind::DynamoDbStream) => {
            STREAMS.contains(&name(action))
        }
        _ => false,
    }
}

/// The framework grants the mount of a file system on the access point, which is no resource of that action, and the key of the
/// environment only where it is a plain text: both are not counted on.
fn by_framework(need: Need, trigger: Option<&Trigger>, action: &str) -> bool {
    const WITH_CONSUMER: &[&str] = &[
        "DescribeStreamSummary",
        "GetRecords",
        "GetShardIterator",
        "ListShards",
        "SubscribeToShard",
    ];
    match need {
        Need::Durable | Need::Tracing => true,
        Need::Destination => !action.starts_with("kms:"),
        Need::Polling(TriggerKind::Kinesis)
            if trigger.is_some_and(|it| it.properties.get("consumer").is_some()) =>
        {
            WITH_CONSUMER.contains(&name(action))
        }
        Need::Polling(TriggerKind::Mq) => !action.starts_with("kms:"),
        Need::Polling(TriggerKind::Kafka) => {
            action.starts_with("ec2:") || action.starts_with("secretsmanager:")
        }
        Need::Polling(TriggerKind::Msk) => {
            action.starts_with("ec2:")
                || matches!(
                    action,
                    "kafka:DescribeCluster" | "kafka:GetBootstrapBrokers"
                )
        }
        // Only where its type is written down or the ARN is a text, and only of streams.
        Need::PollingDestination => trigger.is_some_and(|it| {
            let target = it.properties.at(&["destinations", "onFailure"]);
            !action.starts_with("kms:")
                && target.is_some_and(|it| it.as_text().is_some() || it.get("type").is_some())
        }),
        Need::Schedule => true,
        Need::Logging => true,
        _ => by_plugin(need, trigger, action),
    }
}

/// An action without its service.
fn name(action: &str) -> &str {
    action.split_once(':').map_or(action, |(_, name)| name)
}
