//! What Lambda itself needs of a function's role: to log, to poll, to join a network, to trace, to deliver failures.
//!
//! Facts only: which actions, on what. Which of them a framework grants by itself is in [`crate::provided`].
//! Source: the permissions pages of the Lambda developer guide and the AWS managed policies made for them.

mod broker;
mod delivery;
mod extension;
mod fan_out;
mod polling;

use crate::binding::arn::Format;
use crate::binding::resolve;
use crate::binding::resource_types::resource_type;
use crate::binding::scope::Scope;
use crate::binding::text::Text;
use crate::binding::{keys, only_if, via_service};
use crate::expr::Expr;
use crate::grants::{Conditions, Evidence, Grant, Origin};
use crate::presence;
use crate::provided::{self, Provider};
use crate::template::{Function, Place, Trigger, TriggerKind};

/// What Lambda does for a function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// Writes its logs.
    Logging,
    /// Polls a source for it.
    Polling(TriggerKind),
    /// Sends what a poller could not process to a destination.
    PollingDestination,
    /// Puts it into a network.
    Networking,
    /// Traces it.
    Tracing,
    /// Sends failed events to a dead-letter queue.
    DeadLetter,
    /// Sends results of asynchronous invocations on.
    Destination,
    /// Mounts a file system.
    FileSystem,
    /// Decrypts its environment.
    EnvironmentKey,
    /// Keeps the state of a durable execution.
    Durable,
    /// Loads an extension that calls AWS.
    Layer,
    /// Is invoked by a schedule that runs under the function's own role.
    Schedule,
}

impl Need {
    /// The name in evidence.
    pub fn id(self) -> &'static str {
        match self {
            Self::Logging => "lambda:Logging",
            Self::Polling(_) => "lambda:EventSourceMapping",
            Self::PollingDestination => "lambda:EventSourceMappingDestination",
            Self::Networking => "lambda:VpcNetworking",
            Self::Tracing => "lambda:Tracing",
            Self::DeadLetter => "lambda:DeadLetterQueue",
            Self::Destination => "lambda:AsynchronousDestination",
            Self::FileSystem => "lambda:FileSystem",
            Self::EnvironmentKey => "lambda:EnvironmentKey",
            Self::Durable => "lambda:DurableExecution",
            Self::Layer => "lambda:Layer",
            Self::Schedule => "lambda:Schedule",
        }
    }
}

const LOGGING: &[&str] = &[
    "logs:CreateLogGroup",
    "logs:CreateLogStream",
    "logs:PutLogEvents",
];

const NETWORK_INTERFACES: &[&str] = &[
    "ec2:AssignPrivateIpAddresses",
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:UnassignPrivateIpAddresses",
];

/// Actions that the guide lists and without which functions are known to run: policies that are in use by many leave them
/// out (those of the roles-per-function plugin, of AWS's own solutions and samples).
const DISPENSABLE: &[&str] = &[
    "dynamodb:ListStreams",
    "ec2:AssignPrivateIpAddresses",
    "ec2:DescribeSubnets",
    "ec2:UnassignPrivateIpAddresses",
    "kinesis:DescribeStreamConsumer",
    "kinesis:DescribeStreamSummary",
    "kinesis:ListShards",
];

/// Services whose actions are checked only where a cluster or a file system is set up to ask for them.
const ONLY_ASKED_FOR: &[&str] = &["kafka-cluster:", "elasticfilesystem:"];

/// Whether functions run without an action that the guide lists.
pub(crate) fn is_dispensable(action: &str) -> bool {
    DISPENSABLE.contains(&action)
}

/// Whether an action is checked only where a resource is set up to ask for it, which a function's template may not say.
pub(crate) fn is_only_asked_for(action: &str) -> bool {
    ONLY_ASKED_FOR.iter().any(|it| action.starts_with(it))
}

/// Everything Lambda itself needs to run a function as it is declared.
pub fn grants(scope: &Scope<'_>) -> Vec<Grant> {
    let mut needs = Needs {
        scope,
        provider: provided::provider(scope),
        grants: Vec::new(),
    };
    logging(&mut needs);
    edge_logging(&mut needs);
    for trigger in &scope.function.triggers {
        polling::grants(&mut needs, trigger);
    }
    networking(&mut needs);
    tracing(&mut needs);
    deliveries(&mut needs);
    file_systems(&mut needs);
    environment_key(&mut needs);
    durable(&mut needs);
    extension::grants(&mut needs);
    schedules(&mut needs);
    needs.grants
}

struct Needs<'a> {
    scope: &'a Scope<'a>,
    provider: Provider,
    grants: Vec<Grant>,
}

impl Needs<'_> {
    fn add(&mut self, need: Need, trigger: Option<&Trigger>, action: &str, arn: &Text) {
        self.add_if(need, trigger, action, arn, Conditions::new());
    }

    fn add_if(
        &mut self,
        need: Need,
        trigger: Option<&Trigger>,
        action: &str,
        arn: &Text,
        condition: Conditions,
    ) {
        let at = trigger.map_or(self.scope.function.at, |trigger| trigger.at);
        self.grants.push(Grant {
            action: action.to_owned(),
            resource: arn.to_expr(),
            only_if: only_if(self.scope, arn),
            condition,
            origin: Origin::Platform,
            bound: true,
            provided: provided::grants(self.provider, need, trigger, action),
            evidence: vec![self.evidence(need, at)],
        });
    }

    /// An action on a resource, and what it takes to use the customer key of that, where the template declares both.
    fn add_with_key(&mut self, need: Need, trigger: Option<&Trigger>, action: &str, arn: &Text) {
        self.add(need, trigger, action, arn);
        self.add_keys(need, trigger, action, arn);
    }

    /// What an action takes to use the customer key of a resource.
    fn add_keys(&mut self, need: Need, trigger: Option<&Trigger>, action: &str, arn: &Text) {
        let scope = self.scope;
        let meant = arn.as_template().and_then(|it| scope.declared.meant_by(it));
        let Some((resource, _)) = meant else { return };
        for used in keys::uses(scope, resource, "", action) {
            let condition = via_service(used.via);
            self.add_if(need, trigger, used.action, &used.key, condition);
        }
    }

    fn evidence(&self, need: Need, at: Place) -> Evidence {
        Evidence {
            file: self.scope.declared.template.path.clone(),
            line: at.line,
            column: at.column,
            operation: need.id().to_owned(),
            chain: Vec::new(),
            found: Vec::new(),
        }
    }
}

fn logging(needs: &mut Needs<'_>) {
    let scope = needs.scope;
    let given = scope.function.platform.log_group.as_ref();
    let names = match given {
        Some(expr) => resolve::texts(scope.declared, expr),
        None => vec![Text::literal("/aws/lambda/").then(&scope.own_name())],
    };
    for name in names {
        let meant = name
            .as_template()
            .and_then(|expr| scope.declared.meant_by(expr));
        let row = resource_type("AWS::Logs::LogGroup");
        let format = row.map_or_else(|| Format::new("*"), |row| Format::new(row.arn));
        let declared = meant.is_some() || !scope.declared.named(&format, &name).is_empty();
        // The ARN by reference ends in `:*` already.
        let arn = match meant {
            Some((group, _)) if !scope.is_circular(&group.id) => {
                Text::template(Expr::get_att(&group.id, "Arn"))
            }
            _ => format.with_name(&name).then_literal(":").then(&Text::any()),
        };
        for action in LOGGING {
            if !(declared && *action == "logs:CreateLogGroup") {
                needs.add(Need::Logging, None, action, &arn);
            }
        }
    }
}

/// Who assumes a function's role beside Lambda: the edge, where it is deployed there, and the scheduler of the framework's events.
pub(crate) fn principals(function: &Function) -> Vec<&'static str> {
    let mut principals = vec!["lambda.amazonaws.com"];
    let triggers = || function.triggers.iter();
    if triggers().any(|it| it.kind == TriggerKind::CloudFront) {
        principals.push("edgelambda.amazonaws.com");
    }
    if triggers().any(is_scheduled_by_role) {
        principals.push("scheduler.amazonaws.com");
    }
    principals
}

/// A `schedule` of the Serverless Framework with the method `scheduler`: the framework gives the schedule the function's role.
fn is_scheduled_by_role(trigger: &Trigger) -> bool {
    trigger.kind == TriggerKind::Schedule
        && trigger.properties.get("method").and_then(Expr::as_text) == Some("scheduler")
}

fn schedules(needs: &mut Needs<'_>) {
    let scope = needs.scope;
    if !scope.is_serverless() {
        return;
    }
    let own = scope.own_arn();
    for trigger in scope
        .function
        .triggers
        .iter()
        .filter(|it| is_scheduled_by_role(it))
    {
        for arn in [
            own.clone(),
            own.clone().then_literal(":").then(&Text::any()),
        ] {
            needs.add(Need::Schedule, Some(trigger), "lambda:InvokeFunction", &arn);
        }
    }
}

/// At the edge a function logs in the region that serves the request, under the name of the region that it is deployed from.
fn edge_logging(needs: &mut Needs<'_>) {
    let scope = needs.scope;
    let Some(trigger) =
        (scope.function.triggers.iter()).find(|it| it.kind == TriggerKind::CloudFront)
    else {
        return;
    };
    let group = "arn:${Partition}:logs:*:${Account}:log-group:/aws/lambda/us-east-1.${Name}";
    let name = scope.own_name().then_literal(":").then(&Text::any());
    let arn = Format::new(group).with_name(&name);
    for action in LOGGING {
        needs.add(Need::Logging, Some(trigger), action, &arn);
    }
}

fn deliveries(needs: &mut Needs<'_>) {
    let platform = &needs.scope.function.platform;
    if let Some(queue) = &platform.dead_letter {
        delivery::grant(needs, Need::DeadLetter, None, queue);
    }
    for destination in &platform.destinations {
        delivery::grant(needs, Need::Destination, None, destination);
    }
}

fn networking(needs: &mut Needs<'_>) {
    let Some(network) = &needs.scope.function.platform.vpc else {
        return;
    };
    let start = needs.grants.len();
    for action in NETWORK_INTERFACES {
        needs.add(Need::Networking, None, action, &Text::any());
    }
    let presence = presence::of(network).map(|(presence, _)| presence);
    for grant in needs.grants.iter_mut().skip(start) {
        grant.only_if.clone_from(&presence);
    }
}

fn tracing(needs: &mut Needs<'_>) {
    if needs.scope.function.platform.tracing.is_none() {
        return;
    }
    for action in ["xray:PutTelemetryRecords", "xray:PutTraceSegments"] {
        needs.add(Need::Tracing, None, action, &Text::any());
    }
}

fn file_systems(needs: &mut Needs<'_>) {
    let scope = needs.scope;
    let format = resource_type("AWS::EFS::FileSystem");
    let format = format.map_or_else(|| Format::new("*"), |row| Format::new(row.arn));
    for expr in &scope.function.platform.file_systems {
        for access_point in resolve::texts(scope.declared, expr) {
            let meant = access_point
                .as_template()
                .and_then(|it| scope.declared.meant_by(it));
            let system = meant.and_then(|(resource, _)| resource.properties.get("FileSystemId"));
            let system = system
                .map(|id| resolve::texts(scope.declared, id))
                .unwrap_or_default();
            let arn = match system.as_slice() {
                [id] => match id.as_template().and_then(|it| scope.declared.meant_by(it)) {
                    Some((resource, _)) => match resource_type(&resource.kind) {
                        Some(row) => scope.arn_of(resource, row),
                        None => format.with_name(id),
                    },
                    None => format.with_name(id),
                },
                _ => format.with_name(&Text::any()),
            };
            let keys = [(
                "elasticfilesystem:AccessPointArn".to_owned(),
                vec![access_point.to_expr()],
            )];
            let condition: Conditions = [("StringEquals".to_owned(), keys.into())].into();
            for action in [
                "elasticfilesystem:ClientMount",
                "elasticfilesystem:ClientWrite",
            ] {
                needs.add_if(Need::FileSystem, None, action, &arn, condition.clone());
            }
        }
    }
}

fn environment_key(needs: &mut Needs<'_>) {
    let scope = needs.scope;
    let Some(key) = &scope.function.platform.kms_key else {
        return;
    };
    for text in resolve::texts(scope.declared, key) {
        if let Some(arn) = keys::key_arn(scope, &text) {
            needs.add(Need::EnvironmentKey, None, "kms:Decrypt", &arn);
        }
    }
}

fn durable(needs: &mut Needs<'_>) {
    if !needs.scope.function.platform.durable {
        return;
    }
    // Executions belong to a version of the function.
    let arn = needs.scope.own_arn().then_literal(":").then(&Text::any());
    for action in [
        "lambda:CheckpointDurableExecution",
        "lambda:GetDurableExecutionState",
    ] {
        needs.add(Need::Durable, None, action, &arn);
    }
}

#[cfg(test)]
mod tests;
