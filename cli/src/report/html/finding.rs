//! Findings and the source lines they show.

use crate::report::view::{Severity, source};
use crate::wire::review::WireFinding;
use crate::wire::synth::Sources;
use maud::{Markup, html};

/// Findings under a heading; nothing, if there are none.
pub(super) fn list(sources: &Sources, findings: &[&WireFinding]) -> Markup {
    html! {
        @if !findings.is_empty() {
            h4 { "Findings" }
            ul.findings { @for finding in findings { (text(sources, finding)) } }
        }
    }
}

fn text(sources: &Sources, finding: &WireFinding) -> Markup {
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
            ol.chain { @for place in &finding.places { (line(sources, &place.file, place.line, None, &place.label)) } }
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

/// A place with its source line, where the report has it.
pub(super) fn line(
    sources: &Sources,
    file: &str,
    number: u32,
    column: Option<u32>,
    note: &str,
) -> Markup {
    let text = source(sources, file, number).filter(|it| !it.trim().is_empty());
    html! {
        li {
            span.place { (file) ":" (number) }
            @if let Some(text) = text { code.source { (marked(text, column)) } }
            @if !note.is_empty() { span.note { (prose(note)) } }
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
