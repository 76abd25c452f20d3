//! One function: what to act on, its role before and after, what it reaches, and the source that says so.

use super::figures::{place, status, tags};
use super::role;
use crate::report::level::Level;
use crate::report::subject::short;
use crate::report::view::{Access, FunctionView, Review, Severity, Site, counted, source};
use crate::wire::review::WireFinding;
use crate::wire::synth::{WireEvidence, WireGrant, WireUnresolved};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// On pages with more functions than this, what stands below a function's name is for the script to fill in when somebody
/// looks there: for browsers that run it, it is text in a `noscript` until then, which costs them next to nothing.
const READ_AT_ONCE: usize = 1000;

/// All functions.
pub(super) fn sections(review: &Review<'_>) -> Markup {
    let is_large = review.functions.len() > READ_AT_ONCE;
    html! {
        @for it in &review.functions { (section(it, is_large)) }
    }
}

fn section(it: &FunctionView<'_>, is_large: bool) -> Markup {
    let result = it.result;
    let severities: BTreeSet<&str> = it
        .findings()
        .iter()
        .map(|it| Severity::of(&it.severity).id())
        .collect();
    let severities: Vec<&str> = severities.into_iter().collect();
    html! {
        article.function id=(it.anchor) data-status=(result.status) data-severities=(severities.join(" ")) aria-labelledby={ (it.anchor) "-name" } {
            h3 id={ (it.anchor) "-name" } { a href={ "#" (it.anchor) } { (result.name) } " " (status(&result.status)) " " (tags(it)) }
            p.where {
                (place(it)) @if let Some(at) = result.at { ":" (at.line) }
                " runs " code { (result.handler) }
            }
            @if is_large { noscript { (body(it)) } } @else { (body(it)) }
        }
    }
}

fn body(it: &FunctionView<'_>) -> Markup {
    html! {
        (gaps(it))
        @if !it.findings().is_empty() {
            h4 { "Findings" }
            ul.findings { @for finding in it.findings() { (finding_text(it, finding)) } }
        }
        h4 { "Role" }
        (role::sides(it))
        h4 { "Why" }
        @if it.access.is_empty() { p.nothing { "Nothing that was followed needs a permission." } }
        @for access in it.access.iter().filter(|it| !it.is_platform()) { (reach(it, access)) }
        (platform(it))
    }
}

/// What Lambda needs, in one place: there is no call to show.
fn platform(it: &FunctionView<'_>) -> Markup {
    let all: Vec<&Access<'_>> = it.access.iter().filter(|it| it.is_platform()).collect();
    html! {
        @if !all.is_empty() {
            details.reach {
                summary {
                    span.subject { "Lambda itself" }
                    @for access in &all { " " code { (access.service) } }
                    span.count { (counted(all.len(), "resource")) }
                }
                @for access in &all {
                    @let needs: BTreeSet<&str> = access.sites.iter().map(|it| it.evidence.operation.as_str()).collect();
                    p { "needed for" @for need in needs { " " code { (need) } } }
                    (resources(&access.grants, true))
                }
            }
        }
    }
}

fn gaps(it: &FunctionView<'_>) -> Markup {
    html! {
        @if !it.result.unresolved.is_empty() {
            div.gaps {
                h4 { "Not followed" }
                @for gap in &it.result.unresolved { (gap_text(it, gap)) }
            }
        }
    }
}

fn gap_text(it: &FunctionView<'_>, gap: &WireUnresolved) -> Markup {
    html! {
        p { span.tag.partial { (gap.kind) } " " (prose(&gap.message)) }
        ol.chain { (line(it, &gap.file, gap.line, None, "")) }
    }
}

fn finding_text(it: &FunctionView<'_>, finding: &WireFinding) -> Markup {
    let severity = Severity::of(&finding.severity).id();
    html! {
        li.(severity) {
            p {
                span.tag.(severity) { (severity) } " "
                (prose(&finding.message)) " "
                code.note { (finding.rule) }
                @if finding.confidence != "high" { span.note { ", " (finding.confidence) " confidence" } }
            }
            @if let Some(accepted) = &finding.accepted {
                p { span.tag { "accepted" } " " (accepted.reason) span.note { " (" (accepted.by) ")" } }
            }
            p.remedy {
                (prose(&finding.remedy))
                @for page in &finding.references { " " a href=(page) rel="noreferrer" { "published way" } }
            }
            ol.chain { @for place in &finding.places { (line(it, &place.file, place.line, None, &place.label)) } }
        }
    }
}

fn reach(it: &FunctionView<'_>, access: &Access<'_>) -> Markup {
    let actions: BTreeSet<(Level, &str)> = access
        .grants
        .iter()
        .map(|it| (Level::of(&it.action), it.action.as_str()))
        .collect();
    html! {
        details.reach {
            summary {
                span.subject { (access.subject.label) }
                @for (level, action) in &actions { " " code.(level.id()) { (action) } }
                @if access.is_open() { " " span.tag.open { "open" } }
                span.count { (counted(access.sites.len(), "place")) }
            }
            (resources(&access.grants, false))
            @for site in &access.sites { (site_text(it, site)) }
        }
    }
}

/// The resources as they are granted, with what is particular about each.
fn resources(grants: &[&WireGrant], with_actions: bool) -> Markup {
    let mut lines: Vec<(&WireGrant, Vec<&str>)> = Vec::new();
    for grant in grants {
        match lines
            .iter_mut()
            .find(|(it, _)| it.resource == grant.resource && it.condition == grant.condition)
        {
            Some((_, actions)) => actions.push(&grant.action),
            None => lines.push((grant, vec![&grant.action])),
        }
    }
    html! {
        ul.plain { @for (grant, actions) in &lines { li {
            @if with_actions || lines.len() > 1 { (actions.join(", ")) " " }
            "on " code { (short(&grant.resource)) }
            @if grant.condition.as_object().is_some_and(|it| !it.is_empty()) { " if " code { (grant.condition) } }
            @if !grant.bound { span.note { ": any that matches, its name is known only at run time" } }
            @if grant.provided { span.note { ", granted by the framework" } }
        } } }
    }
}

fn site_text(it: &FunctionView<'_>, site: &Site<'_>) -> Markup {
    let evidence = site.evidence;
    html! {
        div.site {
            p { (why(site.origin)) " " code { (evidence.operation) } }
            (chain(it, evidence))
            @if !evidence.found.is_empty() {
                ul.found { @for step in &evidence.found { li { (prose(step)) } } }
            }
        }
    }
}

/// The way from the entry point to the call, a source line a step.
fn chain(it: &FunctionView<'_>, evidence: &WireEvidence) -> Markup {
    let calls = evidence.steps.iter().skip(1);
    html! {
        ol.chain {
            @if let Some(step) = evidence.steps.first() { (line(it, &step.file, step.line, None, &format!("{} starts here", step.function))) }
            @for step in calls { (line(it, &step.file, step.line, None, &format!("calls {}", step.function))) }
            (line(it, &evidence.file, evidence.line, Some(evidence.column), ""))
        }
    }
}

/// A message with what stands in backticks as code.
pub(super) fn prose(text: &str) -> Markup {
    html! {
        @for (position, part) in text.split('`').enumerate() {
            @if position % 2 == 1 { code { (part) } } @else { (part) }
        }
    }
}

fn why(origin: &str) -> &'static str {
    match origin {
        "code" => "calls",
        "implied" => "behind the call",
        _ => "for",
    }
}

fn line(it: &FunctionView<'_>, file: &str, number: u32, column: Option<u32>, note: &str) -> Markup {
    let text = source(it.sources, file, number).filter(|it| !it.trim().is_empty());
    html! {
        li {
            span.place { (file) ":" (number) }
            @if let Some(text) = text { code.source { (marked(text, column)) } }
            @if !note.is_empty() { span.note { (note) } }
        }
    }
}

/// A source line without its indentation; the name that stands at a column is marked.
fn marked(text: &str, column: Option<u32>) -> Markup {
    let indent = text.chars().take_while(|it| it.is_whitespace()).count();
    let Some(column) = column.and_then(|it| usize::try_from(it).ok()?.checked_sub(1)) else {
        return html! { (text.trim()) };
    };
    let column = column.max(indent);
    let before: String = text.chars().take(column).skip(indent).collect();
    let is_name = |it: &char| it.is_alphanumeric() || matches!(it, '_' | '.' | '$');
    let name: String = text.chars().skip(column).take_while(is_name).collect();
    let after: String = text.chars().skip(column + name.chars().count()).collect();
    html! { (before) mark { (name) } (after.trim_end()) }
}
