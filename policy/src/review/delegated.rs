//! Permissions that a service uses for the code: nothing calls them, and yet they are not idle.
//!
//! A query of Athena reads tables and objects under the role that started it. The call does not name them, so they are
//! nobody's need; what a role grants there is not said to be unused. Errs towards saying nothing.

use super::case::{Case, listing, statement_finding, words};
use super::need::Need;
use super::sharing::Sharing;
use super::{Confidence, Finding, Rule, Severity};
use crate::declared::DeclaredStatement;
use crate::evaluator::document::Entry;
use crate::evaluator::pattern::Pattern;
use crate::template::reference::references;
use catalog::policies::{Delegation, delegations};

/// The action of a call behind which a service may use an action, if one of the needs is such a call.
pub(super) fn through<'a>(
    case: &Case<'_>,
    needs: impl IntoIterator<Item = &'a Need>,
    action: &str,
) -> Option<&'a str> {
    let prefix = action.split_once(':').map_or(action, |(prefix, _)| prefix);
    let may_use = |it: &Delegation| {
        let mut services = it.services.iter();
        services.any(|it| *it == "*" || it.eq_ignore_ascii_case(prefix))
    };
    let about: Vec<Delegation> = delegations().filter(may_use).collect();
    let found = needs.into_iter().find(|need| {
        about.iter().any(|it| {
            let called = Pattern::literal(&need.grant.action);
            it.actions
                .iter()
                .any(|it| Pattern::glob(it).covers(&called))
                && !(it.elsewhere && is_declared(case, need))
        })
    })?;
    (!found.grant.action.starts_with(&format!("{prefix}:"))).then_some(&found.grant.action)
}

fn is_declared(case: &Case<'_>, need: &Need) -> bool {
    let resources = &case.declared.template.resources;
    let named = references(&need.grant.resource);
    named
        .iter()
        .any(|it| resources.iter().any(|known| known.id == it.id))
}

/// What is said of such actions in a statement.
pub(super) fn finding(
    case: &Case<'_>,
    sharing: &Sharing<'_>,
    declared: &DeclaredStatement,
    actions: &[(&Entry, &str)],
) -> Option<Finding> {
    let (_, call) = actions.first()?;
    let names: Vec<String> = actions.iter().map(|(it, _)| words(&it.written)).collect();
    let message = format!(
        "{} grants {}, which no code calls; `{call}` may use {} with the permissions of the role",
        case.role_words(),
        listing(names.iter().map(String::as_str)),
        if names.len() == 1 { "it" } else { "them" },
    );
    let (rule, severity) = (Rule::UnusedPermission, Severity::Info);
    let mut finding = statement_finding(case, sharing, declared, rule, severity, message);
    finding.confidence = Confidence::Low;
    finding.action = Some(names.join(", "));
    finding.remedy = "keep what is used there, on the resources that it is used on".to_owned();
    Some(finding)
}
