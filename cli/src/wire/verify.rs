//! The JSON of `verify`.

use super::synth::{WireEvidence, detailed_evidence};
use crate::functions::Tailored;
use crate::project::Project;
use policy::evaluator::document::Effect;
use policy::review::verify::{Answer, DecidingStatement};
use serde::Serialize;
use serde_json::Value;

#[derive(Debug, Serialize)]
struct Document {
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
    status: &'static str,
    calls: Vec<WireAnswer>,
}

#[derive(Debug, Serialize)]
struct WireAnswer {
    action: String,
    resource: Value,
    decision: &'static str,
    reason: String,
    by: Option<WireStatement>,
    evidence: Vec<WireEvidence>,
}

#[derive(Debug, Serialize)]
struct WireStatement {
    sid: Option<String>,
    effect: &'static str,
    file: String,
    line: u32,
}

/// The document of a run; `answers` are those of the functions, in order.
pub(crate) fn document(
    project: &Project,
    tailored: &[Tailored<'_>],
    answers: &[Vec<Answer>],
) -> String {
    let mut answers = answers.iter();
    let templates = tailored.iter().map(|it| TemplateResult {
        path: project.shown(&it.template.path),
        kind: super::synth::kind(it.template),
        functions: it
            .functions
            .iter()
            .zip(&mut answers)
            .map(|(function, answers)| FunctionResult {
                name: function.function.name.clone(),
                status: function.synthesis.status.id(),
                calls: answers.iter().map(|it| answer(project, it)).collect(),
            })
            .collect(),
    });
    let document = Document {
        version: 1,
        templates: templates.collect(),
    };
    serde_json::to_string(&document).unwrap_or_default()
}

fn answer(project: &Project, it: &Answer) -> WireAnswer {
    let evidence = it.grant.evidence.iter();
    WireAnswer {
        action: it.grant.action.clone(),
        resource: it.grant.resource.to_json(),
        decision: it.decision.id(),
        reason: it.reason.clone(),
        by: it.by.as_ref().map(|it| statement(project, it)),
        evidence: evidence.map(|it| detailed_evidence(project, it)).collect(),
    }
}

fn statement(project: &Project, it: &DecidingStatement) -> WireStatement {
    WireStatement {
        sid: it.sid.clone(),
        effect: match it.effect {
            Effect::Allow => "Allow",
            Effect::Deny => "Deny",
        },
        file: project.shown(&it.at.file),
        line: it.at.at.line,
    }
}
