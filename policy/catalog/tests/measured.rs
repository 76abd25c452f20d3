//! The figures of the catalog's quality, as one committed table: a change of the facts shows here what it changed.
//!
//! README.md has the same table; the test says when it differs.

#![expect(clippy::unwrap_used, reason = "a test says what is there")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use catalog::{
    Basis, Catalog, Operation, Origin, ParameterSource, Permission, Permissions, Presumption,
    ResourceRule, Sdk, Service,
};

fn operations() -> Vec<Operation> {
    Catalog::embedded()
        .services()
        .flat_map(Service::operations)
        .collect()
}

fn label(operation: Operation) -> String {
    format!("{}:{}", operation.service().id(), operation.name())
}

#[test]
fn the_readme_has_the_measured_figures() {
    let readme = include_str!("../README.md");
    let measured = table();
    assert!(
        readme.contains(&measured),
        "README.md has other figures; measured are\n\n{measured}"
    );
}

fn table() -> String {
    let operations = operations();
    let permissions: Vec<Permission> = operations
        .iter()
        .flat_map(|operation| operation.permissions().iter().cloned().collect::<Vec<_>>())
        .collect();
    let basis = |wanted| {
        operations
            .iter()
            .filter(|operation| operation.basis() == wanted)
            .count()
    };
    let presumed = |why| {
        let why = Some(why);
        operations
            .iter()
            .filter(|it| it.presumption() == why)
            .count()
    };
    let count =
        |holds: &dyn Fn(&Permission) -> bool| permissions.iter().filter(|it| holds(it)).count();
    let catalog = Catalog::embedded();
    let rows = [
        ("services", catalog.services().count()),
        ("operations", operations.len()),
        ("answered by rule", basis(Basis::Rule)),
        ("answered by a reviewed row", basis(Basis::Curated)),
        ("no permission needed", basis(Basis::NotNeeded)),
        (
            "presumed: the service is not in the IAM data",
            presumed(Presumption::NoService),
        ),
        (
            "presumed: the action is not in the IAM data",
            presumed(Presumption::NoAction),
        ),
        ("unknown", basis(Basis::Unknown)),
        ("permissions", permissions.len()),
        (
            "only under a condition on parameters",
            count(&|it| it.when.is_some()),
        ),
        (
            "implied: behind the call",
            count(&|it| it.origin == Origin::Implied),
        ),
        (
            "on resources that parameters name",
            count(&|it| it.resources.iter().any(is_named)),
        ),
        (
            "narrowed by a condition key",
            count(&|it| !it.conditions.is_empty()),
        ),
        (
            "actions in the IAM data",
            catalog
                .prefixes()
                .map(|it| catalog.actions(it).count())
                .sum(),
        ),
    ];
    let mut text = String::from("| measured | |\n|---|---|\n");
    for (name, figure) in rows {
        writeln!(text, "| {name} | {figure} |").unwrap();
    }
    text
}

fn is_named(rule: &ResourceRule) -> bool {
    rule.parameters
        .iter()
        .any(|it| matches!(it.source, ParameterSource::Parameter(_)))
}

#[test]
fn no_operation_is_unknown() {
    let unknown: Vec<String> = operations()
        .into_iter()
        .filter(|operation| operation.permissions() == Permissions::Unknown)
        .map(label)
        .collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

/// Whoever reads a reviewed answer can check it: each has a reason with its source, and what it names is in the answer.
#[test]
fn every_reviewed_answer_has_its_reason_and_source() {
    let mut wrong = Vec::new();
    for operation in operations() {
        let reasons = operation.reasons();
        let permissions = operation.permissions();
        let told = match operation.basis() {
            Basis::Curated => !reasons.is_empty(),
            Basis::Rule => reasons.iter().all(|it| !it.actions.is_empty()),
            Basis::NotNeeded | Basis::Presumed | Basis::Unknown => true,
        };
        let holds = reasons.iter().all(|reason| {
            let is_needed = |action| permissions.iter().any(|it| it.action == action);
            let actions = reason.actions.iter().copied();
            !reason.text.is_empty() && !reason.source.is_empty() && actions.clone().all(is_needed)
        });
        if !told || !holds {
            wrong.push(label(operation));
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// Presumed answers are for services and operations that the authorization reference does not have: newer than it, or of
/// services that have been shut down. An answer that is presumed although its action exists is a row that is missing.
#[test]
fn what_is_presumed_is_not_in_the_iam_data() {
    let catalog = Catalog::embedded();
    let known: Vec<String> = operations()
        .into_iter()
        .filter(|operation| operation.basis() == Basis::Presumed)
        .filter(|operation| {
            let permissions = operation.permissions();
            permissions
                .iter()
                .next()
                .is_some_and(|it| catalog.action(it.action).is_some())
        })
        .map(label)
        .collect();
    assert!(known.is_empty(), "{known:?}");
}

/// Every ARN format is `arn:partition:service:region:account:resource` with balanced placeholders.
#[test]
fn every_arn_format_parses() {
    let catalog = Catalog::embedded();
    let mut wrong = Vec::new();
    for prefix in catalog.prefixes() {
        for kind in catalog.resource_types(prefix) {
            for arn in kind.arns() {
                let parts = arn.splitn(6, ':').collect::<Vec<_>>();
                let balanced = arn.matches("${").count() == arn.matches('}').count();
                if parts.len() != 6 || parts.first() != Some(&"arn") || !balanced {
                    wrong.push(format!("{prefix} {} {arn}", kind.name()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// A role is only passed when a parameter gives one, or to services whose calls always pass one.
#[test]
fn a_role_is_passed_to_a_service_that_is_named() {
    let mut services: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut passing = 0;
    for operation in operations() {
        for permission in operation.permissions().iter() {
            if permission.action == "iam:PassRole" {
                passing += 1;
                let named = permission
                    .conditions
                    .iter()
                    .any(|it| it.key == "iam:PassedToService");
                if !named {
                    services
                        .entry(operation.service().id())
                        .or_default()
                        .insert(operation.name());
                }
            }
        }
    }
    let unnamed: usize = services.values().map(BTreeSet::len).sum();
    assert!(passing > 700, "{passing}");
    assert!(
        unnamed * 10 < passing,
        "{unnamed} of {passing}: {services:?}"
    );
}

/// Known answers from the SDKs' packages themselves.
#[test]
fn names_are_those_of_the_published_packages() {
    let catalog = Catalog::embedded();
    let mut wrong = Vec::new();
    for line in include_str!("sdk_names.txt").lines() {
        if line.starts_with('#') {
            continue;
        }
        let [id, package, client, class, rust] = line.split(' ').collect::<Vec<_>>()[..] else {
            panic!("cannot read `{line}`");
        };
        let service = catalog.service(id).unwrap();
        let ours = format!(
            "{id} {} {} {} {}",
            service.v3_package(),
            service.v3_client(),
            service.v2_class().unwrap_or("-"),
            service.rust_crate()
        );
        if ours != line {
            wrong.push(format!("{ours}\n  published {line}"));
        }
        for (sdk, name) in [
            (Sdk::Botocore, id),
            (Sdk::JavaScriptV3, package),
            (Sdk::Rust, rust),
        ] {
            assert_eq!(catalog.service_named(sdk, name), Some(service), "{name}");
        }
        assert!(
            catalog.find_services(client).contains(&service),
            "{client} is not found"
        );
        if class != "-" {
            assert_eq!(
                catalog.service_named(Sdk::JavaScriptV2, class),
                Some(service)
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
