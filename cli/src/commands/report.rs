//! `report`: writes a review report.

use crate::arguments::{Report, ReportFormat};
use crate::baseline::{self, Baseline};
use crate::failure::{Failure, NOT_ANALYSED};
use crate::functions::{self, Tailored};
use crate::output;
use crate::project::{self, Project};
use crate::report::saved::{self, Unit};
use crate::report::{csv, html, markdown, sarif, view};
use crate::reviewing;
use crate::whole;
use crate::wire::{self, synth::Document};
use policy::review::FunctionReview;
use std::path::Path;
use std::process::ExitCode;

/// Runs the command.
pub(crate) fn run(arguments: &Report) -> Result<ExitCode, Failure> {
    let paths = paths(arguments);
    let (units, code) = if paths.iter().any(|it| saved::is_saved(Path::new(it))) {
        (read(arguments, &paths)?, ExitCode::SUCCESS)
    } else if arguments.more.is_empty() {
        analyse(arguments)?
    } else {
        let message = "one repository at a time is analysed; several files must be results of `synth --format json`";
        return Err(Failure::Usage(message.to_owned()));
    };
    let base = base(arguments)?;
    let text = match arguments.format {
        ReportFormat::Json => json(&units)?,
        ReportFormat::Csv => csv::csv(&view::review(&units)),
        ReportFormat::Sarif => sarif::sarif(&units),
        ReportFormat::Markdown => markdown::markdown(&units, base.as_ref(), &arguments.title),
        ReportFormat::Html => html::html(&view::review(&units), &arguments.title),
    };
    deliver(arguments.output.as_deref(), &text)?;
    Ok(code)
}

fn paths(arguments: &Report) -> Vec<&String> {
    std::iter::once(&arguments.input.path)
        .chain(&arguments.more)
        .collect()
}

fn read(arguments: &Report, paths: &[&String]) -> Result<Vec<Unit>, Failure> {
    if let Some(other) = paths.iter().find(|it| !saved::is_saved(Path::new(it))) {
        let message = format!(
            "`{other}` holds no results of `synth` or `report`, and code cannot be mixed with results"
        );
        return Err(Failure::Usage(message));
    }
    let input = &arguments.input;
    if input.entry.is_some() || !input.function.is_empty() || !input.template.is_empty() {
        let message = "`--entry`, `--function` and `--template` are for code to analyse, not for saved results";
        return Err(Failure::Usage(message.to_owned()));
    }
    saved::read(paths)
}

/// What the report is compared with: saved results, or an earlier revision, analysed in the same way.
fn base(arguments: &Report) -> Result<Option<Document>, Failure> {
    let Some(base) = &arguments.base else {
        return Ok(None);
    };
    if arguments.format != ReportFormat::Markdown {
        let message = "`--base` is for `--format markdown`; the other formats describe one state";
        return Err(Failure::Usage(message.to_owned()));
    }
    if !arguments.more.is_empty() {
        let message = "`--base` compares one repository; give one file of results";
        return Err(Failure::Usage(message.to_owned()));
    }
    if Path::new(base).is_file() {
        return Ok(Some(saved::document(base)?));
    }
    if saved::is_saved(Path::new(&arguments.input.path)) {
        return Err(Failure::NoPath(base.clone()));
    }
    let project = project::open_at(&arguments.input, base)?;
    let (tailored, reviews) = reviewing::unaccepted(&project, &arguments.input.function);
    Ok(Some(document(arguments, &project, &tailored, reviews)))
}

fn document(
    arguments: &Report,
    project: &Project,
    tailored: &[Tailored<'_>],
    reviews: Vec<FunctionReview>,
) -> Document {
    let reviews: Vec<Option<FunctionReview>> = reviews.into_iter().map(Some).collect();
    wire::synth::detailed(project, tailored, arguments.written.into(), &reviews)
}

fn analyse(arguments: &Report) -> Result<(Vec<Unit>, ExitCode), Failure> {
    let input = &arguments.input;
    let project = project::open(input)?;
    let path = baseline::path(&project, arguments.baseline.as_deref());
    let baseline = path.as_deref().map(Baseline::read).transpose()?;
    let (tailored, reviewed) = reviewing::reviewed(&project, &input.function, baseline.as_ref())?;
    functions::note_sizes(&tailored, arguments.written.into());
    let document = document(arguments, &project, &tailored, reviewed.functions);
    let units = vec![Unit {
        name: String::new(),
        document,
    }];
    if functions::any_analysed(&tailored) {
        return Ok((units, ExitCode::SUCCESS));
    }
    functions::note_unresolved(&project, &tailored);
    Ok((units, ExitCode::from(NOT_ANALYSED)))
}

/// One document as it is. Several have no common form: each is a repository's.
fn json(units: &[Unit]) -> Result<String, Failure> {
    match units {
        [unit] => Ok(serde_json::to_string(&unit.document).unwrap_or_default()),
        _ => Err(Failure::Usage(
            "results of several repositories make no one JSON; give one".to_owned(),
        )),
    }
}

fn deliver(output: Option<&str>, text: &str) -> Result<(), Failure> {
    let Some(path) = output else {
        output::result(text.trim_end_matches('\n'));
        return Ok(());
    };
    whole::write(Path::new(path), &format!("{text}\n")).map_err(|cause| Failure::Write {
        path: path.to_owned(),
        cause,
    })
}
