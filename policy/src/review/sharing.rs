//! Who else runs under a role.

use super::case::Case;
use super::need::Need;
use crate::binding::declared::Declared;
use crate::declared::Role;
use crate::expr::Expr;
use crate::synth::Status;
use crate::template::reference::references;
use crate::template::{DeclaredRole, Function};

/// A role with everyone who runs under it.
pub(super) struct Sharing<'a> {
    /// Names of all functions under the role, in the template's order; only the function itself for a role of its own.
    pub(super) functions: Vec<&'a str>,
    /// What they need, all together.
    pub(super) needs: Vec<&'a Need>,
    /// Whether everything that runs under the role is among the subjects and was followed completely.
    pub(super) is_complete: bool,
    /// Whether everything that runs under the role is known and was read, followed completely or not.
    pub(super) is_known: bool,
    /// Whether the function is the first one of the role: findings about the role stand with it.
    pub(super) is_first: bool,
}

/// Who shares the role of a case.
pub(super) fn of<'a>(case: &Case<'_>, cases: &'a [Case<'a>]) -> Sharing<'a> {
    let declared = case.declared;
    let role = &case.permissions.role;
    let name = &case.subject.function.name;
    let shares = |other: &Case<'_>| {
        other.subject.function.name == *name
            || !matches!(role, Role::Own) && other.permissions.role == *role
    };
    let sharing: Vec<&Case<'_>> = cases.iter().filter(|other| shares(other)).collect();
    let all: Vec<&Function> = declared
        .template
        .functions
        .iter()
        .filter(|it| it.name == *name || is_under(declared, it, role))
        .collect();
    let is_read = |it: &&Case<'_>| it.subject.synthesis.status != Status::Unsupported;
    let is_known = all.len() == sharing.len()
        && sharing.iter().all(is_read)
        && !is_used_elsewhere(declared, role);
    let is_followed = |it: &&Case<'_>| it.subject.synthesis.status == Status::Complete;
    Sharing {
        functions: sharing
            .iter()
            .map(|it| it.subject.function.name.as_str())
            .collect(),
        needs: sharing.iter().flat_map(|it| it.needs).collect(),
        is_complete: is_known && sharing.iter().all(is_followed),
        is_known,
        is_first: sharing
            .first()
            .is_some_and(|it| it.subject.function.name == *name),
    }
}

fn is_under(declared: &Declared<'_>, function: &Function, role: &Role) -> bool {
    match (role, &function.role) {
        (Role::Declared(id), DeclaredRole::Role(used)) => {
            declared.template.role(used).is_some_and(|it| it.id == *id)
        }
        (Role::Service, DeclaredRole::Implicit) => true,
        _ => false,
    }
}

/// Whether something that is no function runs under a role: a state machine, a rule, a pipeline.
fn is_used_elsewhere(declared: &Declared<'_>, role: &Role) -> bool {
    let Role::Declared(id) = role else {
        return false;
    };
    let is_function = |id: &str| {
        let mut functions = declared.template.functions.iter();
        functions.any(|it| it.logical_id == id)
    };
    declared
        .template
        .resources
        .iter()
        .filter(|it| it.id != *id && !is_function(&it.id) && !it.kind.starts_with("AWS::IAM::"))
        .any(|it| runs_under(&it.properties, id))
}

fn runs_under(properties: &Expr, role: &str) -> bool {
    match properties {
        Expr::Map(entries) => entries.iter().any(|(key, value)| {
            let is_role = key.to_lowercase().contains("role");
            is_role && references(value).iter().any(|it| it.id == role) || runs_under(value, role)
        }),
        Expr::List(items) => items.iter().any(|item| runs_under(item, role)),
        _ => false,
    }
}
