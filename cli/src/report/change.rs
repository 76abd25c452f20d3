//! What a change does to permissions: the functions of two documents side by side.

use super::level::Level;
use super::subject::flat;
use crate::wire::review::{WireFinding, WireRole};
use crate::wire::synth::{Document, FunctionResult, WireGrant};
use std::collections::{BTreeMap, BTreeSet};

/// What became of a function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It was not there before.
    New,
    /// It is not there any more.
    Gone,
    /// It needs something else than before.
    Changed,
}

/// What a change does.
#[derive(Debug)]
pub(crate) struct Changes<'a> {
    /// The functions that it touches, in the order of the newer document; what is gone comes last.
    pub(crate) functions: Vec<Change<'a>>,
    /// The shared roles about which something else is found.
    pub(crate) roles: Vec<RoleChange<'a>>,
}

/// A role that several functions share, and about which something else is found than before.
#[derive(Debug)]
pub(crate) struct RoleChange<'a> {
    /// The template that declares it.
    pub(crate) template: &'a str,
    /// The role as it is, or as it was when it is shared no more.
    pub(crate) role: &'a WireRole,
    /// Found now and not before.
    pub(crate) findings: Vec<&'a WireFinding>,
    /// How many findings are gone.
    pub(crate) resolved: usize,
}

/// A function that a change touches.
#[derive(Debug)]
pub(crate) struct Change<'a> {
    /// The template that declares it.
    pub(crate) template: &'a str,
    /// As it is, or as it was when it is gone.
    pub(crate) function: &'a FunctionResult,
    /// What became of it.
    pub(crate) fate: Fate,
    /// Needed now and not before.
    pub(crate) added: Vec<&'a WireGrant>,
    /// Needed before and not now.
    pub(crate) removed: Vec<&'a WireGrant>,
    /// Its status before, where that is another one.
    pub(crate) status_before: Option<&'a str>,
    /// Found now and not before.
    pub(crate) findings: Vec<&'a WireFinding>,
    /// How many findings are gone.
    pub(crate) resolved: usize,
}

/// What changes from one document to another.
///
/// Functions and roles are told by template and name: one that moves is gone and new.
pub(crate) fn changes<'a>(before: &'a Document, now: &'a Document) -> Changes<'a> {
    Changes {
        functions: function_changes(before, now),
        roles: role_changes(before, now),
    }
}

fn function_changes<'a>(before: &'a Document, now: &'a Document) -> Vec<Change<'a>> {
    let mut old: BTreeMap<(&str, &str), &FunctionResult> = functions(before)
        .map(|(template, it)| ((template, it.name.as_str()), it))
        .collect();
    let mut changes: Vec<Change<'_>> = functions(now)
        .filter_map(|(template, it)| {
            let was = old.remove(&(template, it.name.as_str()));
            change(template, was, Some(it))
        })
        .collect();
    let gone =
        functions(before).filter(|(template, it)| old.contains_key(&(template, it.name.as_str())));
    changes.extend(gone.filter_map(|(template, it)| change(template, Some(it), None)));
    changes
}

fn role_changes<'a>(before: &'a Document, now: &'a Document) -> Vec<RoleChange<'a>> {
    let (was, is) = (roles(before), roles(now));
    let names: BTreeSet<&(&str, &str)> = was.keys().chain(is.keys()).collect();
    let changes = names.into_iter().filter_map(|name| {
        let found =
            |of: &BTreeMap<_, Vec<&'a WireFinding>>| of.get(name).cloned().unwrap_or_default();
        let (was, is) = (found(&was), found(&is));
        let role = is.first().or(was.first())?.role.as_ref()?;
        let findings = without(is.iter().copied(), was.iter().copied(), told);
        let resolved = without(was.iter().copied(), is.iter().copied(), told).len();
        let it = RoleChange {
            template: name.0,
            role,
            findings,
            resolved,
        };
        (!it.findings.is_empty() || resolved > 0).then_some(it)
    });
    changes.collect()
}

/// What is found about shared roles, by template and role.
fn roles(document: &Document) -> BTreeMap<(&str, &str), Vec<&WireFinding>> {
    let mut roles: BTreeMap<(&str, &str), Vec<&WireFinding>> = BTreeMap::new();
    for (template, function) in functions(document) {
        let review = function.review.iter();
        for finding in review.flat_map(|it| &it.findings) {
            if let Some(role) = &finding.role {
                roles
                    .entry((template, &role.name))
                    .or_default()
                    .push(finding);
            }
        }
    }
    roles
}

fn functions(document: &Document) -> impl Iterator<Item = (&str, &FunctionResult)> {
    let templates = document.templates.iter();
    templates.flat_map(|template| {
        template
            .functions
            .iter()
            .map(|it| (template.path.as_str(), it))
    })
}

fn change<'a>(
    template: &'a str,
    was: Option<&'a FunctionResult>,
    is: Option<&'a FunctionResult>,
) -> Option<Change<'a>> {
    let fate = match (was, is) {
        (None, _) => Fate::New,
        (_, None) => Fate::Gone,
        _ => Fate::Changed,
    };
    let resolved = without(findings(was), findings(is), told).len();
    let it = Change {
        template,
        function: is.or(was)?,
        fate,
        added: sorted(without(grants(is), grants(was), allowed)),
        removed: sorted(without(grants(was), grants(is), allowed)),
        status_before: was
            .zip(is)
            .filter(|(was, is)| was.status != is.status)
            .map(|(was, _)| was.status.as_str()),
        findings: without(findings(is), findings(was), told),
        resolved,
    };
    let changed =
        !it.added.is_empty() || !it.removed.is_empty() || !it.findings.is_empty() || resolved > 0;
    (fate != Fate::Changed || changed || it.status_before.is_some()).then_some(it)
}

fn grants(function: Option<&FunctionResult>) -> &[WireGrant] {
    function.map_or(&[], |it| &it.grants)
}

/// What is found about a function itself.
fn findings(function: Option<&FunctionResult>) -> impl Iterator<Item = &WireFinding> {
    let review = function.and_then(|it| it.review.as_ref());
    let all = review.into_iter().flat_map(|it| &it.findings);
    all.filter(|it| it.role.is_none())
}

/// What a grant allows, whyever.
fn allowed(it: &WireGrant) -> [String; 3] {
    [
        it.action.clone(),
        it.resource.to_string(),
        it.condition.to_string(),
    ]
}

/// What a finding is about, wherever it stands.
fn told(it: &WireFinding) -> [String; 3] {
    let about = it.resource.as_ref().map(flat).unwrap_or_default();
    [
        it.rule.clone(),
        it.action.clone().unwrap_or_default(),
        about,
    ]
}

fn without<'a, T, K: Ord>(
    these: impl IntoIterator<Item = &'a T>,
    those: impl IntoIterator<Item = &'a T>,
    key: fn(&T) -> K,
) -> Vec<&'a T> {
    let those: BTreeSet<K> = those.into_iter().map(key).collect();
    these
        .into_iter()
        .filter(|it| !those.contains(&key(it)))
        .collect()
}

/// What can do most harm first; what Lambda needs last.
fn sorted(mut grants: Vec<&WireGrant>) -> Vec<&WireGrant> {
    grants.sort_by_key(|it| {
        (
            it.origin == "platform",
            std::cmp::Reverse(Level::of(&it.action)),
        )
    });
    grants
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn document(functions: &[(&str, &[&str])]) -> Document {
        let functions: Vec<_> = functions
            .iter()
            .map(|(name, actions)| {
                let grants: Vec<_> = actions
                    .iter()
                    .map(|action| json!({"action": action, "resource": "*", "condition": {}, "origin": "code", "bound": true, "evidence": []}))
                    .collect();
                json!({"name": name, "language": "python", "handler": "a.py:h", "status": "complete", "grants": grants,
                       "policy": {}, "unresolved": [], "declared": {"missing": [], "excess": []}})
            })
            .collect();
        let it = json!({"version": 1, "templates": [{"path": "t.yaml", "kind": "sam", "functions": functions}]});
        serde_json::from_value(it).unwrap()
    }

    #[test]
    fn functions_are_compared_by_what_they_may_do() {
        let before = document(&[
            ("A", &["s3:GetObject", "s3:PutObject"]),
            ("B", &["sqs:SendMessage"]),
            ("C", &["s3:GetObject"]),
        ]);
        let now = document(&[
            ("D", &["sns:Publish"]),
            ("A", &["s3:GetObject", "iam:PassRole"]),
            ("C", &["s3:GetObject"]),
        ]);
        let lines: Vec<String> = changes(&before, &now)
            .functions
            .iter()
            .map(|it| {
                let actions = |grants: &[&WireGrant]| {
                    grants
                        .iter()
                        .map(|it| it.action.clone())
                        .collect::<Vec<_>>()
                        .join(",")
                };
                format!(
                    "{} {:?} +{} -{}",
                    it.function.name,
                    it.fate,
                    actions(&it.added),
                    actions(&it.removed)
                )
            })
            .collect();
        assert_eq!(
            lines,
            [
                "D New +sns:Publish -",
                "A Changed +iam:PassRole -s3:PutObject",
                "B Gone + -sqs:SendMessage"
            ]
        );
    }
}
