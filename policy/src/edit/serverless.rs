//! Where the roles of a Serverless service are written.

use super::change::{Change, path};
use super::explicit::Site;
use super::source::Source;
use super::{Planned, Refusal, Wanted, list, role};
use crate::expr::Expr;
use crate::template::serverless::role::{StatementStyle, inherits_by_default};
use crate::template::serverless::{COMPILED_CHANGES, CONSTRUCT_FUNCTIONS};
use crate::template::{DeclaredRole, Function, Template};

/// Statements at the function, which the framework or a plugin makes a role of.
pub(crate) fn statements(
    source: &Source,
    template: &Template,
    function: &Function,
    style: StatementStyle,
    wanted: &Wanted<'_>,
) -> Planned {
    let below = |place: Vec<String>, keys: &[&str]| -> Vec<String> {
        place.into_iter().chain(path(keys)).collect()
    };
    let policy = wanted.policy;
    let written = Expr::List(role::statements(policy));
    let Some(place) = function_path(source, &function.name) else {
        let place = below(path(&["functions", &function.name]), style.statements);
        return Err(Refusal {
            reason: "it is declared in another file".to_owned(),
            suggested: vec![Change::set(place, written)],
        });
    };
    let statements = below(place.clone(), style.statements);
    let mut changes = list::replace(
        source,
        statements.clone(),
        role::statements(policy),
        Some(written.clone()),
    );
    if changes.is_empty() && source.at(&statements).is_none() {
        changes.push(Change::set(statements, written));
    }
    if let Some(managed) = style.managed {
        let managed = below(place.clone(), managed);
        changes.extend(list::replace(source, managed, wanted.managed.clone(), None));
    }
    let switch = below(place, style.inherit);
    let inherits = match source.at(&switch) {
        Some(switch) => *switch != Expr::Bool(false),
        None => inherits_by_default(&template.document),
    };
    if inherits {
        changes.push(Change::set(switch, Expr::Bool(false)));
    }
    Ok(changes)
}

/// Where a role under `resources` goes; refused where the sections are in other files.
pub(crate) fn site(
    source: &Source,
    template: &Template,
    function: &Function,
) -> Result<Site, &'static str> {
    let place = function_path(source, &function.name).ok_or("it is declared in another file")?;
    let (preparation, resources) = resources_path(source, template, function)
        .ok_or("`resources` is written in another file")?;
    let site = Site {
        preparation,
        resources,
        role_entry: place.into_iter().chain(["role".to_owned()]).collect(),
        ..nominal_site(function)
    };
    Ok(match compiled_role_entry(source, function) {
        Some(role_entry) => Site {
            role_entry,
            reference: |id| Expr::get_att(id, "Arn"),
            ..site
        },
        None => site,
    })
}

/// The entry that gives the compiled function another role than the one at its declaration.
fn compiled_role_entry(source: &Source, function: &Function) -> Option<Vec<String>> {
    let resources = path(&["resources"]);
    let sections = match source.value().get("resources")? {
        Expr::List(items) => (0..items.len())
            .map(|index| path(&["resources", &index.to_string()]))
            .collect(),
        _ => vec![resources],
    };
    let entries = sections.into_iter().flat_map(|section| {
        COMPILED_CHANGES.iter().rev().map(move |part| {
            let keys = [*part, &function.logical_id, "Properties", "Role"];
            section.iter().cloned().chain(path(&keys)).collect()
        })
    });
    entries
        .into_iter()
        .find(|entry: &Vec<String>| source.at(entry).is_some())
}

/// The place to show when nothing can be written.
pub(crate) fn nominal_site(function: &Function) -> Site {
    let id = &function.logical_id;
    let base = id.strip_suffix("LambdaFunction").unwrap_or(id);
    Site {
        preparation: None,
        resources: path(&["resources", "Resources"]),
        role_entry: path(&["functions", &function.name, "role"]),
        base: base.to_owned(),
        reference: |id| Expr::text(id),
    }
}

/// The mapping of a function in this file; a construct may declare one too.
pub(crate) fn function_path(source: &Source, name: &str) -> Option<Vec<String>> {
    let direct = path(&["functions", name]);
    let in_list = source.value().get("functions").map_or(&[][..], Expr::items);
    let index = in_list.iter().position(|item| item.get(name).is_some());
    let in_list = index.map(|index| path(&["functions", &index.to_string(), name]));
    let constructs = CONSTRUCT_FUNCTIONS.iter().filter_map(|(key, suffix)| {
        let construct = name.strip_suffix(suffix)?;
        Some(path(&["constructs", construct, key]))
    });
    [Some(direct), in_list]
        .into_iter()
        .flatten()
        .chain(constructs)
        .find(|path| matches!(source.at(path), Some(Expr::Map(_))))
}

/// The mapping of resources in this file: the one that holds the function's role if it has one. A list without any gets a
/// new item; what is in another file becomes a list first.
fn resources_path(
    source: &Source,
    template: &Template,
    function: &Function,
) -> Option<(Option<Change>, Vec<String>)> {
    let nth = |index: usize| path(&["resources", &index.to_string(), "Resources"]);
    let only = path(&["resources", "Resources"]);
    match source.value().get("resources") {
        Some(Expr::List(items)) => {
            let own = own_role(template, function);
            let by_role = own.and_then(|id| {
                items
                    .iter()
                    .position(|item| item.at(&["Resources", id]).is_some())
            });
            let is_written = |item: &Expr| matches!(item.get("Resources"), Some(Expr::Map(_)));
            let index = by_role.or_else(|| items.iter().position(is_written));
            Some((None, nth(index.unwrap_or(items.len()))))
        }
        Some(section @ Expr::Map(entries)) => match section.get("Resources") {
            Some(Expr::Map(_) | Expr::Null) | None => Some((None, only)),
            // Every entry is one line, so that it reads the same in a list.
            Some(Expr::Text(_)) if entries.iter().all(|(_, it)| it.as_text().is_some()) => {
                Some((Some(listed(section)), nth(1)))
            }
            Some(_) => None,
        },
        Some(Expr::Null) | None => Some((None, only)),
        Some(file @ Expr::Text(_)) => Some((Some(listed(file)), nth(1))),
        Some(_) => None,
    }
}

/// The one section of `resources` as a list of one.
fn listed(section: &Expr) -> Change {
    Change::set(path(&["resources"]), Expr::List(vec![section.clone()]))
}

/// The role resource of a function.
fn own_role<'a>(template: &'a Template, function: &Function) -> Option<&'a str> {
    match &function.role {
        DeclaredRole::Role(role) => template.role(role).map(|it| it.id.as_str()),
        _ => None,
    }
}
