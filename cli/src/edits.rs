//! What `diff` shows and `apply` writes: the templates with their functions' tailored roles.

use crate::arguments::Edit;
use crate::failure::Failure;
use crate::functions::{self, Tailored, TailoredFunction};
use crate::output;
use crate::project::{self, Project};
use crate::reviewing;
use policy::binding::declared::Declared;
use policy::document::Policy;
use policy::edit::comments::annotated;
use policy::edit::{self, Plan};
use policy::grants::Evidence;
use policy::review::Behind;
use policy::synth::{Status, Written};
use policy::template::given::Given;
use policy::template::{Template, reading};
use similar::TextDiff;
use std::collections::BTreeMap;

/// A template with what is to be written into it.
#[derive(Debug)]
pub(crate) struct Edited {
    /// Its path in the project.
    pub(crate) path: String,
    /// Its text as it stands.
    pub(crate) before: String,
    /// The text to be.
    pub(crate) plan: Plan,
    /// Functions that are left as they are, with the reason.
    pub(crate) skipped: Vec<(String, String)>,
    /// Functions with what their roles no longer grant, although a service may use it for the code.
    pub(crate) behind: Vec<(String, Vec<Behind>)>,
}

impl Edited {
    /// The change as a unified diff; empty when there is none.
    pub(crate) fn diff(&self, project: &Project) -> String {
        let shown = project.shown(&self.path);
        TextDiff::from_lines(&self.before, &self.plan.text)
            .unified_diff()
            .header(&format!("a/{shown}"), &format!("b/{shown}"))
            .to_string()
    }

    /// Whether anything is to be written.
    pub(crate) fn differs(&self) -> bool {
        self.before != self.plan.text
    }
}

/// Works out the edits that were asked for, template by template.
pub(crate) fn edits(arguments: &Edit) -> Result<(Project, Vec<Edited>), Failure> {
    if arguments.input.entry.is_some() {
        let message = "there is no template to write to with `--entry`; use `synth`";
        return Err(Failure::Usage(message.to_owned()));
    }
    if arguments.input.deployment.resolved.is_some() {
        let message = "what is written is the template as it stands, not what was made of it: leave out `--resolved`";
        return Err(Failure::Usage(message.to_owned()));
    }
    let project = project::open(&arguments.input)?;
    let tailored = functions::tailor(&project, &arguments.input.function)?;
    if !functions::any_analysed(&tailored) {
        functions::note_unresolved(&project, &tailored);
        return Err(Failure::NothingAnalysed);
    }
    let mut edited = Vec::new();
    for it in &tailored {
        edited.push(template_edit(&project, it, arguments)?);
    }
    drop(tailored);
    Ok((project, edited))
}

fn template_edit(
    project: &Project,
    it: &Tailored<'_>,
    arguments: &Edit,
) -> Result<Edited, Failure> {
    let path = it.template.path.clone();
    let bytes = project
        .files
        .read(&path)
        .ok_or_else(|| Failure::NoPath(project.shown(&path)))?;
    let before = String::from_utf8(bytes)
        .map_err(|_| Failure::Usage(format!("`{}` is not UTF-8 text", project.shown(&path))))?;
    let mut fit = Vec::new();
    let mut skipped = Vec::new();
    for function in &it.functions {
        match unfit(function, arguments.allow_partial) {
            Some(reason) => skipped.push((function.function.name.clone(), reason)),
            None => fit.push(function),
        }
    }
    let written = Written::from(arguments.written);
    let roles = roles(&fit, |it| Some(it.synthesis.policy(written)));
    let mut plan = edit::plan(&before, it.template, &roles);
    settle(project, it.template, arguments, &fit, &mut plan);
    if arguments.comments {
        comment(project, it.template, arguments, &fit, &mut plan);
    }
    let behind = behind(project, it, &before, &plan);
    Ok(Edited {
        path,
        before,
        plan,
        skipped,
        behind,
    })
}

/// What changed roles no longer say of what a service may use for the code.
fn behind(
    project: &Project,
    it: &Tailored<'_>,
    before: &str,
    plan: &Plan,
) -> Vec<(String, Vec<Behind>)> {
    if plan.changed.is_empty() {
        return Vec::new();
    }
    let count = |text: &str, it: &Behind| text.matches(it.written.as_str()).count();
    let reviews = reviewing::template_review(project, it).into_iter();
    reviews
        .filter(|it| plan.changed.contains(&it.function))
        .filter_map(|mut review| {
            let behind = &mut review.behind;
            behind.retain(|it| count(before, it) > count(&plan.text, it));
            (!behind.is_empty()).then_some((review.function, review.behind))
        })
        .collect()
}

fn roles(
    functions: &[&TailoredFunction<'_>],
    policy: impl Fn(&TailoredFunction<'_>) -> Option<Policy>,
) -> Vec<(String, Policy)> {
    functions
        .iter()
        .filter_map(|it| Some((it.function.name.clone(), policy(it)?)))
        .collect()
}

/// How often a template is looked at again.
const MAX_ROUNDS: usize = 4;

/// Works on from the text that a plan gives until nothing changes any more. An ARN is built of a name where a reference would
/// close a circle, and which references would is another question once the old roles are gone.
fn settle(
    project: &Project,
    template: &Template,
    arguments: &Edit,
    functions: &[&TailoredFunction<'_>],
    plan: &mut Plan,
) {
    let given = Given::from(&arguments.input.deployment);
    let written = Written::from(arguments.written);
    let mut text = String::new();
    for _ in 1..MAX_ROUNDS {
        if plan.changed.is_empty() || text == plan.text {
            return;
        }
        text.clone_from(&plan.text);
        let bytes = text.clone().into_bytes();
        let Ok(template) =
            reading::read_bytes(project.files.as_ref(), &template.path, bytes, &given)
        else {
            return;
        };
        let declared = Declared::new(&template);
        let roles = roles(functions, |it| {
            Some(it.synthesis_in(&declared)?.policy(written))
        });
        plan.follow(edit::plan(&text, &template, &roles));
    }
}

/// Puts comments above the statements of functions.
fn comment(
    project: &Project,
    template: &Template,
    arguments: &Edit,
    functions: &[&TailoredFunction<'_>],
    plan: &mut Plan,
) {
    let given = Given::from(&arguments.input.deployment);
    let bytes = plan.text.clone().into_bytes();
    let Ok(template) = reading::read_bytes(project.files.as_ref(), &template.path, bytes, &given)
    else {
        return;
    };
    let declared = Declared::new(&template);
    let sources = functions.iter().filter_map(|it| {
        let synthesis = it.synthesis_in(&declared)?;
        let policy = synthesis.policy(Written::from(arguments.written));
        let statements = policy.statements.iter();
        let said = statements.map(|statement| {
            let found = synthesis
                .grants_of(statement)
                .flat_map(|grant| &grant.evidence);
            (statement.sid.clone(), places(project, found))
        });
        Some((it.function.name.clone(), said.collect()))
    });
    plan.text = annotated(&plan.text, &template, &sources.collect());
}

/// This many places stand in a comment.
const MAX_PLACES: usize = 3;

/// `src/app.py:7 dynamodb:PutItem, src/app.py:9 dynamodb:Query`.
fn places<'a>(project: &Project, evidence: impl Iterator<Item = &'a Evidence>) -> String {
    let mut places: Vec<String> = evidence
        .map(|it| format!("{}:{} {}", project.shown(&it.file), it.line, it.operation))
        .collect();
    places.sort();
    places.dedup();
    let more = places.len().saturating_sub(MAX_PLACES);
    places.truncate(MAX_PLACES);
    let more = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    format!("{}{more}", places.join(", "))
}

/// Why a function's role is left as it is. A role tailored to half an understanding would break the function.
fn unfit(it: &TailoredFunction<'_>, allow_partial: bool) -> Option<String> {
    let why = it
        .synthesis
        .unresolved
        .first()
        .map(|it| it.message.clone())
        .unwrap_or_default();
    match it.synthesis.status {
        Status::Complete => None,
        Status::Partial if allow_partial => None,
        Status::Partial => Some(format!("not followed completely: {why}")),
        Status::Unsupported => Some(format!("not analysed: {why}")),
    }
}

/// What no code calls and a service may use, by the call: `` `glue:GetTable`, `s3:GetObject`, which no code calls and
/// `athena:StartQueryExecution` may use ``.
fn told(behind: &[Behind]) -> String {
    let mut by_call: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for it in behind {
        let written = by_call.entry(&it.call).or_default();
        written.push(format!("`{}`", it.written));
    }
    let parts = by_call.into_iter().map(|(call, written)| {
        format!(
            "{}, which no code calls and `{call}` may use",
            written.join(", ")
        )
    });
    parts.collect::<Vec<_>>().join("; ")
}

/// Says on stderr what was not written and why.
pub(crate) fn note_omissions(project: &Project, edited: &[Edited]) {
    for it in edited {
        let path = project.shown(&it.path);
        for (function, reason) in &it.skipped {
            output::note(&format!(
                "warning: `{function}` in {path} is left as it is: {reason}"
            ));
        }
        for (function, managed) in &it.plan.split {
            output::note(&format!(
                "note: the policy of `{function}` in {path} is larger than a role's inline policies may be: it goes on in \
                 {managed} managed {}",
                if *managed == 1 { "policy" } else { "policies" }
            ));
        }
        for (function, behind) in &it.behind {
            output::note(&format!(
                "note: the role of `{function}` in {path} no longer says {}: keep what is used there with a comment \
                 `iam-tailor: keep` on its statement",
                told(behind)
            ));
        }
        for refused in &it.plan.refused {
            output::note(&format!(
                "warning: the role of `{}` in {path} cannot be written: {}\n{}",
                refused.function, refused.reason, refused.snippet
            ));
        }
    }
}
