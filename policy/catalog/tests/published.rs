//! The names of published packages of JavaScript v3 and Rust are the catalog's, but for those that are written down.
//!
//! `published.txt` has a digest of the names of each package, and the names that one side lacks; `generator/published.py --record`
//! reads the packages themselves. `--test published_names` of the workspace asks for names of installed packages one by one.

use std::collections::BTreeSet;

use catalog::{Catalog, Service};
use sha2::{Digest, Sha256};

#[test]
fn names_of_recorded_packages_are_known() {
    let mut wrong = Vec::new();
    let mut names = 0;
    for line in include_str!("published.txt").lines() {
        if line.starts_with('#') {
            continue;
        }
        let [service, package, count, digest, differences @ ..] =
            &line.split(' ').collect::<Vec<_>>()[..]
        else {
            panic!("cannot read `{line}`");
        };
        let published = published(Catalog::embedded().service(service).unwrap(), differences);
        names += published.len();
        if published.len().to_string() != *count || digest_of(&published) != *digest {
            wrong.push(format!("{package}: run `published.py --record {service}`"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(names > 5_000, "{names}");
}

/// The catalog's names of a service, with what only the package has and without what only the catalog has.
fn published(service: Service, differences: &[&str]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for operation in service.operations() {
        names.insert(format!("command:{}", folded(operation.name())));
        if operation.is_paginated() {
            names.insert(format!("paginator:{}", folded(operation.name())));
        }
    }
    for (waiter, _) in service.waiters() {
        names.insert(format!("waiter:{}", folded(waiter)));
    }
    for difference in differences {
        let (sign, name) = difference.split_at(1);
        let is_new = if sign == "+" {
            names.insert(name.to_owned())
        } else {
            names.remove(name)
        };
        assert!(is_new, "{difference} is no difference");
    }
    names
}

fn folded(name: &str) -> String {
    name.to_lowercase()
}

fn digest_of(names: &BTreeSet<String>) -> String {
    let text = names
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join("\n");
    Sha256::digest(text)
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
