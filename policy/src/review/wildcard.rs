//! Wildcards in actions: how much they stand for, and how much of it is used.

use super::case::{Case, listing, statement_finding, template_place, words};
use super::matching::expansion;
use super::openness::{grants_on, is_open_entry};
use super::sensitive;
use super::sharing::Sharing;
use super::{Finding, Rule, Severity, delegated};
use crate::declared::DeclaredStatement;
use crate::evaluator::document::Entry;

/// An action with a wildcard of which not everything is used.
pub(super) fn finding(
    case: &Case<'_>,
    sharing: &Sharing<'_>,
    declared: &DeclaredStatement,
    action: &Entry,
    uses: &[&str],
) -> Finding {
    let written = words(&action.written);
    let is_everything = matches!(written.as_str(), "*" | "*:*");
    let is_service = written.ends_with(":*");
    let mut resources = declared.statement.resources.entries().iter();
    let is_open = resources.any(is_open_entry);
    let needs = sharing.needs.iter().copied();
    let behind = delegated::through(case, needs, &written).filter(|_| uses.is_empty());
    let severity = match (is_everything, is_service, is_open) {
        (true, _, true) => Severity::High,
        (true, _, false) | (_, true, _) => Severity::Medium,
        _ if behind.is_some() => Severity::Info,
        _ => Severity::Low,
    };
    let used = match (uses, sharing.unknown_because()) {
        ([], None) if let Some(call) = behind => {
            format!(
                "no code calls them, and `{call}` may use them with the permissions of the role"
            )
        }
        ([], None) => sharing.does_not_use(" any of them"),
        ([], Some(why)) => format!("what uses it is not known, because {why}"),
        (uses, _) => format!("the code uses {}", listing(uses.iter().copied())),
    };
    let message = format!(
        "`{written}` in {} grants {}; {used}",
        case.role_words(),
        breadth(declared, &written)
    );
    let rule = Rule::WildcardAction;
    let mut finding = statement_finding(case, sharing, declared, rule, severity, message);
    let actions = declared.statement.actions.entries();
    let position = actions.iter().position(|it| it == action);
    let path: Vec<String> = declared
        .at
        .path
        .iter()
        .cloned()
        .chain(["Action".to_owned()])
        .chain(position.map(|it| it.to_string()))
        .collect();
    let at = case.located.place(&path, declared.at.at);
    finding.places = vec![template_place(&at, "granted here")];
    finding.action = Some(written);
    finding.remedy = match behind {
        // What a service uses for the code, no code shows.
        Some(_) => "name the actions that are used there",
        None if uses.is_empty() && sharing.is_complete => "take it out",
        None => "name the actions that are needed; `iam-tailor diff` shows them",
    }
    .to_owned();
    finding
}

/// `NotAction` in a statement that allows.
pub(super) fn inverted(
    case: &Case<'_>,
    sharing: &Sharing<'_>,
    declared: &DeclaredStatement,
    entries: &[Entry],
) -> Finding {
    let names: Vec<String> = entries.iter().map(|it| words(&it.written)).collect();
    let message = format!(
        "`NotAction` in {} allows every action of AWS but {}",
        case.role_words(),
        listing(names.iter().map(String::as_str))
    );
    let (rule, severity) = (Rule::WildcardAction, Severity::High);
    let mut finding = statement_finding(case, sharing, declared, rule, severity, message);
    finding.remedy = "name the actions that are needed with `Action`".to_owned();
    finding
}

/// How much a wildcard stands for on the resources of its statement, in a sentence.
fn breadth(declared: &DeclaredStatement, written: &str) -> String {
    let prefix = written.split_once(':').map_or("*", |(prefix, _)| prefix);
    if prefix.contains('*') {
        return "every action of AWS".to_owned();
    }
    let mut actions = expansion(written);
    actions.retain(|it| grants_on(*it, &declared.statement.resources));
    let managing = actions.iter().filter(|it| sensitive::manages(**it)).count();
    let managing = match managing {
        0 => String::new(),
        count => format!(" ({count} can change who may do what)"),
    };
    match actions.len() {
        0 => "no action that exists today on these resources".to_owned(),
        1 => format!("1 action{managing}"),
        count => format!("{count} actions{managing}"),
    }
}
