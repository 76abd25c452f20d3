//! Version 1 of the JSON of `synth`, `check` and `report`. Frozen: fields may be added, never changed or removed.
//!
//! It is read back too: a report is made from a [`Document`], whether this run's or a saved one's. What `report` adds to
//! `synth` (source lines, steps with their places, how a resource was found) is absent where it was not asked for.

use super::review::WireReview;
use crate::functions::{Tailored, TailoredFunction};
use crate::project::Project;
use crate::reviewing::Reviewed;
use policy::document::condition_expr;
use policy::grants::{Evidence, Grant, Step};
use policy::review::{Finding, FunctionReview};
use policy::synth::{Unresolved, Written};
use policy::template::Template;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Document {
    pub(crate) version: u32,
    pub(crate) templates: Vec<TemplateResult>,
    /// Lines of source that the evidence names: file, line number, text.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) sources: Sources,
}

/// The document of `check`.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CheckDocument {
    #[serde(flatten)]
    document: Document,
    findings: Vec<super::review::CheckedFinding>,
}

/// Lines of files by their number.
pub(crate) type Sources = BTreeMap<String, BTreeMap<u32, String>>;

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct TemplateResult {
    pub(crate) path: String,
    pub(crate) kind: String,
    pub(crate) functions: Vec<FunctionResult>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct FunctionResult {
    pub(crate) name: String,
    pub(crate) language: Option<String>,
    pub(crate) handler: String,
    pub(crate) status: String,
    pub(crate) grants: Vec<WireGrant>,
    pub(crate) policy: Value,
    pub(crate) unresolved: Vec<WireUnresolved>,
    #[serde(default)]
    pub(crate) declared: Declared,
    /// Where the template declares it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<WirePlace>,
    /// Its declared role and what is to be done about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) review: Option<WireReview>,
}

/// A place in a template.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct WirePlace {
    pub(crate) line: u32,
    pub(crate) column: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct WireGrant {
    pub(crate) action: String,
    pub(crate) resource: Value,
    pub(crate) condition: Value,
    pub(crate) origin: String,
    pub(crate) bound: bool,
    /// The framework grants it by itself, so it is not in the policy.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) provided: bool,
    pub(crate) evidence: Vec<WireEvidence>,
}

fn is_false(value: &bool) -> bool {
    !value
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct WireEvidence {
    pub(crate) file: String,
    pub(crate) line: u32,
    pub(crate) column: u32,
    pub(crate) operation: String,
    pub(crate) chain: Vec<String>,
    /// The chain with the place that calls each function; the first one's is its definition.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) steps: Vec<WireStep>,
    /// How the resource was found, in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) found: Vec<String>,
}

/// A function on the way to a call, and where it was called.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct WireStep {
    pub(crate) function: String,
    pub(crate) file: String,
    pub(crate) line: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct WireUnresolved {
    pub(crate) kind: String,
    pub(crate) file: String,
    pub(crate) line: u32,
    pub(crate) message: String,
}

/// What the declared role lacks and has too much; filled by `check`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Declared {
    pub(crate) missing: Vec<Value>,
    pub(crate) excess: Vec<Value>,
}

/// The document of a run, as `synth` prints it.
pub(crate) fn document(project: &Project, tailored: &[Tailored<'_>], written: Written) -> Document {
    let templates = tailored
        .iter()
        .map(|it| TemplateResult {
            path: project.shown(&it.template.path),
            kind: kind(it.template).to_owned(),
            functions: it
                .functions
                .iter()
                .map(|it| function(project, it, written))
                .collect(),
        })
        .collect();
    Document {
        version: 1,
        templates,
        sources: Sources::new(),
    }
}

/// The document of a run with all that a report shows; `reviews` are those of the functions, in order.
pub(crate) fn detailed(
    project: &Project,
    tailored: &[Tailored<'_>],
    written: Written,
    reviews: &[Option<FunctionReview>],
) -> Document {
    let mut document = document(project, tailored, written);
    let functions = document
        .templates
        .iter_mut()
        .flat_map(|it| &mut it.functions);
    let analysed = tailored.iter().flat_map(|it| &it.functions);
    let mut wanted: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
    let reviews = reviews
        .iter()
        .map(Option::as_ref)
        .chain(std::iter::repeat(None));
    for ((result, it), review) in functions.zip(analysed).zip(reviews) {
        result.review = review.map(|it| super::review::function(project, it));
        for place in review
            .iter()
            .flat_map(|it| &it.findings)
            .flat_map(|it| &it.places)
        {
            wanted.entry(&place.file).or_default().insert(place.line);
        }
        result.at = Some(WirePlace {
            line: it.function.at.line,
            column: it.function.at.column,
        });
        for (wire, grant) in result.grants.iter_mut().zip(&it.synthesis.grants) {
            wire.provided = grant.provided;
            for (wire, evidence) in wire.evidence.iter_mut().zip(&grant.evidence) {
                *wire = detailed_evidence(project, evidence);
                let steps = evidence.chain.iter().map(|it| (it.file.as_str(), it.line));
                for (file, line) in steps.chain([(evidence.file.as_str(), evidence.line)]) {
                    wanted.entry(file).or_default().insert(line);
                }
            }
        }
        for it in &it.synthesis.unresolved {
            wanted.entry(&it.file).or_default().insert(it.line);
        }
    }
    for template in document
        .templates
        .iter_mut()
        .filter(|it| it.kind == NO_TEMPLATE)
    {
        // Nothing is declared, so there is nothing to review.
        template
            .functions
            .iter_mut()
            .for_each(|it| it.review = None);
    }
    document.sources = wanted
        .into_iter()
        .filter_map(|(file, lines)| {
            Some((project.shown(file), source_lines(project, file, &lines)?))
        })
        .collect();
    document
}

/// The document of `check`: what the declared roles lack and have too much, and the findings that count.
pub(crate) fn checked(
    project: &Project,
    tailored: &[Tailored<'_>],
    written: Written,
    reviewed: &Reviewed,
    counts: impl Fn(&Finding) -> bool,
) -> CheckDocument {
    let mut document = document(project, tailored, written);
    let functions = document
        .templates
        .iter_mut()
        .flat_map(|it| &mut it.functions);
    for (result, review) in functions.zip(&reviewed.functions) {
        result.declared = super::review::declared(project, review);
    }
    let functions = reviewed.functions.iter().flat_map(|it| &it.findings);
    let findings = functions.chain(&reviewed.others).filter(|it| counts(it));
    CheckDocument {
        document,
        findings: findings
            .map(|it| super::review::checked_finding(project, it))
            .collect(),
    }
}

/// Evidence with the places of its steps, and how its resource was found.
pub(crate) fn detailed_evidence(project: &Project, it: &Evidence) -> WireEvidence {
    let mut wire = evidence(project, it);
    wire.steps = it.chain.iter().map(|it| step(project, it)).collect();
    wire.found.clone_from(&it.found);
    wire
}

fn source_lines(
    project: &Project,
    file: &str,
    wanted: &BTreeSet<u32>,
) -> Option<BTreeMap<u32, String>> {
    let bytes = project.files.read(file)?;
    let text = String::from_utf8_lossy(&bytes);
    let numbered = (1..).zip(text.lines());
    Some(
        numbered
            .filter(|(number, _)| wanted.contains(number))
            .map(|(number, line)| (number, line.chars().take(LONGEST_LINE).collect()))
            .collect(),
    )
}

/// Lines of generated code go on for megabytes; nobody reads further than this.
const LONGEST_LINE: usize = 400;

fn step(project: &Project, step: &Step) -> WireStep {
    WireStep {
        function: step.function.clone(),
        file: project.shown(&step.file),
        line: step.line,
    }
}

/// The kind of what is no template.
const NO_TEMPLATE: &str = "none";

/// The template's kind; one that is no file declares nothing but its function.
pub(crate) fn kind(template: &Template) -> &'static str {
    if template.is_detached() {
        NO_TEMPLATE
    } else {
        template.kind.id()
    }
}

fn function(project: &Project, it: &TailoredFunction<'_>, written: Written) -> FunctionResult {
    FunctionResult {
        name: it.function.name.clone(),
        language: it.language.map(|it| it.id().to_owned()),
        handler: it.shown_handler(project),
        status: it.synthesis.status.id().to_owned(),
        grants: it
            .synthesis
            .grants
            .iter()
            .map(|grant| wire_grant(project, grant))
            .collect(),
        policy: it.synthesis.policy(written).to_expr().to_json(),
        unresolved: it
            .synthesis
            .unresolved
            .iter()
            .map(|it| unresolved(project, it))
            .collect(),
        declared: Declared::default(),
        at: None,
        review: None,
    }
}

pub(crate) fn wire_grant(project: &Project, grant: &Grant) -> WireGrant {
    let resource = policy::presence::under(grant.only_if.as_ref(), grant.resource.clone());
    WireGrant {
        action: grant.action.clone(),
        resource: resource.to_json(),
        condition: condition_expr(&grant.condition).to_json(),
        origin: grant.origin.id().to_owned(),
        bound: grant.bound,
        provided: false,
        evidence: grant
            .evidence
            .iter()
            .map(|it| evidence(project, it))
            .collect(),
    }
}

fn evidence(project: &Project, evidence: &Evidence) -> WireEvidence {
    WireEvidence {
        file: project.shown(&evidence.file),
        line: evidence.line,
        column: evidence.column,
        operation: evidence.operation.clone(),
        chain: evidence
            .chain
            .iter()
            .map(|step| step.function.clone())
            .collect(),
        steps: Vec::new(),
        found: Vec::new(),
    }
}

fn unresolved(project: &Project, unresolved: &Unresolved) -> WireUnresolved {
    WireUnresolved {
        kind: unresolved.kind.clone(),
        file: project.shown(&unresolved.file),
        line: unresolved.line,
        message: unresolved.message.clone(),
    }
}
