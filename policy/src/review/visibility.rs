//! What a review cannot vouch for: roles and policies from elsewhere, code that was not followed, shared roles.

use super::case::{Case, listing, template_place};
use super::sharing::Sharing;
use super::{Confidence, Finding, Place, PlaceKind, Rule, Severity};
use crate::declared::{Boundary, GapKind, Role};
use crate::synth::Status;

pub(super) fn findings(case: &Case<'_>, sharing: &Sharing<'_>, out: &mut Vec<Finding>) {
    not_followed(case, out);
    if sharing.is_first {
        gaps(case, sharing, out);
        shared(case, sharing, out);
    }
}

fn gaps(case: &Case<'_>, sharing: &Sharing<'_>, out: &mut Vec<Finding>) {
    for gap in &case.permissions.gaps {
        let (rule, message, remedy) = match gap.kind {
            GapKind::Role => (
                Rule::RoleNotVisible,
                format!(
                    "{} of `{}` is not in this template, so what it grants cannot be seen",
                    gap.what, case.subject.function.name
                ),
                "give the function a role of its own in the template, or check the role with `verify --policy`",
            ),
            GapKind::OtherRole => (
                Rule::RoleNotVisible,
                format!(
                    "{} of `{}` is not in this template, so only the role beside it is reviewed",
                    gap.what, case.subject.function.name
                ),
                "check the role with `verify --policy`",
            ),
            GapKind::ManagedPolicy => (
                Rule::UnknownManagedPolicy,
                format!(
                    "what {} grants by {} is not known here",
                    case.role_words(),
                    gap.what
                ),
                "replace it by statements; `iam-tailor diff` shows them",
            ),
            GapKind::Unreadable => (
                Rule::RoleNotVisible,
                format!(
                    "{} in {}: what it grants cannot be seen",
                    gap.what,
                    case.role_words()
                ),
                "write the statement into the template",
            ),
        };
        let mut finding = case.role_finding(sharing, rule, Severity::Low, message);
        finding.places.push(template_place(&gap.at, "written here"));
        finding.remedy = remedy.to_owned();
        out.push(finding);
    }
    if let Some(Boundary::Hidden(what)) = &case.permissions.boundary {
        let message = format!(
            "the permissions boundary `{what}` of {} cannot be seen; it may deny what the code needs",
            case.role_words()
        );
        let rule = Rule::RoleNotVisible;
        let mut finding = case.role_finding(sharing, rule, Severity::Info, message);
        finding
            .places
            .push(case.function_place("the function under the boundary"));
        finding.remedy = "check with `verify --policy` and `--boundary`".to_owned();
        out.push(finding);
    }
}

fn shared(case: &Case<'_>, sharing: &Sharing<'_>, out: &mut Vec<Finding>) {
    if sharing.functions.len() < 2 {
        return;
    }
    let others = listing(sharing.functions.iter().copied());
    let count = sharing.functions.len();
    let message = match &case.permissions.role {
        Role::Declared(id) => format!("{count} functions share the role `{id}`: {others}"),
        Role::Elsewhere(role) => format!("{count} functions share the role `{role}`: {others}"),
        Role::Service | Role::Own => {
            format!("{count} functions share the role of the service: {others}")
        }
    };
    let mut finding = case.role_finding(sharing, Rule::SharedRole, Severity::Low, message);
    let label = match case.permissions.role {
        Role::Declared(_) | Role::Elsewhere(_) => "the first of them",
        Role::Service | Role::Own => "the first of the functions without a role of their own",
    };
    finding.places.push(case.function_place(label));
    finding.remedy = "give each function its own role; `iam-tailor apply` writes them".to_owned();
    out.push(finding);
}

fn not_followed(case: &Case<'_>, out: &mut Vec<Finding>) {
    let unresolved = &case.subject.synthesis.unresolved;
    let name = &case.subject.function.name;
    let Some(first) = unresolved.first() else {
        return;
    };
    let (rule, severity, what) = match case.subject.synthesis.status {
        Status::Complete => return,
        Status::Partial => (
            Rule::NotFollowed,
            Severity::Medium,
            "was not followed completely",
        ),
        Status::Unsupported => (Rule::NotAnalysed, Severity::Low, "was not analysed"),
    };
    let more = match unresolved.len() - 1 {
        0 => String::new(),
        1 => " (and one more reason)".to_owned(),
        more => format!(" (and {more} more reasons)"),
    };
    let message = format!("`{name}` {what}: {}{more}", first.message);
    let mut finding = case.finding(rule, severity, message);
    let template = &case.declared.template.path;
    finding.places = unresolved
        .iter()
        .take(5)
        .map(|it| {
            let label = if unresolved.len() > 1 {
                &it.message
            } else {
                "here"
            };
            if it.file == *template && it.line == case.subject.function.at.line {
                return case.function_place(label);
            }
            Place {
                kind: if it.file == *template {
                    PlaceKind::Template
                } else {
                    PlaceKind::Source
                },
                file: it.file.clone(),
                line: it.line.max(1),
                column: 1,
                length: 0,
                label: label.to_owned(),
            }
        })
        .collect();
    finding.confidence = Confidence::High;
    finding.remedy = match rule {
        Rule::NotFollowed => {
            "state what the call does in a comment `iam-tailor: …` beside it, or in `iam-tailor.toml`"
                .to_owned()
        }
        _ => "review its role by hand".to_owned(),
    };
    out.push(finding);
}
