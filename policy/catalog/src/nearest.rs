//! Names that are near to one that is not there: a slip of the keyboard, a name that was not written out, a variable that is
//! called after the service.

use crate::names::folded;
use crate::query::operation_in;
use crate::{Catalog, Operation, Service};

/// How many suggestions an answer has at most.
pub(crate) const SUGGESTIONS: usize = 3;

/// What is shorter begins too many names to say anything; a part that is no longer is in too many.
const TELLING: usize = 3;

/// How near a name is to the one that is wanted, the nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Nearness {
    /// It differs by so many letters, two at most.
    Slip(usize),
    /// The wanted one is its beginning; so many letters follow.
    Begins(usize),
    /// The wanted one is a part of it, of so many letters more.
    Contains(usize),
    /// It differs by so many letters, a quarter at most.
    Slips(usize),
    /// It is not near; of services only, where the operation has exactly the wanted name.
    Far,
}

/// The operations that a service and an operation may mean, best first: of the services of that name; else of services with
/// a near name, or, under exactly that name, of any (`table.put_item`).
pub(crate) fn operations(catalog: Catalog, wanted: &[(String, &str)]) -> Vec<Operation> {
    let mut ranked = Vec::new();
    for (service, operation) in wanted {
        let own = catalog.find_services(service).into_iter();
        let own = own.flat_map(|it| operations_of(it, Some(Nearness::Slip(0)), operation));
        ranked.extend(own);
    }
    if ranked.is_empty() {
        for (service, operation) in wanted {
            let all = catalog.services().flat_map(|it| {
                let near = service_nearness(it, service);
                operations_of(it, near, operation)
            });
            ranked.extend(all);
        }
    }
    ranked.sort_by_key(|(near, of_service, operation)| {
        let service = operation.service();
        let is_second = service.id() != service.iam_prefix();
        (
            *near,
            *of_service,
            is_second,
            service.id(),
            operation.name(),
        )
    });
    let mut found: Vec<Operation> = Vec::new();
    for (_, _, operation) in ranked {
        if found.len() < SUGGESTIONS && !found.contains(&operation) {
            found.push(operation);
        }
    }
    found
}

/// How near an operation and its service are.
type Ranked = (Nearness, Nearness, Operation);

/// The operations of a service that have a near name; without a near name of its own, only the one of exactly that name.
fn operations_of(service: Service, near: Option<Nearness>, wanted: &str) -> Vec<Ranked> {
    let of_service = near.unwrap_or(Nearness::Far);
    let exact = operation_in(service, wanted);
    let mut found: Vec<Ranked> = exact
        .map(|it| (Nearness::Slip(0), of_service, it))
        .into_iter()
        .collect();
    if near.is_some() {
        let stem: String = folded(wanted.trim_end_matches("Command")).collect();
        found.extend(service.operations().filter_map(|it| {
            let name: String = folded(it.name()).collect();
            Some((nearness(&name, &stem)?, of_service, it))
        }));
    }
    found
}

fn service_nearness(service: Service, wanted: &str) -> Option<Nearness> {
    let names = [
        service.id(),
        service.iam_prefix(),
        service.v3_aggregate(),
        service.endpoint_prefix(),
    ];
    let names = names
        .into_iter()
        .map(|name| folded(name).collect::<String>());
    names.filter_map(|name| nearness(&name, wanted)).min()
}

/// The names of a list that are nearest to one that is not in it, best first.
pub(crate) fn names<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted: String = folded(wanted).collect();
    let mut ranked: Vec<(Nearness, &str)> = names
        .filter_map(|name| {
            let folded: String = folded(name).collect();
            Some((nearness(&folded, &wanted)?, name))
        })
        .collect();
    ranked.sort_unstable();
    ranked.dedup();
    ranked
        .into_iter()
        .map(|(_, name)| name)
        .take(SUGGESTIONS)
        .collect()
}

/// The things of a list whose names are nearest to one that is not in it, best first: all that have one of these names.
pub(crate) fn named<T: Copy>(wanted: &str, things: Vec<T>, name: fn(T) -> &'static str) -> Vec<T> {
    let nearest = names(wanted, things.iter().map(|it| name(*it)));
    let mut found = things;
    found.retain(|it| nearest.contains(&name(*it)));
    found.sort_by_key(|it| nearest.iter().position(|near| *near == name(*it)));
    found
}

fn nearness(name: &str, wanted: &str) -> Option<Nearness> {
    let most = (1 + wanted.len() / 4).max(if wanted.len() > TELLING { 2 } else { 1 });
    let slips = distance_within(name, wanted, most);
    match slips {
        Some(slips) if slips <= 2 => return Some(Nearness::Slip(slips)),
        _ if wanted.len() < TELLING => return None,
        _ => {}
    }
    let further = name.len().saturating_sub(wanted.len());
    if name.starts_with(wanted) {
        return Some(Nearness::Begins(further));
    }
    if wanted.len() > TELLING && name.contains(wanted) {
        return Some(Nearness::Contains(further));
    }
    slips.map(Nearness::Slips)
}

/// The distance of two words unless it is more than `most`, which is found out without comparing all of their letters.
fn distance_within(left: &str, right: &str, most: usize) -> Option<usize> {
    if left.len().abs_diff(right.len()) > most {
        return None;
    }
    let right = right.as_bytes();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (line, letter) in left.bytes().enumerate() {
        let mut diagonal = line;
        let mut before = line + 1;
        let mut least = before;
        let mut cells = row.iter_mut();
        if let Some(first) = cells.next() {
            *first = before;
        }
        for (cell, other) in cells.zip(right) {
            let here = (diagonal + usize::from(letter != *other))
                .min(before + 1)
                .min(*cell + 1);
            diagonal = std::mem::replace(cell, here);
            before = here;
            least = least.min(here);
        }
        if least > most {
            return None;
        }
    }
    row.last().copied().filter(|distance| *distance <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_counts_edits() {
        assert_eq!(distance_within("kitten", "sitting", 3), Some(3));
        assert_eq!(distance_within("kitten", "sitting", 2), None);
        assert_eq!(distance_within("", "abc", 9), Some(3));
    }

    #[test]
    fn slips_are_nearer_than_names_that_are_not_written_out() {
        let found = |wanted: &str| {
            names(
                wanted,
                ["GetSecretValue", "ListSecrets", "GetSecrets"].into_iter(),
            )
        };
        assert_eq!(found("GetSecret"), ["GetSecrets", "GetSecretValue"]);
        assert_eq!(found("secretval"), ["GetSecretValue"]);
    }
}
