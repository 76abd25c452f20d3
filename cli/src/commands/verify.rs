//! `verify`: every call that the code can make, against the declared role or a saved one.

use crate::arguments::{Format, Verify};
use crate::failure::{FINDINGS, Failure, NOT_ANALYSED};
use crate::functions::{self, Tailored};
use crate::output;
use crate::project::{self, Project};
use crate::report::visible::visible;
use crate::reviewing;
use crate::style::Style;
use crate::wire;
use policy::binding::declared::Declared;
use policy::declared::{Boundary, DeclaredStatement, Permissions, StatementOrigin};
use policy::evaluator::Decision;
use policy::review::verify::{Answer, saved_role, saved_statements, verify};
use policy::review::words;
use std::path::Path;
use std::process::ExitCode;

/// Runs the command.
pub(crate) fn run(arguments: &Verify) -> Result<ExitCode, Failure> {
    let project = project::open(&arguments.input)?;
    let given = given(arguments)?;
    let boundary = arguments.boundary.as_deref().map(read).transpose()?;
    let (tailored, reviewed) = reviewing::reviewed(&project, &arguments.input.function, None)?;
    if !functions::any_analysed(&tailored) {
        functions::note_unresolved(&project, &tailored);
        return Err(Failure::NothingAnalysed);
    }
    let mut reviews = reviewed.functions.iter();
    let mut answers: Vec<Vec<Answer>> = Vec::new();
    for it in &tailored {
        let declared = Declared::new(it.template);
        for (function, review) in it.functions.iter().zip(&mut reviews) {
            let mut permissions = given.clone().unwrap_or_else(|| review.declared.clone());
            if let Some(statements) = &boundary {
                permissions.boundary = Some(Boundary::Known(statements.clone()));
            }
            answers.push(verify(&declared, &permissions, &function.synthesis.grants));
        }
    }
    match arguments.format {
        Format::Text => output::result(&text(&project, &tailored, &answers)),
        Format::Json => output::result(&wire::verify::document(&project, &tailored, &answers)),
    }
    note_partial(&tailored);
    let is_denied = |it: &Answer| it.decision == Decision::Denied;
    Ok(if answers.iter().flatten().any(is_denied) {
        ExitCode::from(FINDINGS)
    } else if project.unreadable.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(NOT_ANALYSED)
    })
}

/// A role made of the policies that were named, if any were.
fn given(arguments: &Verify) -> Result<Option<Permissions>, Failure> {
    if arguments.policy.is_empty() {
        return Ok(None);
    }
    let policies: Result<Vec<_>, _> = arguments.policy.iter().map(|it| read(it)).collect();
    let statements = policies?.into_iter().flatten().collect();
    Ok(Some(saved_role("saved role", statements)))
}

fn read(path: &Path) -> Result<Vec<DeclaredStatement>, Failure> {
    let shown = path.display().to_string();
    let text = std::fs::read_to_string(path)
        .map_err(|cause| Failure::Usage(format!("cannot read `{shown}`: {cause}")))?;
    saved_statements(&shown, &text).map_err(|cause| Failure::Usage(format!("`{shown}`: {cause}")))
}

fn note_partial(tailored: &[Tailored<'_>]) {
    for function in tailored.iter().flat_map(|it| &it.functions) {
        if !function.synthesis.unresolved.is_empty() {
            output::note(&format!(
                "warning: `{}` was not followed completely; it may make other calls than these",
                function.function.name
            ));
        }
    }
}

fn text(project: &Project, tailored: &[Tailored<'_>], answers: &[Vec<Answer>]) -> String {
    let style = Style::of_stdout();
    let mut out = String::new();
    let mut of_function = answers.iter();
    for it in tailored {
        let path = project.shown(&it.template.path);
        for (function, answers) in it.functions.iter().zip(&mut of_function) {
            let name = style.bold(&function.function.name);
            out.push_str(&format!("{name}  {path}\n"));
            if answers.is_empty() {
                out.push_str("  makes no calls\n");
            }
            for answer in answers {
                out.push_str(&line(project, answer, style));
            }
            out.push('\n');
        }
    }
    let count = |decision: Decision| {
        let all = answers.iter().flatten();
        all.filter(|it| it.decision == decision).count()
    };
    out.push_str(&format!(
        "{} allowed, {} denied, {} depend",
        count(Decision::Allowed),
        count(Decision::Denied),
        count(Decision::Depends)
    ));
    out
}

fn line(project: &Project, answer: &Answer, style: Style) -> String {
    let decision = format!("{:7}", answer.decision.id());
    let decision = match answer.decision {
        Decision::Allowed => style.green(&decision),
        Decision::Denied => style.red(&decision),
        Decision::Depends => style.yellow(&decision),
    };
    let grant = &answer.grant;
    let mut out = format!(
        "  {decision}  {} on {}\n",
        grant.action,
        visible(&words(&grant.resource))
    );
    let by = answer.by.as_ref().map(|by| {
        let who = match (&by.origin, &by.sid) {
            (StatementOrigin::Document, Some(sid)) => format!("statement `{sid}`"),
            (StatementOrigin::Document, None) => "statement".to_owned(),
            (StatementOrigin::ManagedPolicy(name), _) => format!("managed policy `{name}`"),
            (StatementOrigin::PolicyTemplate(name), _) => format!("policy template `{name}`"),
            (StatementOrigin::Connector(name), _) => format!("connector `{name}`"),
            (StatementOrigin::Framework, _) => "added by the framework".to_owned(),
        };
        format!(" ({who}, {}:{})", project.shown(&by.at.file), by.at.at.line)
    });
    let by = by.unwrap_or_default();
    out.push_str(&format!("           {}{by}\n", answer.reason));
    if answer.decision != Decision::Allowed
        && let Some(evidence) = grant.evidence.first()
    {
        let file = project.shown(&evidence.file);
        out.push_str(&format!(
            "           --> {file}:{}:{}\n",
            evidence.line, evidence.column
        ));
    }
    out
}
