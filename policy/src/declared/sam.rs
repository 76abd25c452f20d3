//! `Policies` of SAM functions, in every form, and connectors.

use super::policies::{Reader, Site, short};
use super::{GapKind, StatementOrigin, named};
use crate::binding::resource_types::resource_type;
use crate::evaluator::document::listed;
use crate::expr::Expr;
use crate::template::Resource;
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
        Expr::Map(entries)
            if entries
                .iter()
                .any(|(key, _)| key == "Effect" || key == "Action") =>
        {
            let what =
                "a statement where a policy is expected (SAM takes it with `Statement` around it)";
            reader.gap(GapKind::Unreadable, what.to_owned(), site);
        }
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

/// Connectors with the function at one of their ends: resources of their own, and those that stand at their source.
pub(super) fn connectors(reader: &mut Reader<'_>) {
    let template = reader.declared.template;
    for resource in &template.resources {
        if resource.kind == "AWS::Serverless::Connector" {
            let source = resource.properties.get("Source").unwrap_or(&Expr::Null);
            let site = reader.resource(resource);
            connector(reader, &resource.id, source, &resource.properties, &site);
        }
        let embedded = resource.attributes.get("Connectors").unwrap_or(&Expr::Null);
        for (name, connector_) in embedded.entries() {
            let site = reader.resource(resource).at(&["Connectors", name]);
            let properties = connector_.get("Properties").unwrap_or(&Expr::Null);
            let source = Expr::Map(vec![("Id".to_owned(), Expr::text(&resource.id))]);
            connector(reader, name, &source, properties, &site);
        }
    }
}

fn connector(reader: &mut Reader<'_>, name: &str, source: &Expr, properties: &Expr, site: &Site) {
    let function = reader.function.logical_id.clone();
    let is_function = |end: &Expr| end.get("Id").and_then(Expr::as_text) == Some(&function);
    for destination in properties.get("Destination").map_or(&[][..], listed) {
        let other = match (is_function(source), is_function(destination)) {
            (true, _) => destination,
            (false, true) => source,
            (false, false) => continue,
        };
        let accesses = properties.get("Permissions").map_or(&[][..], Expr::items);
        let (Some(from), Some(to)) = (kind_of(reader, source), kind_of(reader, destination)) else {
            let what = format!("connector with `{}`", short(other));
            reader.gap(GapKind::Unreadable, what, site);
            continue;
        };
        if from == FUNCTION && !is_function(source) {
            continue;
        }
        let accesses = accesses.iter().filter_map(Expr::as_text);
        for known in accesses.filter_map(|access| sam_connector(from, to, access)) {
            let Some(values) = values_of(reader, other) else {
                let what = format!("connector with `{}`", short(other));
                reader.gap(GapKind::Unreadable, what, site);
                break;
            };
            for statement in named::filled(reader.declared, &known, &values) {
                reader.push(statement, StatementOrigin::Connector(name.to_owned()), site);
            }
        }
    }
}

const FUNCTION: &str = "AWS::Lambda::Function";

/// Type of a connector's end, as its profiles are known under; `None` for an end that the template does not declare.
fn kind_of<'a>(reader: &Reader<'a>, end: &'a Expr) -> Option<&'a str> {
    let kind = match end.get("Id").and_then(Expr::as_text) {
        Some(id) => &reader.declared.resource(id)?.kind,
        None => end.get("Type")?.as_text()?,
    };
    Some(match kind {
        "AWS::Serverless::Function" => FUNCTION,
        "AWS::Serverless::SimpleTable" => "AWS::DynamoDB::Table",
        "AWS::Serverless::StateMachine" => "AWS::StepFunctions::StateMachine",
        kind => kind,
    })
}

/// ARN and name of a connector's end.
fn values_of(reader: &Reader<'_>, end: &Expr) -> Option<Expr> {
    let (arn, name) = match end.get("Id").and_then(Expr::as_text) {
        Some(id) => {
            let resource: &Resource = reader.declared.resource(id)?;
            let row = resource_type(&resource.kind)?;
            let arn = reader.declared.arn_of(resource, row).to_expr();
            (arn, reader.declared.name_of(resource, row).to_expr())
        }
        None => {
            let name = end.get("Name").cloned().unwrap_or(Expr::text("*"));
            (end.get("Arn")?.clone(), name)
        }
    };
    Some(Expr::Map(vec![
        ("Arn".to_owned(), arn),
        ("Name".to_owned(), name),
    ]))
}
