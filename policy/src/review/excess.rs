//! What the declared role grants beyond the needs: unused actions, wildcards, resources that are too wide.

use super::case::{Case, listing, origin_words, template_place, words};
use super::need::Need;
use super::sharing::Sharing;
use super::{Confidence, Excess, ExcessKind, Finding, Rule, Severity, sensitive};
use crate::declared::{DeclaredStatement, StatementOrigin};
use crate::evaluator::document::{Effect, Entry, Matched};
use crate::evaluator::pattern::{Pattern, Symbol, arn_covers, arn_meets};
use crate::evaluator::truth::Truth;
use crate::expr::Expr;
use crate::grants::Origin;
use crate::synth::Status;
use catalog::Catalog;
use std::collections::BTreeSet;

/// Everything that the role grants beyond what this function needs, action by action and resource by resource.
pub(super) fn excess(case: &Case<'_>) -> Vec<Excess> {
    let mut out = Vec::new();
    if case.subject.synthesis.status == Status::Unsupported {
        return out;
    }
    let needs: Vec<&Need> = case.needs.iter().collect();
    for (index, declared) in case.permissions.statements.iter().enumerate() {
        let statement = &declared.statement;
        if declared.origin == StatementOrigin::Framework || statement.effect == Effect::Deny {
            continue;
        }
        for action in statement.actions.entries() {
            for resource in statement.resources.entries() {
                let kind = match use_of(&statement.actions, action, resource, &needs) {
                    Use::Unused => ExcessKind::Unused,
                    Use::Partly if has_wildcard(&action.pattern) => ExcessKind::WideAction,
                    Use::Wide => ExcessKind::WideResource,
                    Use::Partly | Use::Exact => continue,
                };
                out.push(Excess {
                    action: words(&action.written),
                    resource: resource.written.clone(),
                    statement: index,
                    kind,
                });
            }
        }
    }
    out
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
        let is_about = match actions {
            Matched::AnyOf(_) => matches_action(action, need),
            Matched::NoneOf(_) => !matches_action(action, need),
        };
        if is_about && meets(resource, need) {
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

/// Whether a need is one that an action of a statement is about.
pub(super) fn matches_action(action: &Entry, need: &Need) -> bool {
    let wanted = Pattern::literal(&need.grant.action.to_ascii_lowercase());
    action.pattern.lower_case().covers(&wanted)
}

/// Whether a resource of a statement has anything to do with a need.
pub(super) fn meets(resource: &Entry, need: &Need) -> bool {
    let patterns = &need.request.resource;
    patterns.iter().any(|it| arn_covers(&resource.pattern, it))
        || patterns.iter().all(|it| arn_meets(&resource.pattern, it))
}

/// Whether a need is as wide as a resource of a statement.
fn covers(need: &Need, resource: &Entry) -> bool {
    let mut patterns = need.request.resource.iter();
    patterns.any(|it| arn_covers(it, &resource.pattern))
}

/// Whether a pattern has a wildcard.
pub(super) fn has_wildcard(pattern: &Pattern) -> bool {
    let is_wild = |symbol: &Symbol| matches!(symbol, Symbol::Any | Symbol::One);
    pattern.symbols().iter().any(is_wild)
}

/// The findings: for each statement people wrote, and for each policy that they named.
pub(super) fn findings(case: &Case<'_>, sharing: &Sharing<'_>, out: &mut Vec<Finding>) {
    if !sharing.is_first {
        return;
    }
    let mut done: BTreeSet<(&StatementOrigin, &[String])> = BTreeSet::new();
    for declared in &case.permissions.statements {
        unknown_actions(case, declared, out);
        if declared.statement.effect == Effect::Deny {
            continue;
        }
        match &declared.origin {
            StatementOrigin::Framework => {}
            StatementOrigin::Document => document(case, sharing, declared, out),
            origin => {
                if done.insert((origin, &declared.at.path)) {
                    named(case, sharing, declared, out);
                }
            }
        }
    }
}

/// A finding about a statement of the role.
pub(super) fn statement_finding(
    case: &Case<'_>,
    sharing: &Sharing<'_>,
    declared: &DeclaredStatement,
    rule: Rule,
    severity: Severity,
    message: String,
) -> Finding {
    let mut finding = case.finding(rule, severity, message);
    if sharing.functions.len() > 1 {
        finding.function = None;
    }
    finding
        .places
        .push(template_place(&declared.at, "granted here"));
    if let [only] = declared.statement.resources.entries() {
        finding.resource = Some(only.written.clone());
    }
    finding
}

/// A managed policy, a policy template or a connector, as a whole.
fn named(
    case: &Case<'_>,
    sharing: &Sharing<'_>,
    declared: &DeclaredStatement,
    out: &mut Vec<Finding>,
) {
    if !sharing.is_known {
        return;
    }
    let whole: Vec<&DeclaredStatement> = case
        .permissions
        .statements
        .iter()
        .filter(|it| it.origin == declared.origin && it.at.path == declared.at.path)
        .collect();
    let mut used: BTreeSet<&str> = BTreeSet::new();
    let mut unused: BTreeSet<String> = BTreeSet::new();
    let mut wild: BTreeSet<String> = BTreeSet::new();
    for statement in &whole {
        let resources = statement.statement.resources.entries();
        for action in statement.statement.actions.entries() {
            let uses: Vec<&str> = uses(sharing, &statement.statement.actions, action, resources);
            let written = words(&action.written);
            if uses.is_empty() {
                let is_real = Catalog::embedded().action(&written).is_some();
                if is_real || has_wildcard(&action.pattern) {
                    unused.insert(written);
                }
            } else if has_wildcard(&action.pattern)
                && !(1..=uses.len()).contains(&expansion(&written).len())
                || matches!(statement.statement.actions, Matched::NoneOf(_))
            {
                wild.insert(words(&action.written));
            }
            used.extend(uses);
        }
    }
    let what = origin_words(declared);
    if used.is_empty() {
        let mut finding = statement_finding(
            case,
            sharing,
            declared,
            Rule::UnusedPermission,
            Severity::Medium,
            format!("{what} grants nothing that the code uses"),
        );
        finding.confidence = confidence(case, sharing);
        finding.remedy = "take it out of the role".to_owned();
        out.push(finding);
        return;
    }
    if !wild.is_empty() {
        let message = format!(
            "{what} grants {}; the code uses {}",
            listing(wild.iter().map(String::as_str)),
            listing(used.iter().copied())
        );
        let mut finding = statement_finding(
            case,
            sharing,
            declared,
            Rule::WildcardAction,
            Severity::Medium,
            message,
        );
        finding.confidence = confidence(case, sharing);
        finding.remedy = REPLACE.to_owned();
        out.push(finding);
    } else if matches!(declared.origin, StatementOrigin::PolicyTemplate(_)) && !unused.is_empty() {
        let message = format!(
            "{what} grants {} besides what the code uses ({})",
            listing(unused.iter().map(String::as_str)),
            listing(used.iter().copied())
        );
        let mut finding = statement_finding(
            case,
            sharing,
            declared,
            Rule::UnusedPermission,
            Severity::Low,
            message,
        );
        finding.confidence = confidence(case, sharing);
        finding.remedy = REPLACE.to_owned();
        out.push(finding);
    }
}

const REPLACE: &str =
    "replace it by statements with the used actions; `iam-tailor diff` shows them";

fn confidence(case: &Case<'_>, sharing: &Sharing<'_>) -> Confidence {
    if sharing.is_complete {
        case.unused_confidence()
    } else {
        Confidence::Low
    }
}

/// Actions that are used through an action of a statement.
fn uses<'a>(
    sharing: &Sharing<'a>,
    actions: &Matched,
    action: &Entry,
    resources: &[Entry],
) -> Vec<&'a str> {
    let is_about = |need: &Need| match actions {
        Matched::AnyOf(_) => matches_action(action, need),
        Matched::NoneOf(_) => !matches_action(action, need),
    };
    let mut used: Vec<&str> = sharing
        .needs
        .iter()
        .filter(|need| is_about(need) && resources.iter().any(|it| meets(it, need)))
        .map(|need| need.grant.action.as_str())
        .collect();
    used.sort_unstable();
    used.dedup();
    used
}

/// A statement that people wrote.
fn document(
    case: &Case<'_>,
    sharing: &Sharing<'_>,
    declared: &DeclaredStatement,
    out: &mut Vec<Finding>,
) {
    let statement = &declared.statement;
    let resources = statement.resources.entries();
    let mut unused: Vec<&str> = Vec::new();
    let mut used_plainly: Vec<&Entry> = Vec::new();
    if let Matched::NoneOf(entries) = &statement.actions {
        let names: Vec<String> = entries.iter().map(|it| words(&it.written)).collect();
        let message = format!(
            "`NotAction` allows every action of AWS but {}",
            listing(names.iter().map(String::as_str))
        );
        let mut finding = statement_finding(
            case,
            sharing,
            declared,
            Rule::WildcardAction,
            Severity::High,
            message,
        );
        finding.remedy = "name the actions that are needed with `Action`".to_owned();
        out.push(finding);
        return;
    }
    for action in statement.actions.entries() {
        let uses = uses(sharing, &statement.actions, action, resources);
        let written = words(&action.written);
        if has_wildcard(&action.pattern)
            && !uses.is_empty()
            && (1..=uses.len()).contains(&expansion(&written).len())
        {
            used_plainly.push(action);
        } else if has_wildcard(&action.pattern) {
            wildcard_action(case, sharing, declared, action, &uses, out);
        } else if uses.is_empty() {
            let name = action.written.as_text().unwrap_or_default();
            let is_real = Catalog::embedded().action(name).is_some();
            if is_real && !sensitive::is_reported(declared, name) {
                unused.push(name);
            }
        } else {
            used_plainly.push(action);
        }
    }
    if sharing.is_known && !unused.is_empty() {
        let is_whole = unused.len() == statement.actions.entries().len();
        let message = format!(
            "{} grants {}, which {} not use",
            origin_words(declared),
            listing(unused.iter().copied()),
            who(sharing)
        );
        let severity = if is_whole {
            Severity::Medium
        } else {
            Severity::Low
        };
        let mut finding = statement_finding(
            case,
            sharing,
            declared,
            Rule::UnusedPermission,
            severity,
            message,
        );
        finding.action = Some(unused.join(", "));
        finding.confidence = confidence(case, sharing);
        finding.remedy = if is_whole {
            "take the statement out".to_owned()
        } else {
            "take these actions out of the statement".to_owned()
        };
        out.push(finding);
    }
    wide_resources(case, sharing, declared, &used_plainly, out);
}

fn who(sharing: &Sharing<'_>) -> String {
    match sharing.functions.as_slice() {
        [only] => format!("the code of `{only}` does"),
        all => format!("the code of its {} functions does", all.len()),
    }
}

fn wildcard_action(
    case: &Case<'_>,
    sharing: &Sharing<'_>,
    declared: &DeclaredStatement,
    action: &Entry,
    uses: &[&str],
    out: &mut Vec<Finding>,
) {
    let written = words(&action.written);
    let is_everything = matches!(written.as_str(), "*" | "*:*");
    let is_service = written.ends_with(":*");
    let is_open = declared
        .statement
        .resources
        .entries()
        .iter()
        .any(|it| is_open(&it.pattern));
    let severity = match (is_everything, is_service, is_open) {
        (true, _, true) => Severity::High,
        (true, _, false) | (_, true, _) => Severity::Medium,
        _ => Severity::Low,
    };
    let used = match (uses, sharing.is_known) {
        ([], true) => format!("{} not use any of it", who(sharing)),
        ([], false) => "what uses it is not known".to_owned(),
        (uses, _) => format!("the code uses {}", listing(uses.iter().copied())),
    };
    let message = format!("`{written}` grants {}; {used}", breadth(&written));
    let rule = Rule::WildcardAction;
    let mut finding = statement_finding(case, sharing, declared, rule, severity, message);
    let position = declared.statement.actions.entries();
    let position = position.iter().position(|it| it == action);
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
    finding.remedy = if uses.is_empty() && sharing.is_complete {
        "take it out".to_owned()
    } else {
        "name the actions that are needed; `iam-tailor diff` shows them".to_owned()
    };
    out.push(finding);
}

/// How much a wildcard stands for, in a sentence.
fn breadth(written: &str) -> String {
    let prefix = written.split_once(':').map_or("*", |(prefix, _)| prefix);
    if prefix.contains('*') {
        return "every action of AWS".to_owned();
    }
    match expansion(written).len() {
        0 => "no action that exists today".to_owned(),
        1 => "1 action".to_owned(),
        count => format!("{count} actions"),
    }
}

/// The actions that a wildcard stands for today. Every action of AWS is too many to name: of a wildcard in the prefix
/// none is.
fn expansion(written: &str) -> Vec<&'static str> {
    let prefix = written.split_once(':').map_or("*", |(prefix, _)| prefix);
    let pattern = Pattern::glob(&written.to_ascii_lowercase());
    let matches = |name: &str| pattern.covers(&Pattern::literal(&name.to_ascii_lowercase()));
    if prefix.contains('*') {
        return Vec::new();
    }
    Catalog::embedded()
        .actions(&prefix.to_ascii_lowercase())
        .map(catalog::Action::full_name)
        .filter(|name| matches(name))
        .collect()
}

/// Whether a resource of a policy stands for everything of its kind: nothing is named after the kind.
pub(super) fn is_open(pattern: &Pattern) -> bool {
    if pattern.is_any() {
        return true;
    }
    let mut fields: Vec<Vec<&Symbol>> = vec![Vec::new()];
    for symbol in pattern.symbols() {
        if *symbol == Symbol::Char(':') && fields.len() < 6 {
            fields.push(Vec::new());
        } else if let Some(last) = fields.last_mut() {
            last.push(symbol);
        }
    }
    let [_, _, service, _, _, name] = fields.as_slice() else {
        return pattern.symbols().last() == Some(&Symbol::Any);
    };
    let text = |symbols: &[&Symbol]| -> Option<String> {
        let chars = symbols.iter().map(|symbol| match symbol {
            Symbol::Char(character) => Some(*character),
            _ => None,
        });
        chars.collect()
    };
    let is_separator = |symbol: &&Symbol| matches!(symbol, Symbol::Char('/' | ':'));
    let end = name.iter().position(is_separator).map_or(0, |at| at + 1);
    let (kind, rest) = name.split_at(end);
    let is_kind = match (text(service), text(kind)) {
        (Some(service), Some(kind)) => names_kind(&service, &kind),
        _ => false,
    };
    let named = if is_kind { rest } else { name.as_slice() };
    named.first() == Some(&&Symbol::Any)
}

/// Whether ARNs of a service have this in front of a resource's name: `table/` of DynamoDB, nothing of S3.
fn names_kind(service: &str, kind: &str) -> bool {
    let mut types = Catalog::embedded().resource_types(service);
    !kind.is_empty()
        && types.any(|it| {
            let arns = it.arns().into_iter();
            let mut names = arns.filter_map(|arn| arn.splitn(6, ':').nth(5));
            names.any(|name| name.starts_with(kind))
        })
}

/// Resources that are wider than what the used actions are used on.
fn wide_resources(
    case: &Case<'_>,
    sharing: &Sharing<'_>,
    declared: &DeclaredStatement,
    used: &[&Entry],
    out: &mut Vec<Finding>,
) {
    if !sharing.is_known || used.is_empty() {
        return;
    }
    let resources = match &declared.statement.resources {
        Matched::AnyOf(entries) => entries.as_slice(),
        Matched::NoneOf(_) => return,
    };
    for resource in resources {
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
            if relevant.is_empty() || !is_limited || open && sensitive::is_reported(declared, name)
            {
                continue;
            }
            actions.push(name);
            needed.extend(relevant.iter().map(|need| words(&need.grant.resource)));
        }
        if actions.is_empty() {
            continue;
        }
        let by_platform = |action: &&str| {
            let mut needs = sharing.needs.iter();
            !needs.any(|it| it.grant.action == **action && it.grant.origin != Origin::Platform)
        };
        let (rule, severity) = if open && actions.iter().all(by_platform) {
            (Rule::WildcardResource, Severity::Low)
        } else if open {
            (Rule::WildcardResource, Severity::Medium)
        } else {
            (Rule::WideResource, Severity::Low)
        };
        let message = format!(
            "{} granted on `{}`; the code needs {} on {}",
            are(&actions),
            words(&resource.written),
            if actions.len() == 1 { "it" } else { "them" },
            listing(needed.iter().map(String::as_str))
        );
        let mut finding = statement_finding(case, sharing, declared, rule, severity, message);
        finding.action = Some(actions.join(", "));
        finding.resource = Some(resource.written.clone());
        finding.confidence = confidence(case, sharing);
        finding.remedy = "name the resources that are needed".to_owned();
        out.push(finding);
    }
}

fn are(actions: &[&str]) -> String {
    let verb = if actions.len() == 1 { "is" } else { "are" };
    format!("{} {verb}", listing(actions.iter().copied()))
}

/// Whether a statement certainly grants more than a need: more than what a wildcard of the need leaves open anyway.
fn is_narrower(resource: &Entry, need: &Need) -> bool {
    let head = |pattern: &Pattern| {
        let symbols = pattern.symbols().iter();
        symbols
            .take_while(|it| **it != Symbol::Any)
            .cloned()
            .collect::<Vec<_>>()
    };
    let mut patterns = need.request.resource.iter();
    patterns.any(|it| arn_covers(&resource.pattern, it) && (head(it) != head(&resource.pattern)))
}

/// Actions that do not exist.
fn unknown_actions(case: &Case<'_>, declared: &DeclaredStatement, out: &mut Vec<Finding>) {
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
        let message = format!("there is no action `{name}`, so it grants nothing{hint}");
        let mut finding = case.finding(Rule::UnknownAction, Severity::Low, message);
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

/// Whether a statement certainly allows an action on everything of its kind, without a condition.
pub(super) fn allows_openly(declared: &DeclaredStatement, action: &str) -> bool {
    let statement = &declared.statement;
    statement.effect == Effect::Allow
        && statement.conditions.is_empty()
        && statement.matches_action(action) == Truth::Yes
        && match &statement.resources {
            Matched::AnyOf(entries) => entries.iter().any(|it| is_open(&it.pattern)),
            Matched::NoneOf(_) => true,
        }
}

/// The resource of a statement that is open, as written.
pub(super) fn open_resource(declared: &DeclaredStatement) -> Option<Expr> {
    let mut entries = declared.statement.resources.entries().iter();
    entries
        .find(|it| is_open(&it.pattern))
        .map(|it| it.written.clone())
}
