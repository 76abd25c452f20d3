//! `Policies` of SAM functions, in every form, and connectors.

use super::policies::{Reader, Site, short};
use super::{GapKind, StatementOrigin, named};
use crate::binding::resource_types::resource_type;
use crate::evaluator::document::listed;
use crate::expr::Expr;
use crate::template::Resource;
use crate::template::reference::references;
use catalog::policies::{sam_connector, sam_policy_template, sam_policy_templates};

/// The entries of `Policies`: names and ARNs of managed policies, documents, policy templates.
pub(super) fn policies(reader: &mut Reader<'_>, policies: &[Expr]) {
    let document = &reader.declared.template.document;
    let globals = document.at(&["Globals", "Function", "Policies"]);
    let inherited = globals.map_or(0, |it| listed(it).len());
    let own = ["Resources", &reader.function.name, "Properties", "Policies"];
    let is_list = document
        .at(&own)
        .is_none_or(|it| matches!(it, Expr::List(_)));
    for (index, policy) in policies.iter().enumerate() {
        let number = index.checked_sub(inherited);
        let path = match (number, is_list) {
            (Some(number), true) => Site::new(&own, reader.function.at).at(&[&number.to_string()]),
            (Some(_), false) => Site::new(&own, reader.function.at),
            (None, _) => {
                let path = ["Globals", "Function", "Policies"];
                Site::new(&path, reader.function.at).at(&[&index.to_string()])
            }
        };
        for (policy, site) in reader.items(policy, &path) {
            one(reader, policy, &site);
        }
    }
}

fn one(reader: &mut Reader<'_>, policy: &Expr, site: &Site) {
    match policy {
        Expr::Map(_) if policy.get("Statement").is_some() => reader.document(policy, site),
        Expr::Map(entries) => {
            for (name, values) in entries {
                template(reader, name, values, site);
            }
        }
        policy => reader.managed(policy, site),
    }
}

fn template(reader: &mut Reader<'_>, name: &str, values: &Expr, site: &Site) {
    let Some(known) = sam_policy_template(name) else {
        let nearest = sam_policy_templates()
            .filter(|known| known.eq_ignore_ascii_case(name))
            .map(|known| format!("; did you mean `{known}`?"))
            .next();
        let what = format!(
            "SAM policy template `{name}`{}",
            nearest.unwrap_or_default()
        );
        reader.gap(GapKind::Unreadable, what, site);
        return;
    };
    for statement in named::filled(reader.declared, &known, values) {
        reader.push(
            statement,
            StatementOrigin::PolicyTemplate(name.to_owned()),
            site,
        );
    }
}

/// The permissions boundary of a role that a framework makes for a function.
pub(super) fn boundary(reader: &mut Reader<'_>) {
    let name = reader.function.logical_id.clone();
    let template = reader.declared.template;
    let Some(resource) = template.resources.iter().find(|it| it.id == name) else {
        return;
    };
    if let Some(boundary) = resource.properties.get("PermissionsBoundary") {
        let site = reader
            .resource(resource)
            .at(&["Properties", "PermissionsBoundary"]);
        reader.boundary(&boundary.clone(), &site);
    }
}

/// Connectors whose source is the function: resources of their own, and those that stand at the function.
pub(super) fn connectors(reader: &mut Reader<'_>) {
    let template = reader.declared.template;
    let function = reader.function.logical_id.clone();
    for resource in &template.resources {
        if resource.kind == "AWS::Serverless::Connector" {
            let source = resource.properties.at(&["Source", "Id"]);
            if source.and_then(Expr::as_text) == Some(&function) {
                let site = reader.resource(resource);
                connector(reader, &resource.id, &resource.properties, &site);
            }
        } else if resource.id == function {
            let embedded = resource.attributes.get("Connectors").unwrap_or(&Expr::Null);
            for (name, connector_) in embedded.entries() {
                let site = reader.resource(resource).at(&["Connectors", name]);
                let properties = connector_.get("Properties").unwrap_or(&Expr::Null);
                connector(reader, name, properties, &site);
            }
        }
    }
}

fn connector(reader: &mut Reader<'_>, name: &str, properties: &Expr, site: &Site) {
    let accesses = properties.get("Permissions").map_or(&[][..], Expr::items);
    for destination in properties.get("Destination").map_or(&[][..], listed) {
        let Some((kind, values)) = destination_of(reader, destination) else {
            let what = format!("connector to `{}`", short(destination));
            reader.gap(GapKind::Unreadable, what, site);
            continue;
        };
        for access in accesses.iter().filter_map(Expr::as_text) {
            let Some(known) = sam_connector(kind, access) else {
                continue;
            };
            for statement in named::filled(reader.declared, &known, &values) {
                reader.push(statement, StatementOrigin::Connector(name.to_owned()), site);
            }
        }
    }
}

/// Type of a connector's destination, with its ARN and name.
fn destination_of(reader: &Reader<'_>, destination: &Expr) -> Option<(&'static str, Expr)> {
    let values =
        |arn: Expr, name: Expr| Expr::Map(vec![("Arn".to_owned(), arn), ("Name".to_owned(), name)]);
    let Some(id) = destination.get("Id").and_then(Expr::as_text) else {
        let arn = destination.get("Arn")?.clone();
        let name = destination.get("Name").cloned().unwrap_or(Expr::text("*"));
        return Some((
            plain_kind(destination.get("Type")?.as_text()?)?,
            values(arn, name),
        ));
    };
    let resource: &Resource = reader.declared.resource(id)?;
    let row = resource_type(&resource.kind)?;
    let arn = reader.declared.arn_of(resource, row).to_expr();
    let name = reader.declared.name_of(resource, row).to_expr();
    debug_assert!(!references(&arn).is_empty());
    Some((plain_kind(&resource.kind)?, values(arn, name)))
}

/// The type that a connector's profile is known under.
fn plain_kind(kind: &str) -> Option<&'static str> {
    const KINDS: &[(&str, &str)] = &[
        ("AWS::Serverless::SimpleTable", "AWS::DynamoDB::Table"),
        ("AWS::DynamoDB::Table", "AWS::DynamoDB::Table"),
        ("AWS::Serverless::Function", "AWS::Lambda::Function"),
        ("AWS::Lambda::Function", "AWS::Lambda::Function"),
        ("AWS::S3::Bucket", "AWS::S3::Bucket"),
        ("AWS::SQS::Queue", "AWS::SQS::Queue"),
        ("AWS::SNS::Topic", "AWS::SNS::Topic"),
        (
            "AWS::Serverless::StateMachine",
            "AWS::StepFunctions::StateMachine",
        ),
        (
            "AWS::StepFunctions::StateMachine",
            "AWS::StepFunctions::StateMachine",
        ),
        ("AWS::Events::EventBus", "AWS::Events::EventBus"),
        ("AWS::Location::PlaceIndex", "AWS::Location::PlaceIndex"),
    ];
    let found = KINDS.iter().find(|(known, _)| *known == kind);
    found.map(|(_, plain)| *plain)
}
