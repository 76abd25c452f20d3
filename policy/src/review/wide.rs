//! Resources that are wider than what the used actions are used on.

use super::case::{Case, listing, resources, shown, statement_finding};
use super::matching::{covers, is_narrower, matches_action, meets};
use super::need::Need;
use super::openness::is_open;
use super::sharing::Sharing;
use super::{Finding, Rule, Severity, sensitive};
use crate::declared::DeclaredStatement;
use crate::evaluator::document::{Entry, Matched};
use crate::grants::Origin;
use std::collections::BTreeSet;

/// One finding for each resource of a statement.
pub(super) fn findings(
    case: &Case<'_>,
    sharing: &Sharing<'_>,
    declared: &DeclaredStatement,
    used: &[&Entry],
    out: &mut Vec<Finding>,
) {
    if !sharing.is_known() || used.is_empty() {
        return;
    }
    if let Matched::AnyOf(resources) = &declared.statement.resources {
        let found = resources
            .iter()
            .filter_map(|it| finding(case, sharing, declared, used, it));
        out.extend(found);
    }
}

fn finding(
    case: &Case<'_>,
    sharing: &Sharing<'_>,
    declared: &DeclaredStatement,
    used: &[&Entry],
    resource: &Entry,
) -> Option<Finding> {
    let open = is_open(&resource.pattern);
    let mut actions: Vec<&str> = Vec::new();
    let mut needed: BTreeSet<String> = BTreeSet::new();
    for action in used {
        let relevant: Vec<&&Need> = sharing
            .needs
            .iter()
            .filter(|need| matches_action(action, need) && meets(resource, need))
            .collect();
        let name = action.written.as_text().unwrap_or_default();
        let is_limited = relevant.iter().all(|need| {
            need.grant.bound
                && !need.request.resource.iter().all(is_open)
                && !covers(need, resource)
                && is_narrower(resource, need)
        });
        if relevant.is_empty() || !is_limited || open && sensitive::is_reported(declared, name) {
            continue;
        }
        if !actions.contains(&name) {
            actions.push(name);
        }
        needed.extend(relevant.iter().map(|need| shown(&need.grant.resource)));
    }
    if actions.is_empty() {
        return None;
    }
    let is_platforms = actions.iter().all(|action| {
        let mut needs = sharing.needs.iter();
        !needs.any(|it| it.grant.action == **action && it.grant.origin != Origin::Platform)
    });
    let (rule, severity) = match (open, is_platforms) {
        (true, true) => (Rule::WildcardResource, Severity::Low),
        (true, false) => (Rule::WildcardResource, Severity::Medium),
        (false, _) => (Rule::WideResource, Severity::Low),
    };
    let message = format!(
        "{} grants {} on `{}`; {} needs {} on {}",
        case.role_words(),
        listing(actions.iter().copied()),
        shown(&resource.written),
        if is_platforms { "Lambda" } else { "the code" },
        if actions.len() == 1 { "it" } else { "them" },
        resources(needed.iter().map(String::as_str))
    );
    let mut finding = statement_finding(case, sharing, declared, rule, severity, message);
    finding.action = Some(actions.join(", "));
    finding.resource = Some(resource.written.clone());
    finding.confidence = sharing.confidence(case);
    finding.remedy = "name the resources that are needed; `iam-tailor diff` shows them".to_owned();
    Some(finding)
}
