//! What a service changes in functions that the framework has compiled: resources under their logical ids are merged into
//! them, `resources.extensions` replaces properties as a whole.
//!
//! Source: the framework's `lib/plugins/aws/package/lib/merge-custom-provider-resources.js`. Properties that say nothing of
//! permissions are not looked at; the role that the framework makes is read by [`crate::declared`].

use super::sections;
use crate::expr::Expr;
use crate::template::{DeclaredRole, Function, lambda};

/// The parts of `resources` that change what is compiled, by logical id, in the order in which they do.
pub(crate) const COMPILED_CHANGES: &[&str] = &["Resources", "extensions"];

/// Applies the changes that the document makes to a function.
pub(super) fn apply(document: &Expr, function: &mut Function) {
    for section in sections(document) {
        for part in COMPILED_CHANGES {
            let Some(properties) = section.at(&[part, &function.logical_id, "Properties"]) else {
                continue;
            };
            if *part == "extensions" && properties.get("Environment").is_some() {
                function.environment.clear();
            }
            change(function, properties);
        }
    }
}

fn change(function: &mut Function, properties: &Expr) {
    let variables = properties.at(&["Environment", "Variables"]);
    function.environment.extend(lambda::environment(variables));
    if let Some(role) = properties.get("Role") {
        function.role = DeclaredRole::Role(role.clone());
    }
    let own = &mut function.platform;
    let new = lambda::platform(properties);
    for (own, new) in [
        (&mut own.vpc, new.vpc),
        (&mut own.tracing, new.tracing),
        (&mut own.dead_letter, new.dead_letter),
        (&mut own.kms_key, new.kms_key),
        (&mut own.log_group, new.log_group),
    ] {
        *own = new.or(own.take());
    }
    if !new.file_systems.is_empty() {
        own.file_systems = new.file_systems;
    }
    own.durable |= new.durable;
}
