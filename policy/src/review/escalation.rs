//! Privilege escalation: permissions that together let a function give itself any other.
//!
//! The ways are the published ones, which the catalog lists with their sources. Only what is open counts: a function that
//! may pass one role to one service is doing its work.

use super::case::{Case, listing, template_place};
use super::openness::{is_open_entry, is_open_for};
use super::sharing::Sharing;
use super::{Finding, Place, Rule, Severity};
use crate::declared::{DeclaredStatement, StatementOrigin};
use crate::evaluator::condition::{Context, KeyValue};
use crate::evaluator::document::{Effect, Entry, Matched};
use crate::evaluator::pattern::{Pattern, Symbol, arn_meets};
use crate::evaluator::truth::Truth;
use catalog::policies::{Escalation, escalations};

const PASS_ROLE: &str = "iam:PassRole";

pub(super) fn findings(case: &Case<'_>, sharing: &Sharing<'_>, out: &mut Vec<Finding>) {
    if !sharing.is_first {
        return;
    }
    let mut found: Vec<Way<'_>> = escalations().filter_map(|it| way(case, it)).collect();
    let all: Vec<Vec<&str>> = found.iter().map(|it| it.actions.clone()).collect();
    // A way that needs more than another one is nothing new.
    let holds = |wide: &[&str], way: &[&str]| {
        way.len() < wide.len() && way.iter().all(|action| wide.contains(action))
    };
    found.retain(|it| !all.iter().any(|way| holds(&it.actions, way)));
    let Some((first, others)) = found.split_first() else {
        return;
    };
    let message = format!(
        "{} lets {} take over other permissions by {}: it {}{}",
        case.role_words(),
        sharing.holders(),
        listing(first.actions.iter().copied()),
        first.effect,
        further(others),
    );
    let rule = Rule::PrivilegeEscalation;
    let mut finding = case.role_finding(sharing, rule, Severity::High, message);
    finding.action = Some(first.actions.join(", "));
    let mut places: Vec<Place> = Vec::new();
    for statement in found.iter().flat_map(|it| &it.statements) {
        let place = template_place(&statement.at, "granted here");
        if places.len() < PLACES && !places.contains(&place) {
            places.push(place);
        }
    }
    finding.places = places;
    finding.references.clone_from(&first.sources);
    finding.remedy = if first.actions.contains(&PASS_ROLE) {
        "limit `iam:PassRole` to the roles that are meant, with a condition on `iam:PassedToService`"
    } else {
        "limit the actions to the resources that are meant, or take them out"
    }
    .to_owned();
    out.push(finding);
}

/// A finding shows this many statements at most.
const PLACES: usize = 4;

/// A way that is open, with the statements that open it.
struct Way<'a> {
    actions: Vec<&'static str>,
    effect: &'static str,
    statements: Vec<&'a DeclaredStatement>,
    sources: Vec<String>,
}

fn way<'a>(case: &Case<'a>, escalation: Escalation) -> Option<Way<'a>> {
    let passing = escalation.passed_to.map(|_| PASS_ROLE);
    let actions: Vec<&str> = passing
        .into_iter()
        .chain(escalation.actions.iter().copied())
        .collect();
    let statements: Option<Vec<_>> = actions
        .iter()
        .map(|action| allowing(case, action, &escalation))
        .collect();
    Some(Way {
        statements: statements?,
        actions,
        effect: escalation.effect,
        sources: escalation.sources,
    })
}

/// The other ways by their actions: ``, and in 2 other ways: `a`; `b` with `c` ``.
fn further(others: &[Way<'_>]) -> String {
    const SHOWN: usize = 5;
    let words = |way: &Way<'_>| {
        let actions = way.actions.iter().map(|it| format!("`{it}`"));
        actions.collect::<Vec<_>>().join(" with ")
    };
    let listed: Vec<String> = others.iter().take(SHOWN).map(words).collect();
    let count = match others.len() {
        0 => return String::new(),
        1 => "one other way".to_owned(),
        count => format!("{count} other ways"),
    };
    let more = if others.len() > SHOWN { "; …" } else { "" };
    format!(", and in {count}: {}{more}", listed.join("; "))
}

/// The statement that allows an action on everything, if no other certainly denies it.
fn allowing<'a>(
    case: &Case<'a>,
    action: &str,
    escalation: &Escalation,
) -> Option<&'a DeclaredStatement> {
    let statements = case.permissions.statements.iter();
    let mut about = statements.filter(|it| {
        it.origin != StatementOrigin::Framework && it.statement.matches_action(action) == Truth::Yes
    });
    let is_denied = about.clone().any(|it| {
        it.statement.effect == Effect::Deny
            && it.statement.conditions.is_empty()
            && names_everything(it, action, &[])
    });
    if is_denied {
        return None;
    }
    let mut context = Context::unknown();
    if let Some(service) = escalation.passed_to {
        let value = KeyValue::Values(vec![Pattern::literal(service)]);
        context.set("iam:PassedToService", value);
    }
    about.find(|it| {
        let may_hold = |holds: Truth| holds != Truth::No;
        let conditions = &it.statement.conditions;
        let is_passing = action == PASS_ROLE;
        it.statement.effect == Effect::Allow
            && if is_passing {
                conditions.iter().all(|it| may_hold(it.holds(&context)))
            } else {
                conditions.is_empty()
            }
            && names_everything(it, action, &escalation.through)
    })
}

/// Whether a statement's resources are open for an action. `role/app-*` is not: it names the roles of one application. What
/// is as good as anything counts too: a document that runs any command.
fn names_everything(declared: &DeclaredStatement, action: &str, through: &[&str]) -> bool {
    let is_anything = |it: &Entry| is_open_entry(it) && !has_own_name(&it.pattern);
    let is_as_good = |it: &Entry| {
        let mut meant = through
            .iter()
            .map(|it| Pattern::glob(&format!("arn:*:*:*:*:{it}")));
        meant.any(|meant| arn_meets(&it.pattern, &meant))
    };
    let resources = &declared.statement.resources;
    let is_limited =
        !matches!(resources, Matched::NoneOf(_)) && !resources.entries().iter().any(is_anything);
    let is_open = |it: &Entry| is_anything(it) || is_as_good(it);
    !is_limited && is_open_for(resources, action, is_open)
}

fn has_own_name(pattern: &Pattern) -> bool {
    let is_own = |symbol: &Symbol| matches!(symbol, Symbol::Own(_));
    pattern.symbols().iter().any(is_own)
}
