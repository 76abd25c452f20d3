//! Everything that a role grants beyond the needs of one function, as a list: action by action and resource by resource.
//!
//! The findings about it are in the modules beside: [`super::statement`] for what people wrote, [`super::whole`] for what
//! they named.

use super::case::{Case, words};
use super::matching::{covers, has_wildcard, is_about, meets};
use super::need::Need;
use super::{Behind, Excess, ExcessKind, delegated};
use crate::declared::StatementOrigin;
use crate::evaluator::document::{Effect, Entry, Matched};
use crate::synth::Status;
use std::collections::BTreeSet;

/// The list, and beside it what services may use for the code. Empty for a function whose code was not read.
pub(super) fn excess(case: &Case<'_>) -> (Vec<Excess>, Vec<Behind>) {
    let mut out = Vec::new();
    let mut behind: BTreeSet<Behind> = BTreeSet::new();
    if case.subject.synthesis.status == Status::Unsupported {
        return (out, Vec::new());
    }
    let needs: Vec<&Need> = case.needs.iter().collect();
    for (index, declared) in case.permissions.statements.iter().enumerate() {
        let statement = &declared.statement;
        if declared.origin == StatementOrigin::Framework || statement.effect == Effect::Deny {
            continue;
        }
        for action in statement.actions.entries() {
            for resource in statement.resources.entries() {
                let written = words(&action.written);
                let kind = match use_of(&statement.actions, action, resource, &needs) {
                    Use::Unused
                        if let Some(call) = delegated::through(case, case.needs, &written) =>
                    {
                        let written = match &declared.origin {
                            StatementOrigin::ManagedPolicy(name) => name.clone(),
                            _ => written,
                        };
                        let call = call.to_owned();
                        behind.insert(Behind { written, call });
                        continue;
                    }
                    Use::Unused => ExcessKind::Unused,
                    Use::Partly if has_wildcard(&action.pattern) => ExcessKind::WideAction,
                    Use::Wide => ExcessKind::WideResource,
                    Use::Partly | Use::Exact => continue,
                };
                out.push(Excess {
                    action: written,
                    resource: resource.written.clone(),
                    statement: index,
                    kind,
                });
            }
        }
    }
    (out, behind.into_iter().collect())
}

/// How needs use an action on a resource of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    Unused,
    /// Used, and the action or the resource covers more than the needs do.
    Partly,
    Wide,
    Exact,
}

fn use_of(actions: &Matched, action: &Entry, resource: &Entry, needs: &[&Need]) -> Use {
    let mut is_used = false;
    let mut is_exact = false;
    for need in needs {
        if is_about(actions, action, need) && meets(resource, need) {
            is_used = true;
            is_exact |= covers(need, resource);
        }
    }
    match (is_used, has_wildcard(&action.pattern), is_exact) {
        (false, _, _) => Use::Unused,
        (true, true, _) => Use::Partly,
        (true, false, true) => Use::Exact,
        (true, false, false) => Use::Wide,
    }
}
