//! Findings that somebody says are all right: by a row of the configuration, by a comment, by the baseline.
//!
//! `iam-tailor: accept wildcard-resource because the export reads every table` in a comment of a template or a source file
//! accepts findings of that rule that have a place on the comment's line, or on the next line when the comment stands
//! alone. An acceptance that accepts nothing is a finding itself.

use crate::baseline::Baseline;
use crate::config::{Accept, unknown_rule};
use crate::failure::Failure;
use crate::functions::Tailored;
use crate::project::Project;
use policy::evaluator::pattern::Pattern;
use policy::expr::Expr;
use policy::review::{
    Acceptance, AcceptedBy, Confidence, Finding, Place, PlaceKind, Rule, Severity,
};
use std::collections::BTreeSet;

const MARKER: &str = "iam-tailor: accept ";

/// Acceptances in comments.
#[derive(Debug, Default)]
pub(crate) struct Comments(Vec<Comment>);

#[derive(Debug)]
struct Comment {
    file: String,
    /// Where it stands.
    line: u32,
    /// The line that it is about.
    about: u32,
    kind: PlaceKind,
    rule: Rule,
    reason: String,
}

impl Comments {
    /// Reads the comments of the templates and of the sources that the functions load.
    pub(crate) fn read(project: &Project, tailored: &[Tailored<'_>]) -> Result<Self, Failure> {
        let mut files: BTreeSet<(String, bool)> = BTreeSet::new();
        for it in tailored {
            files.insert((it.template.path.clone(), true));
            for function in &it.functions {
                let unresolved = function.synthesis.unresolved.iter().map(|it| &it.file);
                for file in function.loaded().iter().chain(unresolved) {
                    if *file != it.template.path {
                        files.insert((file.clone(), false));
                    }
                }
            }
        }
        let mut comments = Vec::new();
        for (file, is_template) in files {
            let bytes = project.files.read(&file).unwrap_or_default();
            let text = String::from_utf8_lossy(&bytes);
            let lines: Vec<&str> = text.lines().collect();
            for (index, line) in lines.iter().enumerate() {
                let Some((before, rest)) = line.split_once(MARKER) else {
                    continue;
                };
                let is_alone = !before.contains(|c: char| c.is_alphanumeric());
                let about = if is_alone { index + 2 } else { index + 1 };
                let number = |line: usize| u32::try_from(line).unwrap_or(u32::MAX);
                let (rule, reason) = accepted(rest).map_err(|message| {
                    let place = format!("`{}`:{}", project.shown(&file), index + 1);
                    Failure::Usage(format!("{place}: {message}"))
                })?;
                comments.push(Comment {
                    file: file.clone(),
                    line: number(index + 1),
                    about: number(about),
                    kind: if is_template {
                        PlaceKind::Template
                    } else {
                        PlaceKind::Source
                    },
                    rule,
                    reason,
                });
            }
        }
        Ok(Self(comments))
    }
}

/// `RULE because REASON`.
fn accepted(text: &str) -> Result<(Rule, String), String> {
    let text = text.trim().trim_end_matches("*/").trim_end();
    let (rule, reason) = text.split_once(" because ").unwrap_or((text, ""));
    let known = Rule::from_id(rule.trim()).ok_or_else(|| unknown_rule(rule.trim()))?;
    if reason.trim().is_empty() {
        let message = format!("write why: `{MARKER}{} because …`", known.id());
        return Err(message);
    }
    Ok((known, reason.trim().to_owned()))
}

/// Accepts what is to be accepted. Gives what is stale: as findings, and the number of entries of the baseline.
pub(crate) fn apply(
    project: &Project,
    comments: &Comments,
    baseline: Option<&Baseline>,
    findings: &mut [&mut Finding],
) -> (Vec<Finding>, usize) {
    let mut stale = Vec::new();
    for comment in &comments.0 {
        let is_about = |place: &Place| place.file == comment.file && place.line == comment.about;
        let matching = |it: &&mut &mut Finding| {
            it.rule == comment.rule && it.accepted.is_none() && it.places.iter().any(is_about)
        };
        let mut used = false;
        for finding in findings.iter_mut().filter(matching) {
            used = true;
            finding.accepted = Some(Acceptance {
                reason: comment.reason.clone(),
                by: AcceptedBy::Comment,
            });
        }
        if !used {
            let place = stale_place(comment.kind, comment.file.clone(), comment.line);
            stale.push(stale_finding(comment.rule, place));
        }
    }
    for row in &project.config.accept {
        let accept = row.get_ref();
        let mut used = false;
        for finding in findings
            .iter_mut()
            .filter(|it| matches(project, accept, it))
        {
            used = true;
            if finding.accepted.is_none() {
                finding.accepted = Some(Acceptance {
                    reason: accept.reason.clone(),
                    by: AcceptedBy::Config,
                });
            }
        }
        if let (false, Some(rule)) = (used, Rule::from_id(&accept.rule)) {
            let line = project.config.line(row.span().start);
            let place = stale_place(PlaceKind::Config, project.config.name.clone(), line);
            stale.push(stale_finding(rule, place));
        }
    }
    let stale_baseline = baseline.map_or(0, |it| it.apply(project, findings));
    (stale, stale_baseline)
}

fn stale_place(kind: PlaceKind, file: String, line: u32) -> Place {
    Place {
        kind,
        file,
        line,
        column: 1,
        length: 0,
        label: "accepts nothing".to_owned(),
    }
}

fn stale_finding(rule: Rule, place: Place) -> Finding {
    Finding {
        rule: Rule::StaleAcceptance,
        severity: Severity::Low,
        confidence: Confidence::High,
        message: format!(
            "this acceptance of `{}` accepts nothing any more",
            rule.id()
        ),
        template: place.file.clone(),
        places: vec![place],
        remedy: "take it out".to_owned(),
        function: None,
        role: None,
        action: None,
        resource: None,
        evidence: Vec::new(),
        references: Vec::new(),
        accepted: None,
    }
}

/// Whether a row is about a finding. A finding about several actions, resources or functions is accepted when the row is
/// about all of them.
fn matches(project: &Project, accept: &Accept, finding: &Finding) -> bool {
    let fits = |pattern: &Option<String>, texts: &[String]| {
        let Some(pattern) = pattern else { return true };
        let pattern = Pattern::glob(pattern);
        let mut texts = texts.iter();
        texts.len() > 0 && texts.all(|it| pattern.covers(&Pattern::literal(it)))
    };
    let action_fits = match (&accept.action, &finding.action) {
        (Some(pattern), Some(actions)) => {
            let pattern = Pattern::glob(&pattern.to_ascii_lowercase());
            actions
                .split(", ")
                .all(|it| pattern.covers(&Pattern::literal(&it.to_ascii_lowercase())))
        }
        (Some(_), None) => false,
        (None, _) => true,
    };
    let resources: Vec<String> = match &finding.resource {
        Some(Expr::List(items)) => items.iter().map(policy::review::words).collect(),
        resource => resource.iter().map(policy::review::words).collect(),
    };
    let functions: &[String] = match (&finding.function, &finding.role) {
        (Some(function), _) => std::slice::from_ref(function),
        (None, Some(role)) => &role.functions,
        (None, None) => &[],
    };
    let template = accept
        .template
        .as_deref()
        .map(|it| project.config.inside(it));
    finding.rule.id() == accept.rule
        && action_fits
        && fits(&accept.function, functions)
        && fits(&template, std::slice::from_ref(&finding.template))
        && fits(&accept.resource, &resources)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_name_a_rule_and_a_reason() {
        assert_eq!(
            accepted("wildcard-resource because the export reads all  "),
            Ok((Rule::WildcardResource, "the export reads all".to_owned()))
        );
        assert_eq!(
            accepted("shared-role"),
            Err("write why: `iam-tailor: accept shared-role because …`".to_owned())
        );
        assert_eq!(
            accepted("shared-rule because x"),
            Err("no rule `shared-rule`; did you mean `shared-role`?".to_owned())
        );
    }
}
