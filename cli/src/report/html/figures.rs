//! The first page: figures, findings of all functions, and the list of functions.

use super::finding::prose;
use crate::report::reach;
use crate::report::view::{Figures, FunctionView, Owner, Review, Severity, counted};
use crate::wire::review::WireFinding;
use maud::{Markup, html};

/// What a security team asks first.
pub(super) fn overview(review: &Review<'_>) -> Markup {
    let it = review.figures();
    let followed = [
        (it.complete, "followed completely"),
        (it.partial, "in part"),
        (it.unsupported, "not at all"),
    ];
    let open = [(it.stars, "of them on any resource")];
    html! {
        section #overview aria-labelledby="overview-heading" {
            h2 #overview-heading { "Overview" }
            ul.figures {
                (figure(it.functions, ["function", "functions"], "", &followed))
                @if it.reviewed > 0 {
                    (actions(&it))
                    (excess(&it))
                    (figure(it.missing, ["permission missing", "permissions missing"], tone(it.missing, "bad"), &[(it.denied, "more denied")]))
                    (severities(review))
                }
                (figure(it.open, ["target open until run time", "targets open until run time"], "", &open))
            }
        }
    }
}

fn tone(count: usize, tone: &'static str) -> &'static str {
    if count > 0 { tone } else { "" }
}

fn figure(count: usize, names: [&str; 2], tone: &str, parts: &[(usize, &str)]) -> Markup {
    let [one, many] = names;
    html! {
        li class=[(!tone.is_empty()).then_some(tone)] {
            strong { (grouped(count)) } " " (if count == 1 { one } else { many })
            @for (count, part) in parts.iter().filter(|it| it.0 > 0) { span.part { (grouped(*count)) " " (part) } }
        }
    }
}

/// Actions allowed before and after, as figures and as two bars.
fn actions(it: &Figures) -> Markup {
    let share = if it.allowed == 0 {
        0
    } else {
        (it.needed * 100).div_ceil(it.allowed).min(100)
    };
    let fewer = it.needed < it.allowed;
    html! {
        li class=[fewer.then_some("good")] {
            strong { (grouped(it.allowed)) " → " (grouped(it.needed)) } " actions allowed"
            svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" {
                rect width="100" height="4" fill="var(--line)" {}
                rect y="6" width=(share) height="4" fill="var(--good)" {}
            }
            span.part { "as declared, and as tailored" }
        }
    }
}

/// How much of what is declared is more than needed.
fn excess(it: &Figures) -> Markup {
    html! {
        li {
            strong { (grouped(it.excess)) " of " (grouped(it.written)) } " declared actions unused or wider than used"
            @if it.wildcards > 0 { span.part { (grouped(it.wildcards)) " wildcards as declared" } }
        }
    }
}

fn severities(review: &Review<'_>) -> Markup {
    let findings = review.findings();
    let open: Vec<_> = findings
        .iter()
        .filter(|(_, it)| it.accepted.is_none())
        .collect();
    let of = |severity: Severity| {
        open.iter()
            .filter(|(_, it)| Severity::of(&it.severity) == severity)
            .count()
    };
    let bad = of(Severity::High) > 0;
    html! {
        li class=[bad.then_some("bad")] {
            strong { (grouped(open.len())) } " " (if open.len() == 1 { "finding" } else { "findings" })
            span.part {
                @for (at, severity) in Severity::ALL.into_iter().filter(|it| of(*it) > 0).enumerate() {
                    @if at > 0 { ", " }
                    (grouped(of(severity))) " " (severity.id())
                }
            }
            @if open.len() < findings.len() { span.part { (findings.len() - open.len()) " accepted" } }
        }
    }
}

/// Thousands set apart: `12 345` with a narrow space.
fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

/// Findings of all functions: by rule, worst first, with the functions and shared roles that have it.
pub(super) fn findings(review: &Review<'_>) -> Markup {
    let mut rules: Vec<(&str, Severity, Vec<Owner<'_, '_>>, usize)> = Vec::new();
    let mut accepted = 0;
    for (owner, finding) in review.findings() {
        if finding.accepted.is_some() {
            accepted += 1;
            continue;
        }
        let severity = Severity::of(&finding.severity);
        match rules
            .iter_mut()
            .find(|it| it.0 == finding.rule && it.1 == severity)
        {
            Some((_, _, owners, count)) => {
                *count += 1;
                if owners.last().is_none_or(|it| it.anchor() != owner.anchor()) {
                    owners.push(owner);
                }
            }
            None => rules.push((&finding.rule, severity, vec![owner], 1)),
        }
    }
    html! {
        @if review.has_findings() {
            section #findings aria-labelledby="findings-heading" {
                h2 #findings-heading { "Findings" }
                div.scroll tabindex="0" role="region" aria-label="Findings by kind" {
                    table {
                        thead { tr {
                            th scope="col" { "Severity" }
                            th scope="col" { "What" }
                            th.number scope="col" { "Count" }
                            th scope="col" { "Where" }
                        } }
                        tbody { @for (rule, severity, owners, count) in &rules { tr {
                            td { span.tag.(severity.id()) { (severity.id()) } }
                            th scope="row" { code { (rule) } (summary(rule)) }
                            td.number { (count) }
                            td { (names(owners)) }
                        } } }
                    }
                }
                @if accepted > 0 { p.status { (counted(accepted, "accepted finding")) ", shown where they belong." } }
            }
        }
    }
}

fn summary(rule: &str) -> Markup {
    let known = policy::review::Rule::from_id(rule);
    html! { @if let Some(rule) = known { div.note { (rule.summary()) } } }
}

/// Links to functions and roles; a long list is folded.
fn names(owners: &[Owner<'_, '_>]) -> Markup {
    const SHOWN: usize = 8;
    let list = |owners: &[Owner<'_, '_>]| {
        html! {
            @for (at, it) in owners.iter().enumerate() {
                @if at > 0 { ", " }
                a href={ "#" (it.anchor()) } { (prose(it.name())) }
            }
        }
    };
    let (first, rest) = owners.split_at(owners.len().min(SHOWN));
    html! {
        (list(first))
        @if !rest.is_empty() { details.more { summary { "and " (rest.len()) " more" } (list(rest)) } }
    }
}

/// The list of functions with a filter.
pub(super) fn index(review: &Review<'_>) -> Markup {
    let reviewed = review.functions.iter().any(|it| it.result.review.is_some());
    html! {
        section #functions aria-labelledby="functions-heading" {
            h2 #functions-heading { "Functions" }
            form #function-filters .filters hidden {
                label { "Find" input #function-find type="search" placeholder="name, file, action, resource" autocomplete="off"; }
                label {
                    "Status"
                    select #function-status {
                        option value="" { "any" }
                        @for status in ["complete", "partial", "unsupported"] { option { (status) } }
                    }
                }
                @if reviewed {
                    label {
                        "Findings"
                        select #function-severity {
                            option value="" { "any or none" }
                            @for severity in Severity::ALL { option { (severity.id()) } }
                        }
                    }
                }
                button type="reset" { "Reset" }
            }
            p #function-count .status role="status" hidden {}
            div.scroll tabindex="0" role="region" aria-label="List of functions" {
                table #function-list {
                    thead { tr {
                        th scope="col" { "Function" }
                        th scope="col" { "Declared in" }
                        th scope="col" { "Status" }
                        th.number scope="col" { "Permissions" }
                        @if reviewed {
                            th.number scope="col" { "Unused or wide" }
                            th.number scope="col" { "Missing" }
                            th scope="col" { "Findings" }
                        }
                        th.number scope="col" { "Open" }
                    } }
                    tbody { @for it in &review.functions { (row(review, it, reviewed)) } }
                }
            }
        }
    }
}

fn row(all: &Review<'_>, it: &FunctionView<'_>, reviewed: bool) -> Markup {
    let review = it.result.review.as_ref();
    html! {
        tr data-for=(it.anchor) {
            th scope="row" { a href={ "#" (it.anchor) } { (it.result.name) } }
            td { (place(it)) }
            td { (status(&it.result.status)) }
            td.number { (it.written().count()) }
            @if reviewed {
                td.number { @if let Some(it) = review { (reach::excess(it)) } }
                td.number { @if let Some(it) = review { (it.missing.iter().filter(|it| it.denied_by.is_none() && !it.in_boundary).count()) } }
                td {
                    (tags(&it.findings()))
                    @if let Some(role) = all.role_of(it) { a.of-role href={ "#" (role.anchor) } { "role: " (tags(&role.findings)) } }
                }
            }
            td.number { (it.open().count()) }
        }
    }
}

/// The repository and template of a function.
pub(super) fn place(it: &FunctionView<'_>) -> Markup {
    html! { @if !it.unit.is_empty() { (it.unit) " · " } (it.template.path) }
}

/// How many findings there are of which severity.
pub(super) fn tags(findings: &[&WireFinding]) -> Markup {
    let open = findings.iter().filter(|it| it.accepted.is_none());
    let severities: Vec<Severity> = open.map(|it| Severity::of(&it.severity)).collect();
    html! {
        @for severity in Severity::ALL {
            @let count = severities.iter().filter(|it| **it == severity).count();
            @if count > 0 { span.tag.(severity.id()) { (count) " " (severity.id()) } " " }
        }
    }
}

/// A function's status as a tag.
pub(super) fn status(status: &str) -> Markup {
    html! { span.tag.(class(status)) { (status) } }
}

/// A status from a saved file could be any text; as a class only known ones count.
fn class(status: &str) -> &'static str {
    match status {
        "complete" => "complete",
        "partial" => "partial",
        _ => "unsupported",
    }
}
