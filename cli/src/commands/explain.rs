//! `explain`: why each permission of a function is there.

use crate::arguments::{Deployment, Explain, Format, Input};
use crate::failure::{Failure, NOT_ANALYSED};
use crate::functions::{self, TailoredFunction};
use crate::nearest::nearest;
use crate::output;
use crate::project::{self, Project};
use crate::report::subject::short;
use crate::report::visible;
use crate::snippet::Sources;
use crate::style::Style;
use crate::wire;
use policy::grants::{Evidence, Grant, Origin, Step};
use policy::synth::Status;
use policy::template::Template;
use std::process::ExitCode;

/// Runs the command.
pub(crate) fn run(arguments: &Explain) -> Result<ExitCode, Failure> {
    let input = Input {
        path: arguments.path.clone(),
        entry: arguments.entry.clone(),
        function: vec![arguments.function.clone()],
        template: Vec::new(),
        config: None,
        deployment: Deployment::default(),
    };
    let project = project::open(&input)?;
    let tailored = functions::tailor(&project, &input.function)?;
    let mut any = false;
    let mut text = String::new();
    let mut documents = Vec::new();
    for it in &tailored {
        for function in &it.functions {
            let grants: Vec<&Grant> = function
                .synthesis
                .grants
                .iter()
                .filter(|grant| wanted(arguments.action.as_deref(), &grant.action))
                .collect();
            any |= !grants.is_empty();
            match arguments.format {
                Format::Text => {
                    let style = Style::of_stdout();
                    explanation(&project, it.template, function, &grants, style, &mut text);
                }
                Format::Json => {
                    documents.push(wire::explain::function(
                        &project,
                        it.template,
                        function,
                        &grants,
                    ));
                }
            }
        }
    }
    if let (false, Some(action)) = (any, &arguments.action) {
        let actions = tailored
            .iter()
            .flat_map(|it| &it.functions)
            .flat_map(|function| &function.synthesis.grants)
            .map(|grant| grant.action.as_str());
        let hint = nearest(action, actions);
        return Err(Failure::NoGrant {
            function: arguments.function.clone(),
            action: action.clone(),
            hint,
        });
    }
    match arguments.format {
        Format::Text => output::result(text.trim_end()),
        Format::Json => output::result(&wire::explain::document(documents)),
    }
    if functions::any_analysed(&tailored) {
        return Ok(ExitCode::SUCCESS);
    }
    functions::note_unresolved(&project, &tailored);
    Ok(ExitCode::from(NOT_ANALYSED))
}

/// Whether an action is one that was asked for; `*` in the question matches any text, case does not matter.
fn wanted(pattern: Option<&str>, action: &str) -> bool {
    let Some(pattern) = pattern else { return true };
    let action = action.to_ascii_lowercase();
    let pattern = pattern.to_ascii_lowercase();
    let mut rest = action.as_str();
    let mut pieces = pattern.split('*');
    let Some(after) = pieces.next().and_then(|first| rest.strip_prefix(first)) else {
        return false;
    };
    rest = after;
    let mut last = "";
    for piece in pieces {
        match rest.find(piece).and_then(|at| rest.get(at + piece.len()..)) {
            Some(after) => rest = after,
            None => return false,
        }
        last = piece;
    }
    rest.is_empty() || pattern.contains('*') && action.ends_with(last)
}

fn explanation(
    project: &Project,
    template: &Template,
    it: &TailoredFunction<'_>,
    grants: &[&Grant],
    style: Style,
    text: &mut String,
) {
    let status = style.status(it.synthesis.status);
    let path = project.shown(&template.path);
    text.push_str(&format!(
        "{}  {path}  {status}\n",
        style.bold(&it.function.name)
    ));
    let mut sources = Sources::new(project);
    for grant in grants {
        let bound = if grant.bound {
            ""
        } else {
            "  (any that matches: its name is known only at run time)"
        };
        let heading = format!(
            "{} on {}{bound}",
            grant.action,
            visible::line(&short(&grant.resource.to_json()))
        );
        text.push_str(&format!("\n{}\n", style.bold(&heading)));
        if let Some(presence) = &grant.only_if {
            text.push_str(&format!(
                "  only under the template's condition `{}`\n",
                presence.words()
            ));
        }
        if !grant.condition.is_empty() {
            let condition = policy::document::condition_expr(&grant.condition).to_json();
            text.push_str(&format!("  if {condition}\n"));
        }
        if grant.provided {
            text.push_str("  the framework grants it by itself, so it is not written\n");
        }
        for evidence in &grant.evidence {
            evidence_text(&mut sources, grant.origin, evidence, style, text);
        }
    }
    if grants.is_empty() && it.synthesis.status == Status::Complete {
        text.push_str("\nneeds no permissions\n");
    }
    for gap in &it.synthesis.unresolved {
        let line = format!("not followed[{}]: {}", gap.kind, gap.message);
        let place = format!("{}:{}", project.shown(&gap.file), gap.line);
        text.push_str(&format!("\n{}\n  --> {place}\n", style.yellow(&line)));
    }
    text.push('\n');
}

/// A reason for a grant: the lines from the entry point to the call, and how the resource was found.
fn evidence_text(
    sources: &mut Sources<'_>,
    origin: Origin,
    evidence: &Evidence,
    style: Style,
    text: &mut String,
) {
    let why = match origin {
        Origin::Code => "called",
        Origin::Implied => "behind the call",
        Origin::Platform => "needed by Lambda",
    };
    text.push_str(&format!("  {why}: {}\n", evidence.operation));
    let chain = evidence.chain.iter().map(|it| it.line);
    let lines = chain.chain([evidence.line]);
    let width = lines.map(|it| it.to_string().len()).max().unwrap_or(1);
    let shown = sources.project().shown(&evidence.file);
    let (line, column) = (evidence.line, evidence.column);
    let arrow = style.dim("-->");
    text.push_str(&format!(
        "  {} {arrow} {shown}:{line}:{column}\n",
        " ".repeat(width)
    ));
    let mut listing = Listing {
        width,
        file: evidence.file.clone(),
        style,
        text,
    };
    for (position, (step, times)) in steps(&evidence.chain).enumerate() {
        let verb = if position == 0 { "from" } else { "by way of" };
        let again = match times {
            1 => String::new(),
            times => format!(" ×{times}"),
        };
        let label = format!("{verb} `{}`{again}", step.function);
        listing.line(sources, (&step.file, step.line, None), &label);
    }
    let place = (evidence.file.as_str(), line, Some(column));
    listing.line(sources, place, &evidence.operation);
    for step in &evidence.found {
        text.push_str(&format!("    = {step}\n"));
    }
}

/// The steps of a call chain; a function that goes on by calling itself is one, with how often it is entered.
fn steps(chain: &[Step]) -> impl Iterator<Item = (&Step, usize)> {
    let runs = chain.chunk_by(|a, b| a.function == b.function && a.file == b.file);
    runs.filter_map(|run| Some((run.first()?, run.len())))
}

/// Source lines under the names of their files, each with a label.
struct Listing<'t> {
    /// Of the largest line number.
    width: usize,
    /// The file of the line above.
    file: String,
    style: Style,
    text: &'t mut String,
}

impl Listing<'_> {
    /// A line of a file; the name that stands at the column is underlined.
    fn line(&mut self, sources: &mut Sources<'_>, place: (&str, u32, Option<u32>), label: &str) {
        let (file, line, column) = place;
        let shown = sources.project().shown(file);
        let (width, bar) = (self.width, self.style.dim("|"));
        let margin = " ".repeat(width);
        if self.file != file {
            let arrow = self.style.dim(":::");
            self.text
                .push_str(&format!("  {margin} {arrow} {shown}:{line}\n"));
            file.clone_into(&mut self.file);
        }
        let Some(source) = sources.readable(file, line) else {
            self.text.push_str(&format!("   {margin} {bar} {label}\n"));
            return;
        };
        let number = self.style.dim(&format!("{line:>width$}"));
        self.text
            .push_str(&format!("   {number} {bar} {}\n", source.trim_end()));
        let indent = source.chars().take_while(|it| it.is_whitespace()).count();
        let start = column
            .and_then(|it| usize::try_from(it).ok()?.checked_sub(1))
            .unwrap_or(indent);
        let before: String = source
            .chars()
            .take(start)
            .map(|it| if it == '\t' { '\t' } else { ' ' })
            .collect();
        let is_name = |it: &char| it.is_alphanumeric() || matches!(it, '_' | '.' | '$');
        let length = source.chars().skip(start).take_while(is_name).count();
        let carets = match column {
            Some(_) => self.style.red(&"^".repeat(length.max(1))),
            None => self.style.dim("-"),
        };
        self.text
            .push_str(&format!("   {margin} {bar} {before}{carets} {label}\n"));
    }
}

#[cfg(test)]
mod tests {
    use super::{steps, wanted};
    use policy::grants::Step;

    #[test]
    fn recursion_is_one_step() {
        let step = |function: &str, line| Step {
            function: function.to_owned(),
            file: "app.py".to_owned(),
            line,
        };
        let chain = [
            step("handler", 9),
            step("walk", 10),
            step("walk", 7),
            step("walk", 7),
            step("save", 5),
        ];
        let told: Vec<_> = steps(&chain)
            .map(|(step, times)| (step.line, times))
            .collect();
        assert_eq!(told, [(9, 1), (10, 3), (5, 1)]);
    }

    #[test]
    fn actions_are_asked_for_by_pattern() {
        assert!(wanted(None, "s3:GetObject"));
        assert!(wanted(Some("s3:*"), "s3:GetObject"));
        assert!(wanted(Some("S3:getobject"), "s3:GetObject"));
        assert!(wanted(Some("*:Get*"), "s3:GetObject"));
        assert!(wanted(Some("*Object"), "s3:GetObject"));
        assert!(!wanted(Some("s3:Get"), "s3:GetObject"));
        assert!(!wanted(Some("*Obj"), "s3:GetObject"));
        assert!(!wanted(Some("sqs:*"), "s3:GetObject"));
    }
}
