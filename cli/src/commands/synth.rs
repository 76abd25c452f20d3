//! `synth`: prints the tailored policy of each function.

use crate::arguments::{Format, Synth};
use crate::failure::{Failure, NOT_ANALYSED};
use crate::functions::{self, Tailored, TailoredFunction};
use crate::output;
use crate::project::{self, Project};
use crate::report::subject::short;
use crate::style::Style;
use crate::wire;
use policy::document::Statement;
use policy::grants::{Evidence, Origin};
use policy::synth::{Status, Synthesis, Written};
use std::collections::BTreeSet;
use std::process::ExitCode;

/// Runs the command.
pub(crate) fn run(arguments: &Synth) -> Result<ExitCode, Failure> {
    let project = project::open(&arguments.input)?;
    let tailored = functions::tailor(&project, &arguments.input.function)?;
    let written = Written::from(arguments.written);
    match arguments.format {
        Format::Json => {
            let document = wire::synth::document(&project, &tailored, written);
            output::result(&serde_json::to_string(&document).unwrap_or_default());
        }
        Format::Text => {
            let style = Style::of_stdout();
            output::result(listing(&project, &tailored, written, style).trim_end());
        }
    }
    functions::note_sizes(&tailored, written);
    summary(&tailored);
    if functions::any_analysed(&tailored) {
        return Ok(ExitCode::SUCCESS);
    }
    functions::note_unresolved(&project, &tailored);
    Ok(ExitCode::from(NOT_ANALYSED))
}

fn summary(tailored: &[Tailored<'_>]) {
    let functions: Vec<_> = tailored.iter().flat_map(|it| &it.functions).collect();
    let count = |status: Status| {
        functions
            .iter()
            .filter(|it| it.synthesis.status == status)
            .count()
    };
    output::note(&format!(
        "{} {}: {} complete, {} partial, {} unsupported",
        functions.len(),
        if functions.len() == 1 {
            "function"
        } else {
            "functions"
        },
        count(Status::Complete),
        count(Status::Partial),
        count(Status::Unsupported),
    ));
}

fn listing(project: &Project, tailored: &[Tailored<'_>], written: Written, style: Style) -> String {
    let mut text = String::new();
    for it in tailored {
        let kind = wire::synth::kind(it.template);
        let heading = format!("{} ({kind})", project.shown(&it.template.path));
        text.push_str(&style.bold(&heading));
        text.push('\n');
        for function in &it.functions {
            text.push('\n');
            function_listing(project, function, written, style, &mut text);
        }
        text.push('\n');
    }
    text
}

fn function_listing(
    project: &Project,
    it: &TailoredFunction<'_>,
    written: Written,
    style: Style,
    text: &mut String,
) {
    let name = style.bold(&it.function.name);
    let language = it.language.map_or("?", analyzer::project::Language::id);
    let (handler, status) = (it.shown_handler(project), style.status(it.synthesis.status));
    text.push_str(&format!("{name}  {language}  {handler}  {status}\n"));
    let policy = it.synthesis.policy(written);
    for statement in &policy.statements {
        text.push_str(&format!("  {}\n", statement.actions.join(", ")));
        for resource in &statement.resources {
            text.push_str(&format!("    on {}\n", short(&resource.to_json())));
        }
        if let Some(condition) = &statement.condition {
            text.push_str(&format!("    if {}\n", condition.to_json()));
        }
        for line in evidence_lines(project, &it.synthesis, statement) {
            text.push_str(&style.dim(&format!("       {line}")));
            text.push('\n');
        }
    }
    if policy.statements.is_empty() && it.synthesis.status == Status::Complete {
        text.push_str("  nothing to write\n");
    }
    if written == Written::Needed {
        text.push_str(&provided_line(it, style));
    }
    for gap in &it.synthesis.unresolved {
        let place = format!("{}:{}", project.shown(&gap.file), gap.line);
        text.push_str(&style.yellow(&format!("  not followed[{}]: {}", gap.kind, gap.message)));
        text.push_str(&format!("\n    --> {place}\n"));
    }
}

fn provided_line(it: &TailoredFunction<'_>, style: Style) -> String {
    let provided = it.synthesis.grants.iter().filter(|grant| grant.provided);
    let actions: BTreeSet<&str> = provided.map(|grant| grant.action.as_str()).collect();
    if actions.is_empty() {
        return String::new();
    }
    let actions: Vec<_> = actions.into_iter().collect();
    let line = style.dim(&format!(
        "  granted by the framework: {}",
        actions.join(", ")
    ));
    format!("{line}\n")
}

fn evidence_lines(
    project: &Project,
    synthesis: &Synthesis,
    statement: &Statement,
) -> BTreeSet<String> {
    synthesis
        .grants_of(statement)
        .flat_map(|grant| {
            grant
                .evidence
                .iter()
                .map(|it| evidence_line(project, grant.origin, it))
        })
        .collect()
}

fn evidence_line(project: &Project, origin: Origin, it: &Evidence) -> String {
    let place = format!("{}:{}:{}", project.shown(&it.file), it.line, it.column);
    let behind = if origin == Origin::Implied {
        "behind "
    } else {
        ""
    };
    let operation = &it.operation;
    if it.chain.is_empty() {
        format!("{place} {behind}{operation}")
    } else {
        let chain: Vec<_> = it.chain.iter().map(|step| step.function.as_str()).collect();
        format!("{place} {behind}{operation} in {}", chain.join(" > "))
    }
}
