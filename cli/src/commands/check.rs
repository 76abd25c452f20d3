//! `check`: what the declared roles grant too little and too much; fails when there is something to act on.

use crate::arguments::{Check, CheckFormat};
use crate::baseline::{self, Baseline};
use crate::failure::{FINDINGS, Failure, NOT_ANALYSED};
use crate::functions;
use crate::output;
use crate::project::{self, Project};
use crate::report::visible::visible;
use crate::reviewing::{self, Reviewed};
use crate::snippet::Sources;
use crate::style::Style;
use crate::{whole, wire};
use policy::review::{AcceptedBy, Confidence, Finding, Place, PlaceKind, Severity};
use policy::synth::Written;
use std::path::PathBuf;
use std::process::ExitCode;

/// What counts.
struct Threshold {
    severity: Severity,
    confidence: Confidence,
}

impl Threshold {
    fn reaches(&self, finding: &Finding) -> bool {
        finding.severity >= self.severity && finding.confidence >= self.confidence
    }
}

/// Runs the command.
pub(crate) fn run(arguments: &Check) -> Result<ExitCode, Failure> {
    let project = project::open(&arguments.input)?;
    let threshold = threshold(&project, arguments);
    let path = baseline::path(&project, arguments.baseline.as_deref());
    let baseline = match &path {
        Some(path) if !arguments.write_baseline => Some(Baseline::read(path)?),
        _ => None,
    };
    let names = &arguments.input.function;
    let (tailored, reviewed) = reviewing::reviewed(&project, names, baseline.as_ref())?;
    if !functions::any_analysed(&tailored) {
        functions::note_unresolved(&project, &tailored);
        return Err(Failure::NothingAnalysed);
    }
    if arguments.write_baseline {
        return write_baseline(&project, &reviewed, path.as_ref());
    }
    let counted: Vec<&Finding> = reviewed
        .findings()
        .filter(|it| threshold.reaches(it))
        .collect();
    let open = counted.iter().filter(|it| it.accepted.is_none()).count();
    match arguments.format {
        CheckFormat::Text => text(&project, &reviewed, &counted, arguments.show_accepted),
        CheckFormat::Github => github(&reviewed, &counted),
        CheckFormat::Json => {
            let document =
                wire::synth::checked(&project, &tailored, Written::Needed, &reviewed, |it| {
                    threshold.reaches(it)
                });
            output::result(&serde_json::to_string(&document).unwrap_or_default());
        }
    }
    Ok(if open > 0 {
        ExitCode::from(FINDINGS)
    } else if project.unreadable.is_empty() {
        ExitCode::SUCCESS
    } else {
        // Nothing found is no answer for what could not be read.
        ExitCode::from(NOT_ANALYSED)
    })
}

fn threshold(project: &Project, arguments: &Check) -> Threshold {
    let config = &project.config.check;
    let severity = Severity::ALL
        .into_iter()
        .find(|it| Some(it.id()) == config.min_severity.as_deref());
    let confidence = [Confidence::Low, Confidence::Medium, Confidence::High]
        .into_iter()
        .find(|it| Some(it.id()) == config.min_confidence.as_deref());
    Threshold {
        severity: arguments
            .min_severity
            .map(Severity::from)
            .or(severity)
            .unwrap_or(Severity::Low),
        confidence: arguments
            .min_confidence
            .map(Confidence::from)
            .or(confidence)
            .unwrap_or(Confidence::Low),
    }
}

fn write_baseline(
    project: &Project,
    reviewed: &Reviewed,
    path: Option<&PathBuf>,
) -> Result<ExitCode, Failure> {
    let Some(path) = path else {
        let message = "name the baseline to write with `--baseline FILE`";
        return Err(Failure::Usage(message.to_owned()));
    };
    let findings = reviewed.functions.iter().flat_map(|it| &it.findings);
    let text = Baseline::text(project, findings);
    whole::write(path, &text).map_err(|cause| Failure::Write {
        path: path.display().to_string(),
        cause,
    })?;
    let count = text.matches("\"rule\"").count();
    output::note(&format!(
        "wrote `{}` with {}",
        path.display(),
        counted_words(count, "finding")
    ));
    Ok(ExitCode::SUCCESS)
}

fn text(project: &Project, reviewed: &Reviewed, counted: &[&Finding], show_accepted: bool) {
    let style = Style::of_stdout();
    let mut out = String::new();
    let mut sources = Sources::new(project);
    let shown = counted
        .iter()
        .copied()
        .filter(|it| it.accepted.is_none() || show_accepted);
    let told = told_once(shown);
    let blocks = told.len();
    for (finding, functions) in told {
        let level = level(finding.severity);
        let heading = format!("{level}[{}]", finding.rule.id());
        let heading = match finding.severity {
            Severity::High => style.red(&heading),
            Severity::Medium => style.yellow(&heading),
            _ => style.bold(&heading),
        };
        out.push_str(&format!("{heading}: {}\n", visible(&finding.message)));
        sources.places(&finding.places, style, &mut out);
        let equals = style.dim("=");
        if let [_, others @ ..] = functions.as_slice()
            && !others.is_empty()
        {
            out.push_str(&format!(
                "  {equals} note: the same for {}\n",
                quoted(others)
            ));
        }
        out.push_str(&format!(
            "  {equals} note: severity {}, confidence {}\n",
            finding.severity.id(),
            finding.confidence.id()
        ));
        out.push_str(&format!("  {equals} help: {}\n", finding.remedy));
        for page in &finding.references {
            out.push_str(&format!("  {equals} see: {page}\n"));
        }
        if let Some(accepted) = &finding.accepted {
            let by = accepted.by.id();
            out.push_str(&format!(
                "  {equals} accepted ({by}): {}\n",
                accepted.reason
            ));
        }
        out.push('\n');
    }
    out.push_str(&summary(reviewed, counted));
    let count = counted
        .iter()
        .filter(|it| it.accepted.is_none() || show_accepted)
        .count();
    if blocks < count {
        out.push_str(&format!(
            "; told as {blocks}, where several functions have the same"
        ));
    }
    output::result(&out);
}

/// Findings, those about one thing that several functions have together as one, with the functions. Each stays a finding of
/// its own for acceptances and for programs.
fn told_once<'a>(findings: impl Iterator<Item = &'a Finding>) -> Vec<(&'a Finding, Vec<&'a str>)> {
    let mut told: Vec<(&Finding, Vec<&str>)> = Vec::new();
    for finding in findings {
        let is_same = |it: &Finding| {
            let about = |it: &Finding| {
                (
                    it.rule,
                    it.severity,
                    it.confidence,
                    it.action.clone(),
                    it.accepted.clone(),
                    anonymous(it),
                )
            };
            let is_elsewhere = |it: &&Place| it.kind != PlaceKind::Function;
            let places = |it: &Finding| {
                it.places
                    .iter()
                    .filter(is_elsewhere)
                    .cloned()
                    .collect::<Vec<_>>()
            };
            it.function.is_some()
                && finding.function.is_some()
                && it.function != finding.function
                && it.template == finding.template
                && about(it) == about(finding)
                && it.resource == finding.resource
                && places(it) == places(finding)
        };
        let function = finding.function.as_deref();
        match told.iter_mut().find(|(it, _)| is_same(it)) {
            Some((_, functions)) => functions.extend(function),
            None => told.push((finding, function.into_iter().collect())),
        }
    }
    told
}

/// What a finding says without the name of its function.
fn anonymous(finding: &Finding) -> String {
    let name = finding.function.as_deref().unwrap_or_default();
    finding.message.replace(&format!("`{name}`"), "``")
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::High => "error",
        Severity::Medium => "warning",
        Severity::Low => "note",
        Severity::Info => "info",
    }
}

fn quoted(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|it| format!("`{it}`")).collect();
    names.join(", ")
}

fn counted_words(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

/// `12 findings in 5 functions: 2 high, 3 medium, 7 low; 4 accepted (3 by config, 1 by comment); 6 not shown`.
fn summary(reviewed: &Reviewed, counted: &[&Finding]) -> String {
    let open: Vec<&&Finding> = counted.iter().filter(|it| it.accepted.is_none()).collect();
    let functions = counted_words(reviewed.functions.len(), "function");
    let mut out = if open.is_empty() {
        format!("no findings in {functions}")
    } else {
        let by_severity: Vec<String> = Severity::ALL
            .into_iter()
            .rev()
            .map(|severity| {
                let count = open.iter().filter(|it| it.severity == severity).count();
                (severity, count)
            })
            .filter(|(_, count)| *count > 0)
            .map(|(severity, count)| format!("{count} {}", severity.id()))
            .collect();
        let findings = counted_words(open.len(), "finding");
        format!("{findings} in {functions}: {}", by_severity.join(", "))
    };
    let accepted: Vec<AcceptedBy> = counted
        .iter()
        .filter_map(|it| it.accepted.as_ref())
        .map(|it| it.by)
        .collect();
    if !accepted.is_empty() {
        let by: Vec<String> = [
            AcceptedBy::Config,
            AcceptedBy::Comment,
            AcceptedBy::Baseline,
        ]
        .into_iter()
        .map(|by| (by, accepted.iter().filter(|it| **it == by).count()))
        .filter(|(_, count)| *count > 0)
        .map(|(by, count)| format!("{count} by {}", by.id()))
        .collect();
        out += &format!("; {} accepted ({})", accepted.len(), by.join(", "));
    }
    let hidden = reviewed.findings().count() - counted.len();
    if hidden > 0 {
        out += &format!("; {hidden} below the threshold");
    }
    if reviewed.stale_baseline > 0 {
        let stale = if reviewed.stale_baseline == 1 {
            "1 entry of the baseline no longer applies".to_owned()
        } else {
            format!(
                "{} entries of the baseline no longer apply",
                reviewed.stale_baseline
            )
        };
        out += &format!("; {stale}, write it anew with `--write-baseline`");
    }
    out
}

/// One workflow command a finding, with its path relative to the repository's root. Accepted ones are left to the summary.
fn github(reviewed: &Reviewed, counted: &[&Finding]) {
    let open = counted.iter().copied().filter(|it| it.accepted.is_none());
    for (finding, functions) in told_once(open) {
        let others = functions.get(1..).unwrap_or_default();
        let more = match others {
            [] => String::new(),
            few if few.len() <= 6 => format!("\nthe same for {}", quoted(few)),
            many => format!(
                "\nthe same for {} more",
                counted_words(many.len(), "function")
            ),
        };
        let Some(place) = finding.places.first() else {
            continue;
        };
        let command = match finding.severity {
            Severity::High => "error",
            Severity::Medium => "warning",
            Severity::Low | Severity::Info => "notice",
        };
        output::result(&format!(
            "::{command} file={},line={},col={},title={}::{}",
            property(&place.file),
            place.line,
            place.column,
            property(&format!("iam-tailor: {}", finding.rule.id())),
            data(&format!(
                "{}{more}\n{}",
                visible(&finding.message),
                finding.remedy
            ))
        ));
    }
    output::note(&summary(reviewed, counted));
}

/// The text of a workflow command.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn workflow_commands_are_escaped() {
        assert_eq!(data("a\nb%"), "a%0Ab%25");
        assert_eq!(property("a:b,c"), "a%3Ab%2Cc");
    }
}
