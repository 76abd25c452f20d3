//! The JSON of `explain`, version 1.

use super::synth::{WireGrant, wire_grant};
use crate::functions::TailoredFunction;
use crate::project::Project;
use policy::grants::Grant;
use policy::template::Template;
use serde::Serialize;

#[derive(Debug, Serialize)]
struct Document {
    version: u32,
    functions: Vec<Explained>,
}

/// A function with its grants.
#[derive(Debug, Serialize)]
pub(crate) struct Explained {
    template: String,
    name: String,
    status: &'static str,
    grants: Vec<ExplainedGrant>,
}

#[derive(Debug, Serialize)]
struct ExplainedGrant {
    #[serde(flatten)]
    grant: WireGrant,
    provided: bool,
    found: Vec<Vec<String>>,
}

/// What is said of a function.
pub(crate) fn function(
    project: &Project,
    template: &Template,
    it: &TailoredFunction<'_>,
    grants: &[&Grant],
) -> Explained {
    let grants = grants.iter().map(|grant| ExplainedGrant {
        grant: wire_grant(project, grant),
        provided: grant.provided,
        found: grant.evidence.iter().map(|it| it.found.clone()).collect(),
    });
    Explained {
        template: project.shown(&template.path),
        name: it.function.name.clone(),
        status: it.synthesis.status.id(),
        grants: grants.collect(),
    }
}

/// The document of a run.
pub(crate) fn document(functions: Vec<Explained>) -> String {
    serde_json::to_string(&Document {
        version: 1,
        functions,
    })
    .unwrap_or_default()
}
