//! What the code needs, asked of the declared policies: what is missing, what is denied.

use super::case::{Case, shown, source_place, template_place, words};
use super::{Confidence, Finding, Missing, Place, Rule, Severity};
use crate::binding::declared::Declared;
use crate::declared::entry::{entries, in_own_account, resource_patterns};
use crate::declared::{Boundary, DeclaredStatement, GapKind, Permissions, Role};
use crate::evaluator::condition::{Context, KeyValue};
use crate::evaluator::document::{Entry, Matched, Statement};
use crate::evaluator::pattern::Pattern;
use crate::evaluator::{Deciding, Decision, Request, Verdict, evaluate};
use crate::grants::{Evidence, Grant, Origin};
use crate::platform;
use catalog::Catalog;
use std::collections::BTreeMap;

/// A grant as a request that policies are asked about.
#[derive(Debug, Clone)]
pub(super) struct Need {
    pub(super) grant: Grant,
    pub(super) request: Request,
}

/// The needs of a function.
pub(super) fn needs(declared: &Declared<'_>, grants: &[Grant]) -> Vec<Need> {
    grants
        .iter()
        .map(|grant| Need {
            grant: grant.clone(),
            request: request(declared, grant),
        })
        .collect()
}

/// The request that a grant stands for. Of condition keys only those are known that the call itself sets.
pub(super) fn request(declared: &Declared<'_>, grant: &Grant) -> Request {
    let mut context = Context::unknown();
    for (operator, keys) in &grant.condition {
        let comparison = operator.rsplit(':').next().unwrap_or(operator);
        if !comparison.starts_with("String") && !comparison.starts_with("Arn") {
            continue;
        }
        for (key, values) in keys {
            let values = values.iter().flat_map(|it| entries(declared, it));
            let values = values.map(|entry| entry.pattern).collect();
            context.set(key, KeyValue::Values(values));
        }
    }
    Request {
        action: grant.action.clone(),
        resource: resource_patterns(declared, &grant.resource),
        context,
    }
}

/// What a role says to a request.
///
/// Where the answer depends on a deployment, ARNs that spell out a region and an account are taken to mean the stack's
/// own: this errs towards "allowed".
pub(super) fn verdict(permissions: &Permissions, request: &Request) -> Verdict {
    let strict = decide(permissions, request, Clone::clone);
    if strict.decision != Decision::Depends {
        return strict;
    }
    let own = Request {
        resource: request.resource.iter().map(in_own_account).collect(),
        ..request.clone()
    };
    decide(permissions, &own, placed)
}

fn decide(
    permissions: &Permissions,
    request: &Request,
    read: impl Fn(&Statement) -> Statement,
) -> Verdict {
    let about = |it: &DeclaredStatement| read(&it.statement);
    let identity: Vec<Statement> = permissions.statements.iter().map(about).collect();
    let boundary: Option<Vec<Statement>> = match &permissions.boundary {
        Some(Boundary::Known(statements)) => Some(statements.iter().map(about).collect()),
        _ => None,
    };
    let identity: Vec<&Statement> = identity.iter().collect();
    let boundary: Option<Vec<&Statement>> = boundary.as_ref().map(|it| it.iter().collect());
    evaluate(&identity, boundary.as_deref(), request)
}

fn placed(statement: &Statement) -> Statement {
    let entry = |entry: &Entry| Entry {
        pattern: in_own_account(&entry.pattern),
        written: entry.written.clone(),
    };
    let resources = match &statement.resources {
        Matched::AnyOf(entries) => Matched::AnyOf(entries.iter().map(entry).collect()),
        Matched::NoneOf(entries) => Matched::NoneOf(entries.iter().map(entry).collect()),
    };
    Statement {
        resources,
        ..statement.clone()
    }
}

/// Needs that the role does not grant. Empty for a role that cannot be seen.
pub(super) fn missing(case: &Case<'_>) -> Vec<Missing> {
    let permissions = case.permissions;
    if permissions.gaps.iter().any(|gap| gap.kind == GapKind::Role) {
        return Vec::new();
    }
    let mut missing = Vec::new();
    for need in case.needs {
        let verdict = verdict(permissions, &need.request);
        let denied_by = match verdict.by {
            Some(Deciding::Identity(index)) if verdict.decision == Decision::Denied => Some(index),
            _ => None,
        };
        let whole = verdict.decision == Decision::Denied || is_all_or_nothing(need, verdict);
        if whole {
            missing.push(Missing {
                grant: need.grant.clone(),
                denied_by,
                in_boundary: matches!(
                    verdict.by,
                    Some(Deciding::Boundary(_) | Deciding::NotInBoundary)
                ),
            });
        }
    }
    missing
}

/// An action that knows no resources is granted on `*` or not at all.
fn is_all_or_nothing(need: &Need, verdict: Verdict) -> bool {
    let knows_none = Catalog::embedded()
        .action(&need.grant.action)
        .is_some_and(|action| action.resource_types().is_empty());
    verdict.decision == Decision::Depends
        && knows_none
        && need.request.resource.iter().all(Pattern::is_any)
        && !matches!(verdict.by, Some(Deciding::Boundary(_)))
}

/// One finding for each resource.
pub(super) fn findings(case: &Case<'_>, missing: &[Missing], out: &mut Vec<Finding>) {
    type Key = (Rule, Severity, String, Option<usize>);
    let mut groups: BTreeMap<Key, Vec<&Missing>> = BTreeMap::new();
    for it in missing {
        let rule = if it.denied_by.is_some() || it.in_boundary {
            Rule::DeniedPermission
        } else {
            Rule::MissingPermission
        };
        let key = (rule, severity(it), words(&it.grant.resource), it.denied_by);
        groups.entry(key).or_default().push(it);
    }
    for ((rule, severity, _, denied_by), group) in groups {
        let Some(first) = group.first() else { continue };
        let resource = shown(&first.grant.resource);
        let actions: Vec<&str> = group.iter().map(|it| it.grant.action.as_str()).collect();
        let role = match &case.permissions.role {
            Role::Own => "its role".to_owned(),
            _ => case.role_words(),
        };
        let name = &case.subject.function.name;
        let what = super::case::listing(actions.iter().copied());
        let message = match (rule, denied_by) {
            (Rule::DeniedPermission, Some(_)) => {
                format!("`{name}` needs {what} on `{resource}`, which {role} denies")
            }
            (Rule::DeniedPermission, None) => {
                format!(
                    "`{name}` needs {what} on `{resource}`, which the permissions boundary does not allow"
                )
            }
            _ => format!("`{name}` needs {what} on `{resource}`, which {role} does not grant"),
        };
        let mut finding = case.finding(rule, severity, message);
        finding.remedy = match rule {
            Rule::DeniedPermission => {
                "take it out of the deny statement or add it to the boundary".to_owned()
            }
            _ => "grant it; `iam-tailor diff` shows the statement".to_owned(),
        };
        let template = &case.declared.template.path;
        let evidence = group
            .iter()
            .flat_map(|it| it.grant.evidence.iter().map(move |at| (&it.grant, at)));
        finding.places = places(template, evidence.clone());
        finding.evidence = evidence.map(|(_, at)| at.clone()).collect();
        match denied_by.and_then(|index| case.permissions.statements.get(index)) {
            Some(statement) => finding
                .places
                .push(template_place(&statement.at, "denied here")),
            None => finding
                .places
                .push(case.function_place("the function that needs it")),
        }
        finding
            .places
            .dedup_by(|a, b| (&a.file, a.line) == (&b.file, b.line));
        finding.action = Some(actions.join(", "));
        finding.resource = Some(first.grant.resource.clone());
        if !case.permissions.is_complete() {
            // What cannot be seen may grant it.
            finding.confidence = Confidence::Low;
            finding.severity = finding.severity.min(Severity::Medium);
        } else if group.iter().all(|it| is_uncertain(&it.grant)) {
            finding.confidence = Confidence::Low;
        } else if !group.iter().all(|it| it.grant.bound) {
            finding.confidence = Confidence::Medium;
        }
        out.push(finding);
    }
}

/// A finding shows this many calls at most; all are its evidence.
const PLACES: usize = 3;

/// The calls, each line once with all that it does: `calls dynamodb:GetItem, dynamodb:PutItem`.
fn places<'a>(
    template: &str,
    evidence: impl Iterator<Item = (&'a Grant, &'a Evidence)>,
) -> Vec<Place> {
    let mut lines: Vec<(&Evidence, String, Vec<&str>)> = Vec::new();
    for (grant, at) in evidence {
        let (verb, object) = match grant.origin {
            Origin::Code => ("calls".to_owned(), at.operation.as_str()),
            Origin::Implied => (format!("{} needs", at.operation), grant.action.as_str()),
            Origin::Platform => ("Lambda needs it for this function".to_owned(), ""),
        };
        match lines
            .iter_mut()
            .find(|(it, ..)| (&it.file, it.line) == (&at.file, at.line))
        {
            Some((_, known, objects)) if *known == verb && !objects.contains(&object) => {
                objects.push(object);
            }
            Some(_) => {}
            None => lines.push((at, verb, vec![object])),
        }
    }
    let places = lines.into_iter().take(PLACES);
    let places = places.map(|(at, verb, objects)| {
        let label = format!("{verb} {}", objects.join(", "));
        source_place(at, template, label.trim_end())
    });
    places.collect()
}

/// Whether Lambda needs a permission only where something asks for it that the template does not say.
fn is_uncertain(grant: &Grant) -> bool {
    grant.origin == Origin::Platform && platform::is_only_asked_for(&grant.action)
}

/// A call that fails is worse than a log line that is lost. To deny logs is how people switch them off.
fn severity(missing: &Missing) -> Severity {
    let grant = &missing.grant;
    let is_quiet = grant.action.starts_with("logs:") || grant.action.starts_with("xray:");
    match (grant.origin == Origin::Platform, is_quiet) {
        (true, true) if missing.denied_by.is_some() => Severity::Info,
        (true, true) => Severity::Low,
        (true, false) if platform::is_dispensable(&grant.action) => Severity::Info,
        (true, false) => Severity::Medium,
        (false, _) => Severity::High,
    }
}
