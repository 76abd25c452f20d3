//! Policies that people only named: a managed policy, a SAM policy template, a connector, each judged as a whole.

use super::case::{Case, REPLACE, listing, origin_words, shown, statement_finding, words};
use super::matching::{expansion, has_wildcard, uses};
use super::sharing::Sharing;
use super::{Finding, Rule, Severity, delegated};
use crate::declared::{DeclaredStatement, StatementOrigin};
use crate::evaluator::document::Matched;
use catalog::Catalog;
use std::collections::BTreeSet;

/// The finding about the policy that a statement belongs to, if there is one.
pub(super) fn finding(
    case: &Case<'_>,
    sharing: &Sharing<'_>,
    declared: &DeclaredStatement,
) -> Option<Finding> {
    if !sharing.is_known() {
        return None;
    }
    let use_ = Use::of(case, sharing, declared);
    let role = case.role_words();
    let what = format!("{}{} in {role}", origin_words(declared), target(declared));
    let used = listing(use_.used.iter().copied());
    let is_filled = matches!(declared.origin, StatementOrigin::PolicyTemplate(_));
    let (rule, severity, message, remedy) = if use_.used.is_empty() && use_.is_behind {
        return None;
    } else if use_.used.is_empty() {
        (
            Rule::UnusedPermission,
            Severity::Medium,
            format!("{what} grants nothing that the code uses"),
            "take it out of the role",
        )
    } else if !use_.wild.is_empty() {
        let wild = listing(use_.wild.iter().map(String::as_str));
        (
            Rule::WildcardAction,
            Severity::Medium,
            format!("{what} grants {wild}; the code uses {used}"),
            REPLACE,
        )
    } else if is_filled && !use_.unused.is_empty() {
        let unused = listing(use_.unused.iter().map(String::as_str));
        (
            Rule::UnusedPermission,
            Severity::Low,
            format!("{what} grants {unused} besides what the code uses ({used})"),
            REPLACE,
        )
    } else {
        return None;
    };
    let mut finding = statement_finding(case, sharing, declared, rule, severity, message);
    finding.confidence = sharing.confidence(case);
    finding.remedy = sharing.once_followed(remedy);
    Some(finding)
}

/// What a policy template is filled in with: a role may have several of one kind.
fn target(declared: &DeclaredStatement) -> String {
    let mut resources = declared.statement.resources.entries().iter();
    match (&declared.origin, resources.find(|it| !it.pattern.is_any())) {
        (StatementOrigin::PolicyTemplate(_), Some(first)) => {
            format!(" for `{}`", shown(&first.written))
        }
        _ => String::new(),
    }
}

/// How the code uses a policy.
#[derive(Default)]
struct Use<'a> {
    used: BTreeSet<&'a str>,
    unused: BTreeSet<String>,
    /// Wildcards of which something is used, and not all.
    wild: BTreeSet<String>,
    /// Whether a service may use some of it for the code.
    is_behind: bool,
}

impl<'a> Use<'a> {
    fn of(case: &Case<'_>, sharing: &Sharing<'a>, declared: &DeclaredStatement) -> Self {
        let mut out = Self::default();
        let statements = case.permissions.statements.iter();
        let whole =
            statements.filter(|it| it.origin == declared.origin && it.at.path == declared.at.path);
        for statement in whole.map(|it| &it.statement) {
            for action in statement.actions.entries() {
                let resources = statement.resources.entries();
                let uses = uses(&sharing.needs, &statement.actions, action, resources);
                let written = words(&action.written);
                let is_wild = has_wildcard(&action.pattern);
                let needs = sharing.needs.iter().copied();
                if uses.is_empty() && delegated::through(case, needs, &written).is_some() {
                    out.is_behind = true;
                } else if uses.is_empty() {
                    if is_wild || Catalog::embedded().action(&written).is_some() {
                        out.unused.insert(written);
                    }
                } else if is_wild && !(1..=uses.len()).contains(&expansion(&written).len())
                    || matches!(statement.actions, Matched::NoneOf(_))
                {
                    out.wild.insert(written);
                }
                out.used.extend(uses);
            }
        }
        out
    }
}
