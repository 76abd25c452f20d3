//! The JSON of `diff` and `apply`, version 1.

use crate::edits::Edited;
use crate::project::Project;
use serde::Serialize;

#[derive(Debug, Serialize)]
struct Document {
    version: u32,
    templates: Vec<TemplateEdit>,
}

#[derive(Debug, Serialize)]
struct TemplateEdit {
    path: String,
    changed: Vec<String>,
    refused: Vec<Refused>,
    skipped: Vec<Skipped>,
    diff: String,
}

#[derive(Debug, Serialize)]
struct Refused {
    function: String,
    reason: String,
    snippet: String,
}

#[derive(Debug, Serialize)]
struct Skipped {
    function: String,
    reason: String,
}

/// The document of a run.
pub(crate) fn document(project: &Project, edited: &[Edited]) -> String {
    let templates = edited
        .iter()
        .map(|it| TemplateEdit {
            path: project.shown(&it.path),
            changed: it.plan.changed.clone(),
            refused: it
                .plan
                .refused
                .iter()
                .map(|it| Refused {
                    function: it.function.clone(),
                    reason: it.reason.clone(),
                    snippet: it.snippet.clone(),
                })
                .collect(),
            skipped: it
                .skipped
                .iter()
                .map(|(function, reason)| Skipped {
                    function: function.clone(),
                    reason: reason.clone(),
                })
                .collect(),
            diff: it.diff(project),
        })
        .collect();
    serde_json::to_string(&Document {
        version: 1,
        templates,
    })
    .unwrap_or_default()
}
