//! Statements that people wrote: actions that nothing uses, actions that do not exist, and inverted ones.

use super::case::{
    Case, listing, origin_words, resources, shown, statement_finding, template_place, words,
};
use super::matching::{expansion, has_wildcard, matches_action, uses};
use super::sharing::Sharing;
use super::{Confidence, Finding, Rule, Severity, delegated, sensitive, whole, wide, wildcard};
use crate::declared::{DeclaredStatement, StatementOrigin};
use crate::evaluator::document::{Effect, Entry, Matched};
use catalog::Catalog;
use std::collections::BTreeSet;

/// The findings: for each statement people wrote, and for each policy that they named.
pub(super) fn findings(case: &Case<'_>, sharing: &Sharing<'_>, out: &mut Vec<Finding>) {
    if !sharing.is_first {
        return;
    }
    let mut done: BTreeSet<(&StatementOrigin, &[String])> = BTreeSet::new();
    for declared in &case.permissions.statements {
        unknown_actions(case, sharing, declared, out);
        if declared.statement.effect == Effect::Deny {
            continue;
        }
        match &declared.origin {
            StatementOrigin::Framework => {}
            StatementOrigin::Document => document(case, sharing, declared, out),
            origin => {
                if done.insert((origin, &declared.at.path)) {
                    out.extend(whole::finding(case, sharing, declared));
                }
            }
        }
    }
}

fn document(
    case: &Case<'_>,
    sharing: &Sharing<'_>,
    declared: &DeclaredStatement,
    out: &mut Vec<Finding>,
) {
    let statement = &declared.statement;
    if let Matched::NoneOf(entries) = &statement.actions {
        out.push(wildcard::inverted(case, sharing, declared, entries));
        return;
    }
    let mut unused: Vec<&Entry> = Vec::new();
    let mut used: Vec<&Entry> = Vec::new();
    let mut behind: Vec<(&Entry, &str)> = Vec::new();
    for action in statement.actions.entries() {
        let resources = statement.resources.entries();
        let uses = uses(&sharing.needs, &statement.actions, action, resources);
        let written = words(&action.written);
        let is_wild = has_wildcard(&action.pattern);
        let is_all_used =
            || !uses.is_empty() && (1..=uses.len()).contains(&expansion(&written).len());
        if is_wild && !is_all_used() {
            out.push(wildcard::finding(case, sharing, declared, action, &uses));
        } else if !uses.is_empty() {
            used.push(action);
        } else {
            let is_real = Catalog::embedded().action(&written).is_some();
            if is_real && !sensitive::is_reported(declared, &written) {
                let needs = sharing.needs.iter().copied();
                match delegated::through(case, needs, &written) {
                    Some(call) => behind.push((action, call)),
                    None => unused.push(action),
                }
            }
        }
    }
    if sharing.is_known() && !unused.is_empty() {
        out.push(not_used(case, sharing, declared, &unused));
    }
    out.extend(delegated::finding(case, sharing, declared, &behind));
    wide::findings(case, sharing, declared, &used, out);
}

fn not_used(
    case: &Case<'_>,
    sharing: &Sharing<'_>,
    declared: &DeclaredStatement,
    unused: &[&Entry],
) -> Finding {
    let mut names: Vec<&str> = Vec::new();
    for name in unused.iter().filter_map(|it| it.written.as_text()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    // Used, and elsewhere: a resource that is written wrong looks like this.
    let elsewhere: BTreeSet<String> = sharing
        .needs
        .iter()
        .filter(|need| unused.iter().any(|it| matches_action(it, need)))
        .map(|need| shown(&need.grant.resource))
        .collect();
    let here: Vec<String> = declared
        .statement
        .resources
        .entries()
        .iter()
        .map(|it| shown(&it.written))
        .collect();
    let what = origin_words(declared);
    let role = case.role_words();
    let listed = listing(names.iter().copied());
    let message = if elsewhere.is_empty() {
        format!(
            "{what} in {role} grants {listed}, which {}",
            sharing.does_not_use("")
        )
    } else {
        format!(
            "{what} in {role} grants {listed} on {}, where {}: needed is {}",
            resources(here.iter().map(String::as_str)),
            sharing.does_not_use(if names.len() == 1 { " it" } else { " them" }),
            resources(elsewhere.iter().map(String::as_str)),
        )
    };
    let is_whole = unused.len() == declared.statement.actions.entries().len();
    let (severity, remedy) = match (is_whole, elsewhere.is_empty()) {
        (true, true) => (Severity::Medium, "take the statement out"),
        (true, false) => (
            Severity::Medium,
            "correct its resource, or take the statement out",
        ),
        (false, _) if names.len() == 1 => (Severity::Low, "take it out of the statement"),
        (false, _) => (Severity::Low, "take them out of the statement"),
    };
    let rule = Rule::UnusedPermission;
    let mut finding = statement_finding(case, sharing, declared, rule, severity, message);
    finding.action = Some(names.join(", "));
    finding.confidence = sharing.confidence(case);
    finding.remedy = sharing.once_followed(remedy);
    finding
}

/// Actions that do not exist.
fn unknown_actions(
    case: &Case<'_>,
    sharing: &Sharing<'_>,
    declared: &DeclaredStatement,
    out: &mut Vec<Finding>,
) {
    if declared.origin != StatementOrigin::Document {
        return;
    }
    let catalog = Catalog::embedded();
    for action in declared.statement.actions.entries() {
        let Some(name) = action.pattern.as_text() else {
            continue;
        };
        if catalog.action(&name).is_some() {
            continue;
        }
        let prefix = name.split_once(':').map_or("", |(prefix, _)| prefix);
        let is_known_prefix = catalog.prefixes().any(|it| it.eq_ignore_ascii_case(prefix));
        let nearest = catalog.nearest_actions(&name);
        let hint = match nearest.first() {
            Some(nearest) => format!("; did you mean `{nearest}`?"),
            None => String::new(),
        };
        let message = format!(
            "`{name}` in {} grants nothing, because there is no such action{hint}",
            case.role_words()
        );
        let mut finding = case.role_finding(sharing, Rule::UnknownAction, Severity::Low, message);
        if !is_known_prefix {
            finding.confidence = Confidence::Medium;
        }
        finding.action = Some(name);
        finding.remedy = "correct its name, or take it out".to_owned();
        finding
            .places
            .push(template_place(&declared.at, "written here"));
        out.push(finding);
    }
}
