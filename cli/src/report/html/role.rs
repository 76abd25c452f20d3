//! A function's role before and after, side by side.

use super::finding::prose;
use crate::report::condition;
use crate::report::subject::short;
use crate::report::view::FunctionView;
use crate::wire::review::{FRAMEWORK, WireReview, WireStatement};
use maud::{Markup, html};
use serde_json::Value;
use std::collections::BTreeSet;

/// What the role says and what it is to say; the latter alone where the declared role was not read.
pub(super) fn sides(it: &FunctionView<'_>) -> Markup {
    html! {
        @match &it.result.review {
            Some(review) => div.sides {
                div.side { h5 { "Declared: " (review.role) } (before(review)) }
                div.side { h5 { "Tailored" } (after(it, Some(review))) }
            },
            None => (after(it, None)),
        }
    }
}

fn before(review: &WireReview) -> Markup {
    html! {
        @if review.statements.is_empty() && review.hidden.is_empty() { p.nothing { "It grants nothing." } }
        @for (index, it) in review.statements.iter().enumerate() {
            @if it.from.as_deref() != Some(FRAMEWORK) { (declared(review, index, it)) }
        }
        @for it in framework(&review.statements) { (declared(review, usize::MAX, &it)) }
        @for it in &review.hidden {
            p.nothing { span.tag.partial { "not seen" } " " (prose(&it.what)) " " span.place { (it.file) ":" (it.line) } }
        }
    }
}

/// What the framework grants by itself comes an action at a time; what is on one resource is told together.
fn framework(statements: &[WireStatement]) -> Vec<WireStatement> {
    let mut told: Vec<WireStatement> = Vec::new();
    let all = statements.iter();
    for it in all.filter(|it| it.from.as_deref() == Some(FRAMEWORK)) {
        let is_same = |other: &&mut WireStatement| {
            other.resources == it.resources && other.only_if == it.only_if
        };
        match told.iter_mut().find(is_same) {
            Some(other) => other.actions.extend(it.actions.iter().cloned()),
            None => told.push(it.clone()),
        }
    }
    told
}

/// A list is folded after this many lines; managed policies have hundreds.
const SHOWN: usize = 12;

fn declared(review: &WireReview, index: usize, it: &WireStatement) -> Markup {
    let actions: Vec<Markup> = it
        .actions
        .iter()
        .map(|action| {
            let action = short(action);
            action_line(review, index, &action, it.resources.len())
        })
        .collect();
    html! {
        div.statement {
            div.by {
                (it.file) ":" (it.line)
                @if let Some(from) = &it.from { ", " (from) }
                @if let Some(condition) = &it.only_if { ", only if " (condition) }
            }
            @if it.effect != "Allow" { div { strong { (it.effect) } } }
            @if it.not_actions { div { "every action but" } }
            (folded(&actions))
            @if it.not_resources { div { "on every resource but" } }
            @for resource in &it.resources { div { (sign("")) "on " (short(resource)) } }
            @if it.conditional { div.why { "under a condition" } }
        }
    }
}

fn folded(lines: &[Markup]) -> Markup {
    let (first, rest) = lines.split_at(lines.len().min(SHOWN));
    html! {
        @for it in first { (it) }
        @if !rest.is_empty() { details { summary { "and " (rest.len()) " more" } @for it in rest { (it) } } }
    }
}

fn action_line(review: &WireReview, statement: usize, action: &str, resources: usize) -> Markup {
    let kinds: Vec<&str> = review
        .excess
        .iter()
        .filter(|it| it.statement == statement && it.action == action)
        .map(|it| it.kind.as_str())
        .collect();
    let unused = kinds.iter().filter(|it| **it == "unused").count();
    let (class, mark, why) = if unused > 0 && unused >= resources {
        ("removed", "−", "not used")
    } else if kinds.contains(&"wide-action") {
        ("narrowed", "~", "some of it is used")
    } else if !kinds.is_empty() {
        ("narrowed", "~", "used on less")
    } else {
        ("", "", "")
    };
    html! {
        div class=[(!class.is_empty()).then_some(class)] {
            (sign(mark)) (action) @if !why.is_empty() { span.why { " " (why) } }
        }
    }
}

/// The sign before a line; always there, so that lines stand under each other.
fn sign(mark: &str) -> Markup {
    html! { span.sign-mark { (mark) } }
}

fn after(it: &FunctionView<'_>, review: Option<&WireReview>) -> Markup {
    let statements = it.result.policy.get("Statement").and_then(Value::as_array);
    let statements: Vec<&Value> = statements.into_iter().flatten().collect();
    let provided: BTreeSet<&str> = it
        .result
        .grants
        .iter()
        .filter(|it| it.provided)
        .map(|it| it.action.as_str())
        .collect();
    let provided: Vec<&str> = provided.into_iter().collect();
    html! {
        @match it.result.status.as_str() {
            "complete" => @if statements.is_empty() { p.nothing { "The code needs nothing." } },
            "partial" => p.nothing { span.tag.partial { "in part" } " What could not be followed may need more than this." },
            _ => p.nothing { span.tag.unsupported { "not analysed" } " What the code needs is not known: keep the declared role." },
        }
        @for statement in statements { (tailored(statement, review)) }
        @if !provided.is_empty() {
            div.statement { div.by { (FRAMEWORK) } div { (sign("")) (provided.join(", ")) } }
        }
    }
}

fn tailored(statement: &Value, review: Option<&WireReview>) -> Markup {
    let (statement, only_if) = conditional(statement);
    let resources = list(statement, "Resource");
    let is_new = |action: &str| {
        review.is_some_and(|it| {
            it.missing
                .iter()
                .any(|it| it.action == action && resources.contains(&&it.resource))
        })
    };
    html! {
        div.statement {
            @if let Some(condition) = only_if { div.by { "only if " (condition) } }
            @for action in list(statement, "Action") {
                @let action = short(action);
                @if is_new(&action) {
                    div.added { (sign("+")) (action) span.why { " missing today" } }
                } @else {
                    div { (sign("")) (action) }
                }
            }
            @for resource in &resources { div { (sign("")) "on " (short(resource)) } }
            @if let Some(condition) = statement.get("Condition") { div { (sign("")) "if " (condition::words(condition).replace('`', "")) } }
        }
    }
}

/// A statement that is there only under a condition of the template.
fn conditional(statement: &Value) -> (&Value, Option<&str>) {
    let arguments = statement.get("Fn::If").and_then(Value::as_array);
    match arguments.map(Vec::as_slice) {
        Some([condition, yes, no]) => {
            let it = if yes.get("Action").is_some() { yes } else { no };
            (it, condition.as_str())
        }
        _ => (statement, None),
    }
}

fn list<'a>(statement: &'a Value, key: &str) -> Vec<&'a Value> {
    match statement.get(key) {
        Some(Value::Array(items)) => items.iter().collect(),
        Some(value) => vec![value],
        None => Vec::new(),
    }
}
