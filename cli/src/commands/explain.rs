//! `explain`: why each permission of a function is there.

use crate::arguments::{Deployment, Explain, Format, Input};
use crate::failure::{Failure, NOT_ANALYSED};
use crate::functions::{self, TailoredFunction};
use crate::output;
use crate::project::{self, Project};
use crate::report::subject::short;
use crate::style::Style;
use crate::wire;
use policy::grants::{Evidence, Grant, Origin};
use policy::synth::Status;
use policy::template::Template;
use std::collections::BTreeMap;
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
        let hint = functions::nearest(action, actions);
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
    let mut sources = Sources {
        project,
        files: BTreeMap::new(),
    };
    for grant in grants {
        let bound = if grant.bound {
            ""
        } else {
            "  (any that matches: its name is known only at run time)"
        };
        let heading = format!(
            "{} on {}{bound}",
            grant.action,
            short(&grant.resource.to_json())
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

fn evidence_text(
    sources: &mut Sources<'_>,
    origin: Origin,
    evidence: &Evidence,
    style: Style,
    text: &mut String,
) {
    let project = sources.project;
    let file = project.shown(&evidence.file);
    let why = match origin {
        Origin::Code => "called",
        Origin::Implied => "behind the call",
        Origin::Platform => "needed by Lambda",
    };
    let (line, column) = (evidence.line, evidence.column);
    text.push_str(&format!("  {why}: {}\n", evidence.operation));
    text.push_str(&format!("    --> {file}:{line}:{column}\n"));
    if let Some(source) = sources.line(&evidence.file, line) {
        let number = line.to_string();
        let indent = " ".repeat(number.len());
        let before: String = source
            .chars()
            .take(usize::try_from(column).unwrap_or(1).saturating_sub(1))
            .map(|character| if character == '\t' { '\t' } else { ' ' })
            .collect();
        text.push_str(&format!(
            "    {} {}\n",
            style.dim(&format!("{number} |")),
            source.trim_end()
        ));
        text.push_str(&format!(
            "    {} {before}{}\n",
            style.dim(&format!("{indent} |")),
            style.red("^")
        ));
    }
    for (position, step) in evidence.chain.iter().enumerate() {
        let verb = if position == 0 { "from" } else { "by way of" };
        let place = format!("{}:{}", project.shown(&step.file), step.line);
        text.push_str(&format!("    {verb} `{}` ({place})\n", step.function));
    }
    for step in &evidence.found {
        text.push_str(&format!("    = {step}\n"));
    }
}

/// Source files, read once.
struct Sources<'a> {
    project: &'a Project,
    files: BTreeMap<String, Vec<String>>,
}

impl Sources<'_> {
    fn line(&mut self, file: &str, line: u32) -> Option<&str> {
        if !self.files.contains_key(file) {
            let bytes = self.project.files.read(file).unwrap_or_default();
            let text = String::from_utf8_lossy(&bytes);
            let lines = text.lines().map(str::to_owned).collect();
            self.files.insert(file.to_owned(), lines);
        }
        let index = usize::try_from(line).ok()?.checked_sub(1)?;
        self.files.get(file)?.get(index).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::wanted;

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
