//! Resources that are wider than what the used actions are used on.

use super::case::{Case, listing, resources, shown, statement_finding};
use super::matching::{covers, is_narrower, matches_action, meets};
use super::need::Need;
use super::openness::{is_open, is_open_entry};
use super::sharing::Sharing;
use super::{Finding, Rule, Severity, sensitive};
use crate::declared::DeclaredStatement;
use crate::declared::entry::in_one_account;
use crate::evaluator::document::{Entry, Matched};
use crate::expr::Expr;
use crate::grants::Origin;
use std::collections::BTreeSet;

/// One finding for all resources of a statement that are too wide in the same way for the same actions.
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
    let Matched::AnyOf(entries) = &declared.statement.resources else {
        return;
    };
    let mut groups: Vec<(Width<'_>, Vec<&Entry>, BTreeSet<String>)> = Vec::new();
    for resource in entries {
        let Some((width, needed)) = width(sharing, declared, used, resource) else {
            continue;
        };
        match groups.iter_mut().find(|(it, ..)| *it == width) {
            Some((_, resources, all)) => {
                resources.push(resource);
                all.extend(needed);
            }
            None => groups.push((width, vec![resource], needed)),
        }
    }
    for (width, resources, needed) in groups {
        out.push(finding(
            case, sharing, declared, &width, &resources, &needed,
        ));
    }
}

/// How a resource is too wide.
#[derive(PartialEq, Eq)]
struct Width<'a> {
    rule: Rule,
    severity: Severity,
    /// The actions that are used on less.
    actions: Vec<&'a str>,
    /// Whether only Lambda itself uses them.
    is_platforms: bool,
}

/// How a resource is wider than what actions are used on, and what that is.
fn width<'a>(
    sharing: &Sharing<'_>,
    declared: &DeclaredStatement,
    used: &[&'a Entry],
    resource: &Entry,
) -> Option<(Width<'a>, BTreeSet<String>)> {
    let open = is_open_entry(resource);
    // The same in the stack's own region and account.
    let here = Entry {
        pattern: in_one_account(&resource.pattern),
        ..resource.clone()
    };
    let mut actions: Vec<&str> = Vec::new();
    let mut needed: BTreeSet<String> = BTreeSet::new();
    let mut is_elsewhere = true;
    for action in used {
        let relevant: Vec<&&Need> = sharing
            .needs
            .iter()
            .filter(|need| matches_action(action, need) && meets(resource, need))
            .collect();
        let name = action.written.as_text().unwrap_or_default();
        let exceeds =
            |resource: &Entry, need: &Need| !covers(need, resource) && is_narrower(resource, need);
        let is_limited = relevant.iter().all(|need| {
            need.grant.bound
                && !need.request.resource.iter().all(is_open)
                && exceeds(resource, need)
        });
        if relevant.is_empty() || !is_limited || open && sensitive::is_reported(declared, name) {
            continue;
        }
        if !actions.contains(&name) {
            actions.push(name);
        }
        is_elsewhere &= relevant.iter().any(|need| !exceeds(&here, need));
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
        // What only names other regions and accounts mostly is nothing there.
        (false, _) if is_elsewhere => (Rule::WideResource, Severity::Info),
        (false, _) => (Rule::WideResource, Severity::Low),
    };
    let width = Width {
        rule,
        severity,
        actions,
        is_platforms,
    };
    Some((width, needed))
}

fn finding(
    case: &Case<'_>,
    sharing: &Sharing<'_>,
    declared: &DeclaredStatement,
    width: &Width<'_>,
    wide: &[&Entry],
    needed: &BTreeSet<String>,
) -> Finding {
    let written: Vec<String> = wide.iter().map(|it| shown(&it.written)).collect();
    let message = format!(
        "{} grants {} on {}; {} needs {} on {}",
        case.role_words(),
        listing(width.actions.iter().copied()),
        resources(written.iter().map(String::as_str)),
        if width.is_platforms {
            "Lambda"
        } else {
            "the code"
        },
        if width.actions.len() == 1 {
            "it"
        } else {
            "them"
        },
        resources(needed.iter().map(String::as_str))
    );
    let (rule, severity) = (width.rule, width.severity);
    let mut finding = statement_finding(case, sharing, declared, rule, severity, message);
    finding.action = Some(width.actions.join(", "));
    finding.resource = Some(match wide {
        [only] => only.written.clone(),
        all => Expr::List(all.iter().map(|it| it.written.clone()).collect()),
    });
    finding.confidence = sharing.confidence(case);
    finding.remedy = "name the resources that are needed; `iam-tailor diff` shows them".to_owned();
    finding
}
