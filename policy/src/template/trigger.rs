//! What invokes a function in CloudFormation, told from the places that name it.

mod sites;

use super::reference::references;
use super::{Function, Resource, Trigger, TriggerKind};
use crate::expr::Expr;
use sites::{SITES, Site, SiteKind, Source};

/// Adds the triggers that resources declare to the functions they name.
pub(crate) fn attach(functions: &mut [Function], resources: &[Resource]) {
    for site in SITES {
        for resource in resources.iter().filter(|it| site.matches(&it.kind)) {
            for declaration in select(&resource.properties, site.declaration) {
                let targets = select(declaration, site.function);
                let named: Vec<usize> = (0..functions.len())
                    .filter(|index| {
                        let function = functions.get(*index);
                        function.is_some_and(|function| {
                            targets
                                .iter()
                                .any(|target| names(function, target, resources, 4))
                        })
                    })
                    .collect();
                for index in named {
                    if let Some(function) = functions.get_mut(index) {
                        site.attach_one(function, resource, declaration, resources);
                    }
                }
            }
        }
    }
}

impl Site {
    fn matches(&self, kind: &str) -> bool {
        match self.resource_type.strip_suffix('*') {
            Some(prefix) => kind.starts_with(prefix),
            None => kind == self.resource_type,
        }
    }

    fn attach_one(
        &self,
        function: &mut Function,
        resource: &Resource,
        declaration: &Expr,
        resources: &[Resource],
    ) {
        let source = match self.source {
            Source::Holder => Some(Expr::reference(&resource.id)),
            Source::Property(path) => select(&resource.properties, path).first().copied().cloned(),
            Source::Unnamed => None,
        };
        let kind = match self.kind {
            SiteKind::Fixed(kind) => kind,
            SiteKind::Polled => polled_kind(&resource.properties, resources),
            SiteKind::Rule if resource.properties.get("EventPattern").is_some() => {
                TriggerKind::EventBridge
            }
            SiteKind::Rule => TriggerKind::Schedule,
            SiteKind::Principal => principal_kind(&resource.properties),
        };
        if matches!(self.kind, SiteKind::Principal)
            && function.triggers.iter().any(|trigger| trigger.kind == kind)
        {
            return;
        }
        function.triggers.push(Trigger {
            kind,
            source,
            properties: declaration.clone(),
            at: resource.at,
            is_event: false,
        });
    }
}

/// The values at a path; the value itself for the empty path.
pub(crate) fn select<'a>(value: &'a Expr, path: &str) -> Vec<&'a Expr> {
    let mut found = vec![value];
    for step in path.split('.').filter(|step| !step.is_empty()) {
        found = match step {
            "[]" => found.iter().flat_map(|value| value.items()).collect(),
            "*" => found
                .iter()
                .flat_map(|value| value.entries())
                .map(|(_, value)| value)
                .collect(),
            key => found.iter().filter_map(|value| value.get(key)).collect(),
        };
    }
    found
}

/// Whether an expression names a function: refers to it, to an alias or a version of it, or is its name or ARN.
pub(crate) fn names(
    function: &Function,
    target: &Expr,
    resources: &[Resource],
    depth: usize,
) -> bool {
    let by_name = function.function_name.as_ref().is_some_and(|name| {
        target == name
            || name.as_text().is_some_and(|name| {
                target
                    .as_text()
                    .and_then(|text| text.split_once(":function:"))
                    .is_some_and(|(_, rest)| rest.split(':').next() == Some(name))
            })
    });
    if by_name {
        return true;
    }
    let Some(depth) = depth.checked_sub(1) else {
        return false;
    };
    references(target).iter().any(|reference| {
        reference.id == function.logical_id
            || resources
                .iter()
                .filter(|it| it.id == reference.id)
                .filter(|it| {
                    matches!(
                        it.kind.as_str(),
                        "AWS::Lambda::Alias" | "AWS::Lambda::Version"
                    )
                })
                .filter_map(|it| it.properties.get("FunctionName"))
                .any(|target| names(function, target, resources, depth))
    })
}

/// What an event source mapping polls.
pub(crate) fn polled_kind(properties: &Expr, resources: &[Resource]) -> TriggerKind {
    const TYPES: &[(&str, TriggerKind)] = &[
        ("AWS::SQS::Queue", TriggerKind::Sqs),
        ("AWS::Kinesis::Stream", TriggerKind::Kinesis),
        ("AWS::Kinesis::StreamConsumer", TriggerKind::Kinesis),
        ("AWS::DynamoDB::Table", TriggerKind::DynamoDbStream),
        ("AWS::DynamoDB::GlobalTable", TriggerKind::DynamoDbStream),
        ("AWS::Serverless::SimpleTable", TriggerKind::DynamoDbStream),
        ("AWS::MSK::Cluster", TriggerKind::Msk),
        ("AWS::MSK::ServerlessCluster", TriggerKind::Msk),
        ("AWS::AmazonMQ::Broker", TriggerKind::Mq),
        ("AWS::DocDB::DBCluster", TriggerKind::DocumentDb),
    ];
    const SERVICES: &[(&str, TriggerKind)] = &[
        (":sqs:", TriggerKind::Sqs),
        (":kinesis:", TriggerKind::Kinesis),
        (":dynamodb:", TriggerKind::DynamoDbStream),
        (":kafka:", TriggerKind::Msk),
        (":mq:", TriggerKind::Mq),
        (":rds:", TriggerKind::DocumentDb),
    ];
    const PROPERTIES: &[(&str, TriggerKind)] = &[
        ("SelfManagedEventSource", TriggerKind::Kafka),
        ("DocumentDBEventSourceConfig", TriggerKind::DocumentDb),
        ("Topics", TriggerKind::Msk),
        ("Queues", TriggerKind::Mq),
    ];
    let source = properties.get("EventSourceArn").unwrap_or(&Expr::Null);
    let by_type = references(source).into_iter().find_map(|reference| {
        let resource = resources.iter().find(|it| it.id == reference.id)?;
        lookup(TYPES, |name| resource.kind == name)
    });
    let text = source.to_json().to_string();
    by_type
        .or_else(|| lookup(SERVICES, |part| text.contains(part)))
        .or_else(|| lookup(PROPERTIES, |key| properties.get(key).is_some()))
        .or_else(|| by_stream_attribute(source))
        .unwrap_or(match properties.get("StartingPosition") {
            Some(_) => TriggerKind::Other,
            None => TriggerKind::Sqs,
        })
}

/// A stream of a table is told by its name: `!GetAtt Nested.Outputs.TableStreamArn`, `!Ref OrdersTableStream`.
fn by_stream_attribute(source: &Expr) -> Option<TriggerKind> {
    let text = source.to_json().to_string().to_lowercase();
    let has = |part| text.contains(part);
    match () {
        () if has("kinesis") => Some(TriggerKind::Kinesis),
        () if has("table") || has("dynamo") || has("ddb") => Some(TriggerKind::DynamoDbStream),
        () if has("queue") || has("sqs") => Some(TriggerKind::Sqs),
        () => None,
    }
}

fn principal_kind(properties: &Expr) -> TriggerKind {
    const PRINCIPALS: &[(&str, TriggerKind)] = &[
        ("s3.", TriggerKind::S3),
        ("sns.", TriggerKind::Sns),
        ("events.", TriggerKind::EventBridge),
        ("scheduler.", TriggerKind::Schedule),
        ("apigateway.", TriggerKind::Http),
        ("elasticloadbalancing.", TriggerKind::Http),
        ("cognito-idp.", TriggerKind::Cognito),
        ("edgelambda.", TriggerKind::CloudFront),
        ("logs.", TriggerKind::Logs),
        ("iot.", TriggerKind::Iot),
        ("cloudformation.", TriggerKind::CustomResource),
        ("states.", TriggerKind::StateMachine),
    ];
    let principal = properties
        .get("Principal")
        .map(|it| it.to_json().to_string());
    principal
        .and_then(|text| lookup(PRINCIPALS, |part| text.trim_matches('"').starts_with(part)))
        .unwrap_or(TriggerKind::Other)
}

fn lookup(rows: &[(&str, TriggerKind)], test: impl Fn(&str) -> bool) -> Option<TriggerKind> {
    rows.iter()
        .find(|(key, _)| test(key))
        .map(|(_, kind)| *kind)
}
