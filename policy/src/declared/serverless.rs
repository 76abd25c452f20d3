//! Statements of Serverless services: the provider's for all functions, and those of one function.
//!
//! Source: the framework's `lib/plugins/aws/package/lib/merge-iam-templates.js` and `lib/plugins/aws/package/compile`, and
//! `src/lib/index.ts` of serverless-iam-roles-per-function.

use super::policies::{Reader, Site};
use crate::expr::Expr;
use crate::grants::{Grant, Origin};
use crate::platform::Need;
use crate::template::serverless::role::statement_style;
use crate::template::{Function, TriggerKind};

/// Where the provider's statements can be written: the newer way, the older way.
const STATEMENTS: &[&[&str]] = &[
    &["provider", "iam", "role", "statements"],
    &["provider", "iamRoleStatements"],
];
const MANAGED: &[&[&str]] = &[
    &["provider", "iam", "role", "managedPolicies"],
    &["provider", "iamManagedPolicies"],
];
const BOUNDARY: &[&[&str]] = &[
    &["provider", "iam", "role", "permissionsBoundary"],
    &["provider", "iam", "role", "permissionBoundary"],
    &["provider", "rolePermissionsBoundary"],
];

/// The role that the framework makes for all functions without one of their own.
pub(super) fn service_statements(reader: &mut Reader<'_>) {
    provided_statements(reader);
    provided_policies(reader);
}

/// The role that one function has by its own statements; managed policies and the boundary are the provider's.
pub(super) fn own_statements(reader: &mut Reader<'_>, inherit: bool) {
    let document = &reader.declared.template.document;
    let name = reader.function.name.clone();
    let (path, declaration) = declaration(document, &name);
    let style = statement_style(document, declaration);
    if let Some(style) = style
        && let Some(statements) = declaration.at(style.statements)
    {
        let site = Site::new(&[], reader.function.at);
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        reader.statements(statements, &site.at(&path).at(style.statements));
    }
    if inherit {
        provided_statements(reader);
    }
    provided_policies(reader);
    if let Some(boundary) = declaration.get("iamPermissionsBoundary") {
        let site = Site::new(&[], reader.function.at);
        reader.boundary(boundary, &site);
    }
}

/// A function's declaration and the path to it; `functions` may be a list of mappings.
fn declaration<'a>(document: &'a Expr, name: &str) -> (Vec<String>, &'a Expr) {
    static NONE: Expr = Expr::Null;
    let section = document.get("functions").unwrap_or(&NONE);
    if let Some(found) = section.get(name) {
        return (vec!["functions".to_owned(), name.to_owned()], found);
    }
    let mut items = section.items().iter().enumerate();
    match items.find_map(|(index, item)| Some((index, item.get(name)?))) {
        Some((index, found)) => {
            let path = ["functions", &index.to_string(), name];
            (path.map(str::to_owned).to_vec(), found)
        }
        None => (Vec::new(), &NONE),
    }
}

fn provided_statements(reader: &mut Reader<'_>) {
    let document = &reader.declared.template.document;
    for path in STATEMENTS {
        if let Some(statements) = document.at(path) {
            let site = Site::new(path, reader.function.at);
            reader.statements(statements, &site);
        }
    }
}

fn provided_policies(reader: &mut Reader<'_>) {
    let document = &reader.declared.template.document;
    for path in MANAGED {
        if let Some(policies) = document.at(path) {
            for (policy, site) in reader.items(policies, &Site::new(path, reader.function.at)) {
                reader.managed(policy, &site);
            }
        }
    }
    for path in BOUNDARY {
        if let Some(boundary) = document.at(path) {
            reader.boundary(boundary, &Site::new(path, reader.function.at));
        }
    }
}

/// Whether the framework adds a permission to the role of the service by itself: what Lambda needs, but for customer keys other
/// than that of the environment, queues that take dead letters, extensions, clusters that check permissions themselves, and the
/// secret of a managed cluster.
pub(super) fn provides(function: &Function, grant: &Grant) -> bool {
    let is_for = |need: Need| grant.evidence.iter().any(|it| it.operation == need.id());
    let is_left_out = match grant.action.split_once(':') {
        Some(("kms", _)) => !is_for(Need::EnvironmentKey),
        Some(("sqs", "SendMessage")) => is_for(Need::DeadLetter),
        Some(("secretsmanager", _)) => {
            let kinds = function.triggers.iter().map(|it| it.kind);
            let signs_in = |it| {
                matches!(
                    it,
                    TriggerKind::Kafka | TriggerKind::Mq | TriggerKind::DocumentDb
                )
            };
            !kinds.into_iter().any(signs_in)
        }
        Some(("kafka-cluster", _) | ("kafka", "ListScramSecrets")) => true,
        _ => is_for(Need::Layer),
    };
    grant.origin == Origin::Platform && !is_left_out
}
