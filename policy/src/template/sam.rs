//! What SAM adds to CloudFormation: globals, its function type, events.

use super::cloudformation::Declared;
use super::{DeclaredRole, Function, Resource, TemplateProblem, lambda, path, sam_event};
use crate::expr::Expr;
use analyzer::project::Files;

/// The section of `Globals` that applies to a resource type.
const GLOBAL_SECTIONS: &[(&str, &str)] = &[
    ("AWS::Serverless::Function", "Function"),
    ("AWS::Serverless::Api", "Api"),
    ("AWS::Serverless::HttpApi", "HttpApi"),
    ("AWS::Serverless::SimpleTable", "SimpleTable"),
    ("AWS::Serverless::StateMachine", "StateMachine"),
    ("AWS::Serverless::LayerVersion", "LayerVersion"),
    ("AWS::Serverless::CapacityProvider", "CapacityProvider"),
    ("AWS::Serverless::WebSocketApi", "WebSocketApi"),
];

/// Properties with the globals of their type merged in: mappings are merged, lists are joined, own values win.
pub(crate) fn with_globals(kind: &str, own: Expr, globals: &Expr) -> Expr {
    let section = GLOBAL_SECTIONS.iter().find(|(known, _)| *known == kind);
    match section.and_then(|(_, section)| globals.get(section)) {
        Some(globals) => merged(globals, own),
        None => own,
    }
}

fn merged(global: &Expr, own: Expr) -> Expr {
    match (global, own) {
        (Expr::Map(global), Expr::Map(own)) => {
            let mut out = global.clone();
            for (key, value) in own {
                match out.iter_mut().find(|(other, _)| *other == key) {
                    Some(entry) => entry.1 = merged(&entry.1, value),
                    None => out.push((key, value)),
                }
            }
            Expr::Map(out)
        }
        (Expr::List(global), Expr::List(own)) => {
            Expr::List(global.iter().cloned().chain(own).collect())
        }
        (_, own) => own,
    }
}

/// An `AWS::Serverless::Function`.
pub(crate) fn function(
    files: &dyn Files,
    problems: &mut Vec<TemplateProblem>,
    declared: &Declared<'_>,
    resource: &Resource,
) -> Function {
    let mut function = lambda::function(files, declared, resource);
    let properties = &resource.properties;
    function.role = role(properties);
    platform(&mut function, properties);
    events(&mut function, problems, resource);
    function.inline_code = properties.get("InlineCode").and_then(lambda::inline_text);
    let code = match (properties.get("CodeUri"), &function.inline_code) {
        (Some(code), _) => code.clone(),
        (None, Some(_)) => Expr::Null,
        (None, None) => Expr::text("."),
    };
    lambda::locate_code(files, problems, declared, resource, &code, &mut function);
    build(files, &mut function, declared, resource);
    function
}

fn role(properties: &Expr) -> DeclaredRole {
    match (properties.get("Role"), properties.get("Policies")) {
        (Some(role), _) if *role != Expr::Null => DeclaredRole::Role(role.clone()),
        (_, Some(Expr::List(policies))) => DeclaredRole::SamPolicies(policies.clone()),
        (_, Some(Expr::Null) | None) => DeclaredRole::Implicit,
        (_, Some(policy)) => DeclaredRole::SamPolicies(vec![policy.clone()]),
    }
}

fn platform(function: &mut Function, properties: &Expr) {
    let platform = &mut function.platform;
    platform.tracing = properties.get("Tracing").and_then(lambda::active);
    platform.dead_letter = properties.at(&["DeadLetterQueue", "TargetArn"]).cloned();
    for side in ["OnSuccess", "OnFailure"] {
        let path = [
            "EventInvokeConfig",
            "DestinationConfig",
            side,
            "Destination",
        ];
        platform.destinations.extend(properties.at(&path).cloned());
    }
}

fn events(function: &mut Function, problems: &mut Vec<TemplateProblem>, resource: &Resource) {
    for (name, event) in resource
        .properties
        .get("Events")
        .map_or(&[][..], Expr::entries)
    {
        match sam_event::trigger(event, resource.at) {
            Some(trigger) => function.triggers.push(trigger),
            None => problems.push(TemplateProblem {
                kind: "unknown-event".to_owned(),
                at: resource.at,
                message: format!(
                    "event `{name}` of `{}` has no type that is known",
                    resource.id
                ),
            }),
        }
    }
}

/// The `Metadata` that tells how sources become the package.
fn build(files: &dyn Files, function: &mut Function, declared: &Declared<'_>, resource: &Resource) {
    let Some(metadata) = resource.attributes.get("Metadata") else {
        return;
    };
    let texts = |path: &[&str]| -> Vec<String> {
        let value = metadata.at(path).unwrap_or(&Expr::Null);
        let items = if value.items().is_empty() {
            std::slice::from_ref(value)
        } else {
            value.items()
        };
        items
            .iter()
            .filter_map(|item| declared.constants.text(item))
            .collect()
    };
    function.entry_points = texts(&["BuildProperties", "EntryPoints"]);
    for key in ["Binary", "BinaryName"] {
        let named = texts(&["BuildProperties", key]);
        function.binaries.splice(0..0, named);
    }
    if let (None, None, [context, ..]) = (
        &function.code_root,
        &function.inline_code,
        texts(&["DockerContext"]).as_slice(),
    ) {
        let dockerfile = texts(&["Dockerfile"]);
        let dockerfile = dockerfile.first().map_or("Dockerfile", String::as_str);
        let context = path::join(declared.folder(), context);
        if let Some(context) = context {
            lambda::fill_from_image(files, &context, dockerfile, function);
        }
    }
    lambda::remove_repeated(&mut function.binaries);
}
