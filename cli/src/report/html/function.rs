//! One function: what to act on, its role before and after, what it reaches, and the source that says so.

use super::figures::{place, status, tags};
use super::finding::{self, line, prose};
use super::{role, unread};
use crate::report::condition;
use crate::report::duty;
use crate::report::level::Level;
use crate::report::subject::short;
use crate::report::view::{Access, FunctionView, Review, Severity, Site, counted, named};
use crate::wire::synth::{WireEvidence, WireGrant, WireUnresolved};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// All functions.
pub(super) fn sections(review: &Review<'_>) -> Markup {
    html! {
        @for it in &review.functions { (section(review, it)) }
    }
}

fn section(review: &Review<'_>, it: &FunctionView<'_>) -> Markup {
    let result = it.result;
    let role = review.role_of(it);
    let of_role = role.map_or(&[][..], |it| &it.findings);
    let severities: BTreeSet<&str> = it
        .findings()
        .iter()
        .chain(of_role)
        .map(|it| Severity::of(&it.severity).id())
        .collect();
    let severities: Vec<&str> = severities.into_iter().collect();
    html! {
        article.function id=(it.anchor) data-status=(result.status) data-severities=(severities.join(" ")) aria-labelledby={ (it.anchor) "-name" } {
            h3 id={ (it.anchor) "-name" } { a href={ "#" (it.anchor) } { (result.name) } " " (status(&result.status)) " " (tags(&it.findings())) }
            p.where {
                (place(it)) @if let Some(at) = result.at { ":" (at.line) }
                " runs " code { (result.handler) }
                @if let Some(role) = role {
                    " under "
                    a href={ "#" (role.anchor) } { (prose(&role.label)) ", with " (counted(role.findings.len(), "finding")) }
                }
            }
            (unread(review, body(it)))
        }
    }
}

fn body(it: &FunctionView<'_>) -> Markup {
    html! {
        (gaps(it))
        (finding::list(it.sources, &it.findings()))
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
                    @let needs: BTreeSet<&str> = access.sites.iter().map(|it| duty::words(&it.evidence.operation)).collect();
                    p { "needed for " (needs.into_iter().collect::<Vec<_>>().join(", ")) }
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
        ol.chain { (line(it.sources, &gap.file, gap.line, None, "")) }
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
            @let condition = condition::words(&grant.condition);
            @if !condition.is_empty() { " if " (prose(&condition)) }
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
            @if let Some(step) = evidence.steps.first() { (line(it.sources, &step.file, step.line, None, &format!("{} starts here", named(&step.function)))) }
            @for step in calls { (line(it.sources, &step.file, step.line, None, &format!("calls {}", named(&step.function)))) }
            (line(it.sources, &evidence.file, evidence.line, Some(evidence.column), ""))
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
