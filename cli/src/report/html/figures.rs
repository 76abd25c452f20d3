//! The first page: figures, findings of all functions, and the list of functions.

use crate::report::view::{FunctionView, Review, counted};
use maud::{Markup, html};

/// What a security team asks first.
pub(super) fn overview(review: &Review<'_>) -> Markup {
    let figures = review.figures();
    html! {
        section #overview aria-labelledby="overview-heading" {
            h2 #overview-heading { "Overview" }
            ul.figures {
                (figure(figures.functions, "function", &[
                    (figures.complete, "followed completely"), (figures.partial, "in part"), (figures.unsupported, "not at all")]))
                (figure(figures.granted, "permission needed", &[
                    (figures.code, "by code"), (figures.implied, "behind a call"), (figures.platform, "by Lambda")]))
                (figure(figures.open, "open target", &[(figures.stars, "on any resource")]))
            }
        }
    }
}

fn figure(count: usize, name: &str, parts: &[(usize, &str)]) -> Markup {
    let words = counted(count, name);
    let (_, name) = words.split_once(' ').unwrap_or(("", name));
    html! {
        li {
            strong { (count) } " " (name)
            @for (count, part) in parts.iter().filter(|it| it.0 > 0) { span.part { (count) " " (part) } }
        }
    }
}

/// Findings of all functions.
pub(super) fn findings(_review: &Review<'_>) -> Markup {
    html! {}
}

/// The list of functions with a filter.
pub(super) fn index(review: &Review<'_>) -> Markup {
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
                        th.number scope="col" { "Open" }
                    } }
                    tbody { @for it in &review.functions { (row(it)) } }
                }
            }
        }
    }
}

fn row(it: &FunctionView<'_>) -> Markup {
    html! {
        tr data-for=(it.anchor) {
            th scope="row" { a href={ "#" (it.anchor) } { (it.result.name) } }
            td { @if !it.unit.is_empty() { (it.unit) " · " } (it.template.path) }
            td { (status(&it.result.status)) }
            td.number { (it.written().count()) }
            td.number { (it.written().filter(|grant| !grant.bound).count()) }
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
