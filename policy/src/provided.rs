//! Which of Lambda's own needs a framework grants by itself when it makes a function's role.
//!
//! Source: aws-sam-translator (`model/sam_resources.py`, the managed policies of `model/eventsources/pull.py`) and
//! serverless-iam-roles-per-function (`src/lib/index.ts`). A role that the template writes itself is given nothing.

use crate::binding::scope::Scope;
use crate::expr::Expr;
use crate::platform::Need;
use crate::template::{DeclaredRole, Kind, Trigger, TriggerKind};

/// Who makes the role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Provider {
    /// SAM, from the function's own properties.
    Sam,
    /// The Serverless plugin `serverless-iam-roles-per-function`.
    RolesPerFunction,
    /// The template: nothing is added.
    Nobody,
}

/// The plugin's name.
const ROLES_PLUGIN: &str = "serverless-iam-roles-per-function";

/// Who makes the role of a function.
pub fn provider(scope: &Scope<'_>) -> Provider {
    let template = scope.declared.template;
    match (template.kind, &scope.function.role) {
        (Kind::Sam, DeclaredRole::Implicit | DeclaredRole::SamPolicies(_)) if is_sam(scope) => {
            Provider::Sam
        }
        (Kind::Serverless, DeclaredRole::ServerlessStatements { .. }) => Provider::RolesPerFunction,
        (Kind::Serverless, DeclaredRole::Implicit) if has_plugin(&template.document) => {
            Provider::RolesPerFunction
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

fn has_plugin(document: &Expr) -> bool {
    let plugins = document.get("plugins");
    let modules = plugins.and_then(|plugins| plugins.get("modules"));
    let names = modules.or(plugins).map_or(&[][..], Expr::items);
    names
        .iter()
        .any(|name| name.as_text() == Some(ROLES_PLUGIN))
}

/// Whether a framework grants this by itself.
pub fn grants(provider: Provider, need: Need, trigger: Option<&Trigger>, action: &str) -> bool {
    match provider {
        Provider::Nobody => false,
        Provider::Sam => by_sam(need, trigger, action),
        Provider::RolesPerFunction => by_plugin(need, action),
    }
}

/// SAM adds managed policies for logs, polling, network and tracing, and statements for dead letters and destinations.
fn by_sam(need: Need, trigger: Option<&Trigger>, action: &str) -> bool {
    match need {
        Need::Logging | Need::Networking | Need::Tracing | Need::DeadLetter | Need::Durable => true,
        Need::Destination => true,
        // Only for events of the function itself: a mapping resource is not looked at.
        Need::Polling(kind) => {
            let own = trigger.is_some_and(|it| it.properties.get("FunctionName").is_none());
            own && !action.starts_with("kafka-cluster:")
                && (!action.starts_with("kms:") || kind == TriggerKind::Mq)
                && !matches!(action, "kinesis:DescribeStreamConsumer")
        }
        // Only when its type is written down.
        Need::PollingDestination => trigger.is_some_and(|trigger| {
            let kind = trigger
                .properties
                .at(&["DestinationConfig", "OnFailure", "Type"]);
            trigger.properties.get("FunctionName").is_none() && kind.is_some()
        }),
        Need::FileSystem | Need::EnvironmentKey | Need::Layer => false,
    }
}

fn by_plugin(need: Need, action: &str) -> bool {
    const STREAMS: &[&str] = &[
        "DescribeStream",
        "GetRecords",
        "GetShardIterator",
        "ListStreams",
    ];
    match need {
        Need::Logging | Need::Networking => true,
        Need::DeadLetter => action == "sns:Publish",
        Need::Polling(TriggerKind::Sqs) => action.starts_with("sqs:"),
        Need::Polling(TriggerKind::Kinesis | TriggerKind::DynamoDbStream) => action
            .split_once(':')
            .is_some_and(|(_, name)| STREAMS.contains(&name)),
        _ => false,
    }
}
