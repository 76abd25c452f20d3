//! From calls to grants: the catalog says what an operation needs, the template says on what.
//!
//! One mechanism for every service: the catalog's rules name the parameters that fill an ARN format, the parameters'
//! values are resolved through the template, and what they name is found among the declared resources or spelled out.
//! Nothing is dropped: what the catalog does not know comes back as a [`Gap`].

pub mod arguments;
pub mod arn;
pub mod conditions;
pub mod declared;
pub mod events;
pub mod fill;
pub mod filled;
pub mod forms;
pub mod handles;
pub mod keys;
pub mod models;
pub mod names;
pub mod notifications;
pub mod outputs;
pub mod partition_keys;
pub mod parts;
pub mod regions;
pub mod resolve;
pub mod resource_types;
pub mod scope;
pub mod targets;
pub mod text;
pub mod variables;

use crate::expr::Expr;
use crate::grants::{Conditions, Evidence, Grant, Origin, Step};
use crate::presence::Presence;
use analyzer::facts::{Call, Credentials, Frame};
use arguments::Holds;
use catalog::{Catalog, Permission, Permissions};
use scope::Scope;
use targets::Target;

/// What a call needs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bound {
    /// The grants, not merged.
    pub grants: Vec<Grant>,
    /// What could not be told.
    pub gaps: Vec<Gap>,
}

/// A call whose needs are not known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// Stable id: `unknown-operation`, `unknown-permissions`.
    pub kind: &'static str,
    /// The file of the call.
    pub file: String,
    /// Its line.
    pub line: u32,
    /// One sentence.
    pub message: String,
}

/// The grants that a call needs.
///
/// Errs on the side of too much: a permission that is needed for some values of the arguments only is granted unless
/// the arguments rule it out.
pub fn bind(scope: &Scope<'_>, call: &Call) -> Bound {
    let mut bound = Bound::default();
    if call.credentials == Credentials::Foreign {
        return bound;
    }
    let operation = Catalog::embedded()
        .service(&call.service)
        .and_then(|service| service.operation(&call.operation));
    let name = format!("{}:{}", call.service, call.operation);
    let Some(operation) = operation else {
        let message = format!("no operation `{name}` is known; check the spelling, or add a hint");
        bound.gaps.push(gap(call, "unknown-operation", message));
        return bound;
    };
    match operation.permissions() {
        Permissions::NotNeeded => {}
        Permissions::Unknown => {
            let message =
                format!("nobody wrote down which permissions `{name}` needs; grant them by hand");
            bound.gaps.push(gap(call, "unknown-permissions", message));
        }
        Permissions::Needed(permissions) => {
            for permission in &permissions {
                bound
                    .grants
                    .extend(permission_grants(scope, call, &name, permission));
            }
        }
    }
    bound
}

fn gap(call: &Call, kind: &'static str, message: String) -> Gap {
    Gap {
        kind,
        file: call.site.file.clone(),
        line: call.site.line,
        message,
    }
}

fn permission_grants(
    scope: &Scope<'_>,
    call: &Call,
    operation: &str,
    permission: &Permission,
) -> Vec<Grant> {
    let holds = arguments::holds(&call.arguments, permission.when.as_ref());
    if holds == Holds::No {
        return Vec::new();
    }
    let open = permission
        .when
        .as_ref()
        .filter(|_| holds == Holds::Maybe)
        .map(|when| format!("needed {when}, which the arguments of the call leave open"));
    let origin = match permission.origin {
        catalog::Origin::Code => Origin::Code,
        catalog::Origin::Implied => Origin::Implied,
    };
    let mut grants = Vec::new();
    for mut target in targets::targets(scope, call, permission) {
        target.trail.extend(open.clone());
        let mut condition = conditions::conditions(scope, call, &permission.conditions, &target);
        if let Some((key, values)) = &target.condition {
            let operator = condition.entry("StringEquals".to_owned()).or_default();
            operator
                .entry((*key).to_owned())
                .or_default()
                .extend(values.iter().cloned());
        }
        grants.extend(key_grants(
            scope,
            call,
            operation,
            permission.action,
            &target,
        ));
        grants.push(grant(
            scope,
            call,
            operation,
            permission.action,
            &target,
            origin,
            condition,
        ));
    }
    grants
}

fn grant(
    scope: &Scope<'_>,
    call: &Call,
    operation: &str,
    action: &str,
    target: &Target,
    origin: Origin,
    condition: Conditions,
) -> Grant {
    Grant {
        action: action.to_owned(),
        resource: target.arn.to_expr(),
        only_if: only_if(scope, &target.arn),
        condition,
        origin,
        bound: target.bound,
        provided: false,
        evidence: vec![evidence(call, operation, &target.trail)],
    }
}

/// The condition of the resources that an ARN refers to, or of the expression it was taken from. Of several conditions
/// the first counts; two different ones in one ARN do not happen.
pub fn only_if(scope: &Scope<'_>, arn: &text::Text) -> Option<Presence> {
    let resource = arn.parts().iter().find_map(|part| match part {
        text::Part::Template(expr) => crate::template::reference::references(expr)
            .iter()
            .find_map(|reference| scope.condition_of(reference.id)),
        _ => None,
    });
    resource
        .map(Presence::when)
        .or_else(|| arn.when().cloned())
        .filter(|it| !(it.holds && scope.function.condition.as_deref() == Some(&it.condition)))
}

fn evidence(call: &Call, operation: &str, trail: &[String]) -> Evidence {
    Evidence {
        file: call.site.file.clone(),
        line: call.site.line,
        column: call.site.column,
        operation: operation.to_owned(),
        chain: call.chain.iter().map(step).collect(),
        found: trail.to_vec(),
    }
}

fn step(frame: &Frame) -> Step {
    Step {
        function: frame.function.clone(),
        file: frame.called_at.file.clone(),
        line: frame.called_at.line,
    }
}

/// What the key behind an encrypted resource needs.
fn key_grants(
    scope: &Scope<'_>,
    call: &Call,
    operation: &str,
    action: &str,
    target: &Target,
) -> Vec<Grant> {
    let resource = target
        .resource
        .as_deref()
        .and_then(|id| scope.declared.resource(id));
    let Some(resource) = resource else {
        return Vec::new();
    };
    keys::uses(scope, resource, operation, action)
        .into_iter()
        .map(|used| {
            let step = format!("`{}` is encrypted with this key", resource.id);
            let key = Target {
                bound: used.key.is_known(),
                arn: used.key,
                resource: None,
                condition: None,
                trail: vec![step],
                other: false,
            };
            let condition = via_service(used.via);
            grant(
                scope,
                call,
                operation,
                used.action,
                &key,
                Origin::Implied,
                condition,
            )
        })
        .collect()
}

/// The condition that a key is used through a service only.
pub fn via_service(via: Expr) -> Conditions {
    let keys = [("kms:ViaService".to_owned(), vec![via])].into();
    [("StringEquals".to_owned(), keys)].into()
}

#[cfg(test)]
mod tests;
