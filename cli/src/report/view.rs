//! The facts of a report, arranged: functions in order, each with what it reaches and why.

use super::level::Level;
use super::saved::Unit;
use super::subject::{Subject, subject};
use crate::wire::synth::{FunctionResult, Sources, TemplateResult, WireEvidence, WireGrant};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A report's functions with the figures about them.
#[derive(Debug)]
pub(crate) struct Review<'a> {
    /// In the order of the documents.
    pub(crate) functions: Vec<FunctionView<'a>>,
    /// Whether they come from more than one repository.
    pub(crate) many_units: bool,
}

/// A function of a report.
#[derive(Debug)]
pub(crate) struct FunctionView<'a> {
    /// Its anchor, unique in the report: `fn-OrdersFunction`.
    pub(crate) anchor: String,
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
}

/// Grants about one resource, told together: they mostly stand in the same calls.
#[derive(Debug)]
pub(crate) struct Access<'a> {
    /// The resource as in the grants.
    pub(crate) resource: &'a Value,
    /// Their condition.
    pub(crate) condition: &'a Value,
    /// The service that the actions belong to.
    pub(crate) service: &'a str,
    /// What the resource is about.
    pub(crate) subject: Subject,
    /// The grants, sorted by action.
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

impl FunctionView<'_> {
    /// Grants that are in its policy.
    pub(crate) fn written(&self) -> impl Iterator<Item = &WireGrant> {
        self.result.grants.iter().filter(|it| !it.provided)
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
    /// Grants of the tailored policies.
    pub(crate) granted: usize,
    /// Those for a call in the code.
    pub(crate) code: usize,
    /// Those for what is behind a call.
    pub(crate) implied: usize,
    /// Those that Lambda needs.
    pub(crate) platform: usize,
    /// Grants whose target is known only at run time.
    pub(crate) open: usize,
    /// Those of them on any resource.
    pub(crate) stars: usize,
}

impl Review<'_> {
    /// Counts.
    pub(crate) fn figures(&self) -> Figures {
        let status = |id: &str| self.functions.iter().filter(|it| it.result.status == id).count();
        let grants: Vec<&WireGrant> = self.functions.iter().flat_map(FunctionView::written).collect();
        let origin = |id: &str| grants.iter().filter(|it| it.origin == id).count();
        let open: Vec<_> = grants.iter().filter(|it| !it.bound).collect();
        Figures {
            functions: self.functions.len(),
            complete: status("complete"),
            partial: status("partial"),
            unsupported: status("unsupported"),
            granted: grants.len(),
            code: origin("code"),
            implied: origin("implied"),
            platform: origin("platform"),
            open: open.len(),
            stars: open.iter().filter(|it| it.resource == "*").count(),
        }
    }

    /// Whether there is anything to act on.
    pub(crate) fn has_findings(&self) -> bool {
        false
    }
}

/// Arranges documents.
pub(crate) fn review(units: &[Unit]) -> Review<'_> {
    let mut anchors: BTreeMap<String, usize> = BTreeMap::new();
    let mut functions = Vec::new();
    for unit in units {
        for template in &unit.document.templates {
            for result in &template.functions {
                functions.push(FunctionView {
                    anchor: anchor(&result.name, &mut anchors),
                    unit: &unit.name,
                    template,
                    result,
                    sources: &unit.document.sources,
                    access: access(&result.grants),
                });
            }
        }
    }
    Review {
        functions,
        many_units: units.len() > 1,
    }
}

/// A name as an anchor. Of equal ones the later are numbered.
fn anchor(name: &str, taken: &mut BTreeMap<String, usize>) -> String {
    let slug: String = name
        .chars()
        .map(|it| if it.is_ascii_alphanumeric() || it == '_' { it } else { '-' })
        .collect();
    let mut anchor = format!("fn-{slug}");
    let count = taken.entry(anchor.clone()).or_default();
    *count += 1;
    if *count > 1 {
        // A dot is in no name's slug, so this cannot meet another one.
        anchor = format!("{anchor}.{count}");
    }
    anchor
}

fn access(grants: &[WireGrant]) -> Vec<Access<'_>> {
    let mut by_resource: BTreeMap<(bool, &str, String, String), Vec<&WireGrant>> = BTreeMap::new();
    for grant in grants {
        let key = (
            grant.origin == "platform",
            prefix(&grant.action),
            grant.resource.to_string(),
            grant.condition.to_string(),
        );
        by_resource.entry(key).or_default().push(grant);
    }
    by_resource.into_values().filter_map(together).collect()
}

fn together(grants: Vec<&WireGrant>) -> Option<Access<'_>> {
    let first = *grants.first()?;
    let mut sites: Vec<Site<'_>> = Vec::new();
    for grant in &grants {
        for evidence in &grant.evidence {
            let place = |it: &WireEvidence| (it.file.clone(), it.line, it.column, it.operation.clone());
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
    Some(Access {
        resource: &first.resource,
        condition: &first.condition,
        service: prefix(&first.action),
        subject: subject(&first.resource),
        grants,
        sites,
    })
}

/// The service part of an action.
pub(crate) fn prefix(action: &str) -> &str {
    action.split(':').next().unwrap_or(action)
}

/// A source line, when the report has it.
pub(crate) fn source<'a>(sources: &'a Sources, file: &str, line: u32) -> Option<&'a str> {
    sources.get(file)?.get(&line).map(String::as_str)
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
