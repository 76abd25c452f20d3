//! Version 1 of the JSON of `synth` and `check`. Frozen: fields may be added, never changed or removed.

use crate::functions::{Tailored, TailoredFunction};
use crate::project::Project;
use policy::document::condition_expr;
use policy::grants::{Evidence, Grant};
use policy::synth::{Unresolved, Written};
use policy::template::Template;
use serde::Serialize;
use serde_json::Value;

#[derive(Debug, Serialize)]
pub(crate) struct Document {
    version: u32,
    templates: Vec<TemplateResult>,
}

#[derive(Debug, Serialize)]
struct TemplateResult {
    path: String,
    kind: &'static str,
    functions: Vec<FunctionResult>,
}

#[derive(Debug, Serialize)]
struct FunctionResult {
    name: String,
    language: Option<&'static str>,
    handler: String,
    status: &'static str,
    grants: Vec<WireGrant>,
    policy: Value,
    unresolved: Vec<WireUnresolved>,
    declared: Declared,
}

#[derive(Debug, Serialize)]
pub(crate) struct WireGrant {
    action: String,
    resource: Value,
    condition: Value,
    origin: &'static str,
    bound: bool,
    evidence: Vec<WireEvidence>,
}

#[derive(Debug, Serialize)]
struct WireEvidence {
    file: String,
    line: u32,
    column: u32,
    operation: String,
    chain: Vec<String>,
}

#[derive(Debug, Serialize)]
struct WireUnresolved {
    kind: String,
    file: String,
    line: u32,
    message: String,
}

/// What the declared role lacks and has too much; filled by `check`.
#[derive(Debug, Default, Serialize)]
struct Declared {
    missing: Vec<Value>,
    excess: Vec<Value>,
}

/// The document of a run.
pub(crate) fn document(project: &Project, tailored: &[Tailored<'_>], written: Written) -> Document {
    let templates = tailored
        .iter()
        .map(|it| TemplateResult {
            path: project.shown(&it.template.path),
            kind: kind(it.template),
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
    }
}

/// The template's kind; one that is no file declares nothing but its function.
pub(crate) fn kind(template: &Template) -> &'static str {
    if template.is_detached() {
        "none"
    } else {
        template.kind.id()
    }
}

fn function(project: &Project, it: &TailoredFunction<'_>, written: Written) -> FunctionResult {
    FunctionResult {
        name: it.function.name.clone(),
        language: it.language.map(analyzer::project::Language::id),
        handler: it.shown_handler(project),
        status: it.synthesis.status.id(),
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
    }
}

pub(crate) fn wire_grant(project: &Project, grant: &Grant) -> WireGrant {
    let resource = policy::presence::under(grant.only_if.as_ref(), grant.resource.clone());
    WireGrant {
        action: grant.action.clone(),
        resource: resource.to_json(),
        condition: condition_expr(&grant.condition).to_json(),
        origin: grant.origin.id(),
        bound: grant.bound,
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
