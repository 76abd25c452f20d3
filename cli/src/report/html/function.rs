//! One function: its role before and after, what it reaches, and the source that says so.

use super::figures::status;
use crate::report::level::Level;
use crate::report::subject::short;
use crate::report::view::{Access, FunctionView, Review, Site, counted, source};
use crate::wire::synth::{WireStep, WireUnresolved};
use maud::{Markup, html};
use serde_json::Value;

/// All functions.
pub(super) fn sections(review: &Review<'_>) -> Markup {
    html! {
        @for it in &review.functions { (section(it)) }
    }
}

fn section(it: &FunctionView<'_>) -> Markup {
    let result = it.result;
    html! {
        article.function id=(it.anchor) data-status=(result.status) aria-labelledby={ (it.anchor) "-name" } {
            h3 id={ (it.anchor) "-name" } { a href={ "#" (it.anchor) } { (result.name) } " " (status(&result.status)) }
            p.where {
                @if !it.unit.is_empty() { (it.unit) " · " }
                code { (it.template.path) @if let Some(at) = result.at { ":" (at.line) } }
                " → " code { (result.handler) }
            }
            (gaps(it))
            h4 { "Role" }
            (role(it))
            h4 { "Why" }
            @if it.access.is_empty() { p { "It needs no permissions." } }
            @for access in &it.access { (reach(it, access)) }
        }
    }
}

fn gaps(it: &FunctionView<'_>) -> Markup {
    html! {
        @if !it.result.unresolved.is_empty() {
            div.gaps {
                h4 { "Not followed" }
                ul { @for gap in &it.result.unresolved { li { (gap_line(it, gap)) } } }
            }
        }
    }
}

fn gap_line(it: &FunctionView<'_>, gap: &WireUnresolved) -> Markup {
    html! {
        span.tag.partial { (gap.kind) } " " (gap.message)
        ol.chain { (line(it, &gap.file, gap.line, None, "")) }
    }
}

fn role(it: &FunctionView<'_>) -> Markup {
    let statements = it.result.policy.get("Statement").and_then(Value::as_array);
    html! {
        div.policy {
            @for statement in statements.into_iter().flatten() { (statement_text(statement)) }
        }
    }
}

fn statement_text(statement: &Value) -> Markup {
    let list = |key: &str| match statement.get(key) {
        Some(Value::Array(items)) => items.iter().map(short).collect(),
        Some(value) => vec![short(value)],
        None => Vec::new(),
    };
    html! {
        div.statement {
            @for action in list("Action") { div.action { (action) } }
            @for resource in list("Resource") { div.resource { "on " code { (resource) } } }
        }
    }
}

fn reach(it: &FunctionView<'_>, access: &Access<'_>) -> Markup {
    html! {
        details.reach {
            summary {
                span.subject { (access.subject.label) }
                @for grant in &access.grants {
                    @let level = Level::of(&grant.action);
                    " " code.action.(level.id()) { (grant.action) }
                }
                @if access.is_open() { " " span.tag.open { "open" } }
                @if access.is_platform() { " " span.tag { "Lambda" } }
                span.count { (counted(access.sites.len(), "place")) }
            }
            p { "on " code { (short(access.resource)) } }
            @for site in &access.sites { (site_text(it, site)) }
        }
    }
}

fn site_text(it: &FunctionView<'_>, site: &Site<'_>) -> Markup {
    let evidence = site.evidence;
    let first = evidence.steps.first();
    let calls = evidence.steps.iter().zip(evidence.steps.iter().skip(1));
    html! {
        div.site {
            p { (why(site.origin)) " " code { (evidence.operation) } }
            ol.chain {
                @if let Some(step) = first { (line(it, &step.file, step.line, None, &format!("{} starts", step.function))) }
                @for (_, step) in calls { (step_line(it, step)) }
                (line(it, &evidence.file, evidence.line, Some(evidence.column), &evidence.operation))
            }
            @if !evidence.found.is_empty() {
                ul.found { @for step in &evidence.found { li { (step) } } }
            }
        }
    }
}

fn step_line(it: &FunctionView<'_>, step: &WireStep) -> Markup {
    line(it, &step.file, step.line, None, &format!("calls {}", step.function))
}

fn why(origin: &str) -> &'static str {
    match origin {
        "code" => "called:",
        "implied" => "behind the call",
        _ => "needed by Lambda for",
    }
}

fn line(it: &FunctionView<'_>, file: &str, number: u32, column: Option<u32>, note: &str) -> Markup {
    let text = source(it.sources, file, number);
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
