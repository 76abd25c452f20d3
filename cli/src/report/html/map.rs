//! The map: which functions reach which resources, and how. Its data for the picture, and the same as a table.

use crate::report::distinct::distinct;
use crate::report::level::Level;
use crate::report::view::{FunctionView, Review};
use maud::{Markup, html};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The section: filters, the place of the picture, and the table.
pub(super) fn section(review: &Review<'_>) -> Markup {
    let services: BTreeSet<&str> = review
        .functions
        .iter()
        .flat_map(|it| it.access.iter().map(|it| it.service))
        .collect();
    let (group, groups, _) = grouped(review);
    html! {
        section #map aria-labelledby="map-heading" {
            h2 #map-heading { "Map" }
            p.lead { "Which function reaches which resource, and what it can do there." }
            form #map-filters .filters hidden {
                label { "Find" input #map-find type="search" placeholder="function or resource" autocomplete="off"; }
                label {
                    "Service"
                    select #map-service {
                        option value="" { "all services" }
                        @for service in &services { option { (service) } }
                    }
                }
                label hidden[groups.len() < 2] {
                    (group)
                    select #map-where {
                        option value="" { "all" }
                        @for (index, name) in groups.iter().enumerate() { option value=(index) { (name) } }
                    }
                }
                fieldset {
                    legend { "Access" }
                    @for level in Level::ALL {
                        label.check { input type="checkbox" name="level" value=(level.bit()) checked; span.level.(level.id()) { (level.id()) } }
                    }
                }
                fieldset {
                    legend { "Show" }
                    label.check { input #map-open type="checkbox"; "only targets open until run time" }
                    label.check { input #map-platform type="checkbox"; "what Lambda itself needs" }
                }
                fieldset {
                    legend { "As" }
                    label.check { input type="radio" name="view" value="links"; "links" }
                    label.check { input type="radio" name="view" value="matrix"; "matrix" }
                }
                button #map-reset type="reset" { "Reset" }
            }
            p #map-status .status role="status" tabindex="-1" hidden {}
            div #map-picture hidden {}
            details #map-table {
                summary { "The same as a table" }
                (super::unread(review, html! {
                    div.scroll tabindex="0" role="region" aria-label="Access by resource" { (table(review)) }
                }))
            }
        }
    }
}

/// A resource with the functions that reach it, per level.
#[derive(Default)]
struct Reached<'a> {
    by: BTreeMap<Level, Vec<&'a FunctionView<'a>>>,
    open: bool,
}

/// What makes a resource one: its service, its template if its name means something there only, and its name.
type Key<'a> = (&'a str, Option<(&'a str, &'a str)>, String);

fn key<'a>(function: &FunctionView<'a>, access: &crate::report::view::Access<'a>) -> Key<'a> {
    let place = (function.unit, function.template.path.as_str());
    let subject = &access.subject;
    (
        access.service,
        subject.local.then_some(place),
        subject.label.clone(),
    )
}

fn table(review: &Review<'_>) -> Markup {
    let mut resources: BTreeMap<Key<'_>, Reached<'_>> = BTreeMap::new();
    for function in &review.functions {
        for access in function.access.iter().filter(|it| !it.is_platform()) {
            let reached = resources.entry(key(function, access)).or_default();
            reached.open |= access.is_open();
            for level in access.levels() {
                let by = reached.by.entry(level).or_default();
                if by.last().is_none_or(|it| it.anchor != function.anchor) {
                    by.push(function);
                }
            }
        }
    }
    let labels = labels(resources.keys());
    html! {
        table {
            thead { tr {
                th scope="col" { "Resource" }
                th scope="col" { "Service" }
                th scope="col" { "Access" }
                th scope="col" { "Functions" }
            } }
            @for ((key, reached), label) in resources.iter().zip(&labels) {
                @let (service, _, _) = key;
                tbody {
                    @for (row, (level, by)) in reached.by.iter().rev().enumerate() {
                        tr {
                            @if row == 0 {
                                th scope="rowgroup" rowspan=(reached.by.len()) {
                                    code { (label) }
                                    @if reached.open { " " span.tag.open { "open" } }
                                }
                                td rowspan=(reached.by.len()) { (service) }
                            }
                            td { span.level.(level.id()) { (level.id()) } }
                            td { @for (at, it) in by.iter().enumerate() {
                                @if at > 0 { ", " }
                                a href={ "#" (it.anchor) } { (it.label) }
                            } }
                        }
                    }
                }
            }
        }
    }
}

/// The data of the picture. Functions are `[anchor, name, group]`, resources `[label, service, template]`, and links
/// `[function, resource, levels, flags]` with the flags 1 for what only Lambda needs and 2 for open targets.
pub(super) fn data(review: &Review<'_>) -> Value {
    let (_, group_names, groups) = grouped(review);
    let mut resource_ids: BTreeMap<Key<'_>, usize> = BTreeMap::new();
    let mut keys: Vec<Key<'_>> = Vec::new();
    let mut functions = Vec::new();
    let mut links = Vec::new();
    for (index, (function, group)) in review.functions.iter().zip(&groups).enumerate() {
        functions.push(json!([function.anchor, function.label, group]));
        let mut reached: BTreeMap<(usize, u32), u32> = BTreeMap::new();
        for access in &function.access {
            let key = key(function, access);
            let id = *resource_ids.entry(key.clone()).or_insert_with(|| {
                keys.push(key);
                keys.len() - 1
            });
            let flags = u32::from(access.is_platform()) + 2 * u32::from(access.is_open());
            let levels: u32 = access.levels().into_iter().map(Level::bit).sum();
            *reached.entry((id, flags)).or_default() |= levels;
        }
        links.extend(
            reached
                .iter()
                .map(|((resource, flags), levels)| json!([index, resource, levels, flags])),
        );
    }
    let labels = labels(keys.iter());
    let resources: Vec<Value> = keys
        .iter()
        .zip(labels)
        .map(|((service, place, _), label)| {
            let home = place.map_or("", |(_, template)| template);
            json!([label, service, home])
        })
        .collect();
    json!({"groups": group_names, "functions": functions, "resources": resources, "links": links})
}

/// Names of resources; those that several templates have are told apart by their template.
fn labels<'a, 'k: 'a>(keys: impl Iterator<Item = &'a Key<'k>> + Clone) -> Vec<String> {
    let mut count: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (service, _, label) in keys.clone() {
        *count.entry((service, label)).or_default() += 1;
    }
    let path = |(unit, template): (&str, &str)| format!("{unit}/{template}");
    let places: BTreeSet<String> = keys.clone().filter_map(|it| it.1.map(path)).collect();
    let places: Vec<String> = places.into_iter().collect();
    let short = distinct(&places);
    keys.map(|(service, place, label)| {
        let place = place.and_then(|it| places.binary_search(&path(it)).ok());
        match place.and_then(|at| short.get(at)) {
            Some(place) if count.get(&(*service, label.as_str())) > Some(&1) => {
                format!("{label} ({place})")
            }
            _ => label.clone(),
        }
    })
    .collect()
}

/// What functions are grouped by (the repository, the template or the folder of the code, whichever first tells them
/// apart), the groups, and the group of each function.
fn grouped(review: &Review<'_>) -> (&'static str, Vec<String>, Vec<usize>) {
    type Group = fn(&FunctionView<'_>) -> String;
    let by: [(&'static str, Group); 3] = [
        ("Repository", |it| it.unit.to_owned()),
        ("Template", |it| it.template.path.clone()),
        ("Folder", |it| folder(&it.result.handler)),
    ];
    let named = |group: Group| review.functions.iter().map(group).collect::<Vec<String>>();
    let mut last = ("Folder", Vec::new());
    for (name, group) in by {
        last = (name, named(group));
        if last.1.iter().any(|it| Some(it) != last.1.first()) {
            break;
        }
    }
    let (name, all) = last;
    let mut groups = all.clone();
    groups.sort();
    groups.dedup();
    let of = |it: &String| groups.binary_search(it).unwrap_or_default();
    let each = all.iter().map(of).collect();
    (name, distinct(&groups), each)
}

fn folder(handler: &str) -> String {
    let file = handler.rsplit_once(':').map_or(handler, |(file, _)| file);
    file.rsplit_once('/')
        .map_or(".", |(folder, _)| folder)
        .to_owned()
}
