//! Names that are near to one that is not there.

use crate::names::folded;
use crate::{Catalog, Service};

/// How many suggestions an answer has at most.
const SUGGESTIONS: usize = 3;

/// The operations nearest to a name, best first: of the services that are known, or of services with a near name.
pub(crate) fn operations(
    catalog: Catalog,
    known: &[Service],
    near_service: &str,
    operation: &str,
) -> Vec<String> {
    let candidates: Vec<Service> = if known.is_empty() {
        catalog.services().collect()
    } else {
        known.to_vec()
    };
    let wanted: String = folded(operation.trim_end_matches("Command")).collect();
    let mut ranked: Vec<(usize, String)> = Vec::new();
    for service in candidates {
        let service_distance = service_distance(service, near_service);
        for operation in service.operations() {
            let name: String = folded(operation.name()).collect();
            let most = tolerated(&wanted).checked_sub(service_distance);
            if let Some(distance) = most.and_then(|most| distance_within(&name, &wanted, most)) {
                let distance = distance + service_distance;
                ranked.push((distance, format!("{}:{}", service.id(), operation.name())));
            }
        }
    }
    best(ranked)
}

/// How many letters may differ between a name that is asked for and one that is suggested.
fn tolerated(wanted: &str) -> usize {
    2 + wanted.len() / 3
}

fn best(mut ranked: Vec<(usize, String)>) -> Vec<String> {
    ranked.sort();
    ranked.dedup();
    ranked
        .into_iter()
        .take(SUGGESTIONS)
        .map(|(_, name)| name)
        .collect()
}

/// The names of a list that are nearest to one that is not in it, best first.
pub(crate) fn names<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let folded_wanted: String = folded(wanted).collect();
    let near = names.filter_map(|name| {
        let folded: String = folded(name).collect();
        let distance = distance_within(&folded, &folded_wanted, tolerated(&folded_wanted))?;
        Some((distance, name.to_owned()))
    });
    best(near.collect())
}

fn service_distance(service: Service, wanted: &str) -> usize {
    if wanted.is_empty() {
        return 0;
    }
    let names = [service.id(), service.iam_prefix(), service.v3_aggregate()];
    names
        .iter()
        .map(|name| distance(&folded(name).collect::<String>(), wanted))
        .min()
        .unwrap_or(0)
}

/// The number of single-letter insertions, deletions and changes between two words.
fn distance(left: &str, right: &str) -> usize {
    distance_within(left, right, usize::MAX).unwrap_or(usize::MAX)
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
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
    }
}
