//! The facts of a report, arranged: functions in order, each with what it reaches and why.

use super::distinct::distinct;
use super::level::Level;
use super::reach::{self, Reach};
use super::saved::Unit;
use super::subject::{Subject, flat, subject};
use crate::wire::review::{WireFinding, WireMissing, WireReview};
use crate::wire::synth::{FunctionResult, Sources, TemplateResult, WireEvidence, WireGrant};
use std::collections::{BTreeMap, BTreeSet};

/// A report's functions with the figures about them.
#[derive(Debug)]
pub(crate) struct Review<'a> {
    /// In the order of the documents.
    pub(crate) functions: Vec<FunctionView<'a>>,
    /// Roles that several functions share and that something is found about.
    pub(crate) roles: Vec<RoleView<'a>>,
}

/// A role that several functions run under. It is one thing, so what is found about it is told once, and its functions lead
/// there.
#[derive(Debug)]
pub(crate) struct RoleView<'a> {
    /// Its anchor, unique in the report: `role-FieldRole`.
    pub(crate) anchor: String,
    /// In a sentence: ``the role `FieldRole` ``.
    pub(crate) name: &'a str,
    /// The same, unique in the report: where several templates have one of that name, with what tells the template apart.
    pub(crate) label: String,
    /// The repository it is in; nothing for this run's.
    pub(crate) unit: &'a str,
    /// Where it is declared.
    pub(crate) template: &'a TemplateResult,
    /// Source lines of its repository.
    pub(crate) sources: &'a Sources,
    /// The functions under it: anchors and names, of those that are in the report.
    pub(crate) functions: Vec<(String, &'a str)>,
    /// What is found about it, worst first.
    pub(crate) findings: Vec<&'a WireFinding>,
}

/// Whom a finding is about.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Owner<'r, 'a> {
    /// A function, or the role that it has for itself.
    Function(&'r FunctionView<'a>),
    /// A role that several functions share.
    Role(&'r RoleView<'a>),
}

impl<'r> Owner<'r, '_> {
    /// Where the report tells it.
    pub(crate) fn anchor(self) -> &'r str {
        match self {
            Self::Function(it) => &it.anchor,
            Self::Role(it) => &it.anchor,
        }
    }

    /// The name, as a link to it reads.
    pub(crate) fn name(self) -> &'r str {
        match self {
            Self::Function(it) => &it.label,
            Self::Role(it) => &it.label,
        }
    }
}

/// A function of a report.
#[derive(Debug)]
pub(crate) struct FunctionView<'a> {
    /// Its anchor, unique in the report: `fn-OrdersFunction`.
    pub(crate) anchor: String,
    /// Its name, unique in the report: where several templates have one of that name, with what tells the template apart.
    pub(crate) label: String,
    /// The repository it is in; nothing for this run's.
    pub(crate) unit: &'a str,
    /// Where it is declared.
    pub(crate) template: &'a TemplateResult,
    /// As found.
    pub(crate) result: &'a FunctionResult,
    /// Source lines of its repository.
    pub(crate) sources: &'a Sources,
    /// What it reaches, each with the evidence.
    pub(crate) access: Vec<Access<'a>>,
    /// Index into [`Review::roles`] of its role, if others run under that too and something is found about it.
    pub(crate) role: Option<usize>,
}

/// Grants about one thing, told together: they mostly stand in the same calls.
#[derive(Debug)]
pub(crate) struct Access<'a> {
    /// The service that the actions belong to.
    pub(crate) service: &'a str,
    /// What it is about.
    pub(crate) subject: Subject,
    /// The grants, sorted by resource and action.
    pub(crate) grants: Vec<&'a WireGrant>,
    /// The places that make them necessary, each once.
    pub(crate) sites: Vec<Site<'a>>,
}

/// A place that makes grants necessary.
#[derive(Debug)]
pub(crate) struct Site<'a> {
    /// The place, with the way there.
    pub(crate) evidence: &'a WireEvidence,
    /// Why: `code`, `implied`, `platform`.
    pub(crate) origin: &'a str,
    /// The actions it makes necessary.
    pub(crate) actions: Vec<&'a str>,
}

impl Access<'_> {
    /// The levels of its actions.
    pub(crate) fn levels(&self) -> BTreeSet<Level> {
        self.grants.iter().map(|it| Level::of(&it.action)).collect()
    }

    /// Whether its target is known only at run time.
    pub(crate) fn is_open(&self) -> bool {
        self.grants.iter().any(|it| !it.bound)
    }

    /// Whether Lambda needs it to run the function, and no code does.
    pub(crate) fn is_platform(&self) -> bool {
        self.grants.iter().all(|it| it.origin == "platform")
    }
}

impl<'a> FunctionView<'a> {
    /// Grants that are in its policy.
    pub(crate) fn written(&self) -> impl Iterator<Item = &'a WireGrant> + use<'a> {
        self.result.grants.iter().filter(|it| !it.provided)
    }

    /// Grants whose target is known only at run time.
    pub(crate) fn open(&self) -> impl Iterator<Item = &'a WireGrant> + use<'a> {
        self.result.grants.iter().filter(|it| !it.bound)
    }

    /// How many actions it needs.
    pub(crate) fn needed(&self) -> usize {
        let actions: BTreeSet<&str> = self
            .result
            .grants
            .iter()
            .map(|it| it.action.as_str())
            .collect();
        actions.len()
    }

    /// What to act on, worst first; what is about a role that others share is not here.
    pub(crate) fn findings(&self) -> Vec<&'a WireFinding> {
        let review = self.result.review.as_ref();
        let all = review.into_iter().flat_map(|it| &it.findings);
        all.filter(|it| it.role.is_none()).collect()
    }
}

/// The figures of a report.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    /// All functions.
    pub(crate) functions: usize,
    /// Followed completely.
    pub(crate) complete: usize,
    /// Followed in part.
    pub(crate) partial: usize,
    /// Not analysed.
    pub(crate) unsupported: usize,
    /// Functions whose declared role could be read.
    pub(crate) reviewed: usize,
    /// Actions that the declared roles allow, patterns counted by what they match.
    pub(crate) allowed: usize,
    /// Actions that the tailored roles allow. A function that was not followed completely keeps its role.
    pub(crate) needed: usize,
    /// Actions that the declared roles write down, each once a function.
    pub(crate) written: usize,
    /// Those of them that no code uses, or that it uses on less or in part.
    pub(crate) excess: usize,
    /// Permissions that code needs and declared roles lack.
    pub(crate) missing: usize,
    /// Permissions that code needs and that a statement or a boundary denies: mostly somebody's decision.
    pub(crate) denied: usize,
    /// Wildcards in actions and resources of the declared roles.
    pub(crate) wildcards: usize,
    /// Grants whose target is known only at run time.
    pub(crate) open: usize,
    /// Those of them on any resource.
    pub(crate) stars: usize,
}

impl<'a> Review<'a> {
    /// Counts.
    pub(crate) fn figures(&self) -> Figures {
        let status = |id: &str| {
            self.functions
                .iter()
                .filter(|it| it.result.status == id)
                .count()
        };
        let open: Vec<_> = self.functions.iter().flat_map(FunctionView::open).collect();
        let reviews: Vec<&WireReview> = self
            .functions
            .iter()
            .filter_map(|it| it.result.review.as_ref())
            .collect();
        let mut reach = Reach::default();
        let missing = reviews.iter().flat_map(|it| &it.missing);
        let is_denied = |it: &&WireMissing| it.denied_by.is_some() || it.in_boundary;
        let allowed: usize = reviews.iter().map(|it| reach.allowed(&it.statements)).sum();
        let tailored = |it: &FunctionView<'a>| match &it.result.review {
            Some(review) if it.result.status != "complete" => {
                reach.allowed(&review.statements).max(it.needed())
            }
            _ => it.needed(),
        };
        Figures {
            functions: self.functions.len(),
            complete: status("complete"),
            partial: status("partial"),
            unsupported: status("unsupported"),
            reviewed: reviews.len(),
            allowed,
            needed: self.functions.iter().map(tailored).sum(),
            written: reviews.iter().map(|it| reach::written(it)).sum(),
            excess: reviews.iter().map(|it| reach::excess(it)).sum(),
            missing: missing.clone().filter(|it| !is_denied(it)).count(),
            denied: missing.filter(is_denied).count(),
            wildcards: reviews
                .iter()
                .map(|it| reach::wildcards(&it.statements))
                .sum(),
            open: open.len(),
            stars: open.iter().filter(|it| it.resource == "*").count(),
        }
    }

    /// All findings with whom they are about, worst first.
    pub(crate) fn findings(&self) -> Vec<(Owner<'_, 'a>, &'a WireFinding)> {
        let of_functions = self.functions.iter().flat_map(|function| {
            let findings = function.findings().into_iter();
            findings.map(move |it| (Owner::Function(function), it))
        });
        let of_roles = self.roles.iter().flat_map(|role| {
            let findings = role.findings.iter();
            findings.map(move |it| (Owner::Role(role), *it))
        });
        let mut findings: Vec<_> = of_functions.chain(of_roles).collect();
        findings.sort_by_key(|(_, it)| {
            (
                it.accepted.is_some(),
                std::cmp::Reverse(Severity::of(&it.severity)),
            )
        });
        findings
    }

    /// Whether there is anything to act on.
    pub(crate) fn has_findings(&self) -> bool {
        !self.roles.is_empty() || self.functions.iter().any(|it| !it.findings().is_empty())
    }

    /// What is found about the role that a function shares with others.
    pub(crate) fn role_of(&self, function: &FunctionView<'_>) -> Option<&RoleView<'a>> {
        self.roles.get(function.role?)
    }
}

/// How much harm a finding stands for; the order of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Severity {
    /// See [`policy::review::Severity`].
    Info,
    /// See [`policy::review::Severity`].
    Low,
    /// See [`policy::review::Severity`].
    Medium,
    /// See [`policy::review::Severity`].
    High,
}

impl Severity {
    /// All, worst first.
    pub(crate) const ALL: [Self; 4] = [Self::High, Self::Medium, Self::Low, Self::Info];

    /// The severity with this name; one that is not known is the mildest.
    pub(crate) fn of(id: &str) -> Self {
        let known = Self::ALL.into_iter().find(|it| it.id() == id);
        known.unwrap_or(Self::Info)
    }

    /// The name in reports.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// Arranges documents.
pub(crate) fn review(units: &[Unit]) -> Review<'_> {
    let mut anchors: BTreeMap<String, usize> = BTreeMap::new();
    let mut functions = Vec::new();
    let mut roles = Vec::new();
    for unit in units {
        for template in &unit.document.templates {
            let first = functions.len();
            for result in &template.functions {
                functions.push(FunctionView {
                    anchor: anchor(&format!("fn-{}", result.name), &mut anchors),
                    label: result.name.clone(),
                    unit: &unit.name,
                    template,
                    result,
                    sources: &unit.document.sources,
                    access: access(&result.grants),
                    role: None,
                });
            }
            let members = functions.get_mut(first..).unwrap_or_default();
            shared_roles(unit, template, members, &mut anchors, &mut roles);
        }
    }
    let place = |unit: &str, template: &TemplateResult| format!("{unit}/{}", template.path);
    tell_apart(
        functions
            .iter_mut()
            .map(|it| (place(it.unit, it.template), &mut it.label)),
    );
    tell_apart(
        roles
            .iter_mut()
            .map(|it| (place(it.unit, it.template), &mut it.label)),
    );
    Review { functions, roles }
}

/// Adds to labels that several things have where each is declared.
fn tell_apart<'l>(all: impl Iterator<Item = (String, &'l mut String)>) {
    let mut by_label: BTreeMap<String, Vec<(String, &mut String)>> = BTreeMap::new();
    for (place, label) in all {
        by_label
            .entry(label.clone())
            .or_default()
            .push((place, label));
    }
    for (name, group) in by_label.into_iter().filter(|(_, it)| it.len() > 1) {
        let (places, labels): (Vec<String>, Vec<&mut String>) = group.into_iter().unzip();
        for (label, place) in labels.into_iter().zip(distinct(&places)) {
            *label = format!("{name} ({place})");
        }
    }
}

/// Roles of a template that several of its functions share; the functions are told theirs.
fn shared_roles<'a>(
    unit: &'a Unit,
    template: &'a TemplateResult,
    members: &mut [FunctionView<'a>],
    anchors: &mut BTreeMap<String, usize>,
    roles: &mut Vec<RoleView<'a>>,
) {
    let first = roles.len();
    let reviews = template
        .functions
        .iter()
        .filter_map(|it| it.review.as_ref());
    for finding in reviews.flat_map(|it| &it.findings) {
        let Some(role) = &finding.role else { continue };
        let known = roles.iter_mut().skip(first).find(|it| it.name == role.name);
        if let Some(known) = known {
            known.findings.push(finding);
            continue;
        }
        let is_under = |it: &FunctionView<'_>| role.functions.contains(&it.result.name);
        let mut functions = Vec::new();
        for it in members.iter_mut().filter(|it| is_under(it)) {
            it.role = Some(roles.len());
            functions.push((it.anchor.clone(), it.result.name.as_str()));
        }
        let name = role.name.trim_start_matches("the ").replace('`', "");
        roles.push(RoleView {
            anchor: anchor(&name, anchors),
            name: &role.name,
            label: role.name.clone(),
            unit: &unit.name,
            template,
            sources: &unit.document.sources,
            functions,
            findings: vec![finding],
        });
    }
}

/// A text as an anchor: `fn-Orders`. Of equal ones the later are numbered.
fn anchor(text: &str, taken: &mut BTreeMap<String, usize>) -> String {
    let slug: String = text
        .chars()
        .map(|it| {
            if it.is_ascii_alphanumeric() || it == '_' {
                it
            } else {
                '-'
            }
        })
        .collect();
    let mut anchor = slug;
    let count = taken.entry(anchor.clone()).or_default();
    *count += 1;
    if *count > 1 {
        // A dot is in no name's slug, so this cannot meet another one.
        anchor = format!("{anchor}.{count}");
    }
    anchor
}

/// By what they are about; what Lambda needs comes last.
fn access(grants: &[WireGrant]) -> Vec<Access<'_>> {
    let mut by_subject: BTreeMap<(bool, &str, Subject), Vec<&WireGrant>> = BTreeMap::new();
    for grant in grants {
        let is_platform = grant.origin == "platform";
        let key = (is_platform, prefix(&grant.action), subject(&grant.resource));
        by_subject.entry(key).or_default().push(grant);
    }
    by_subject
        .into_iter()
        .map(|((_, service, subject), mut grants)| {
            grants.sort_by_cached_key(|it| (flat(&it.resource), it.action.clone()));
            Access {
                service,
                subject,
                sites: sites(&grants),
                grants,
            }
        })
        .collect()
}

fn sites<'a>(grants: &[&'a WireGrant]) -> Vec<Site<'a>> {
    let mut sites: Vec<Site<'_>> = Vec::new();
    for grant in grants {
        for evidence in &grant.evidence {
            let place =
                |it: &WireEvidence| (it.file.clone(), it.line, it.column, it.operation.clone());
            let known = sites
                .iter_mut()
                .find(|it| place(it.evidence) == place(evidence) && it.origin == grant.origin);
            match known {
                Some(site) => site.actions.push(&grant.action),
                None => sites.push(Site {
                    evidence,
                    origin: &grant.origin,
                    actions: vec![&grant.action],
                }),
            }
        }
    }
    sites.sort_by(|a, b| {
        let place = |it: &Site<'_>| {
            (
                it.evidence.file.clone(),
                it.evidence.line,
                it.evidence.column,
            )
        };
        place(a).cmp(&place(b))
    });
    sites
}

/// The service part of an action.
pub(crate) fn prefix(action: &str) -> &str {
    action.split(':').next().unwrap_or(action)
}

/// A source line, when the report has it.
pub(crate) fn source<'a>(sources: &'a Sources, file: &str, line: u32) -> Option<&'a str> {
    sources.get(file)?.get(&line).map(String::as_str)
}

/// A step of a call chain, as people read it: functions without a name and code outside of functions have none of their own.
pub(crate) fn named(step: &str) -> &str {
    match step {
        "<closure>" => "an unnamed function",
        "<module>" => "the module",
        name => name,
    }
}

/// How many of something: `1 function`, `2 functions`.
pub(crate) fn counted(count: usize, one: &str) -> String {
    if count == 1 {
        format!("1 {one}")
    } else {
        format!("{count} {one}s")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_unique() {
        let mut taken = BTreeMap::new();
        let names = ["a/b", "a-b", "a-b.2", "a/b"];
        let anchors: BTreeSet<String> = names.iter().map(|it| anchor(it, &mut taken)).collect();
        assert_eq!(anchors.len(), names.len());
    }
}
