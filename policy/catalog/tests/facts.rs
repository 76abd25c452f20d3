//! Facts that must hold of every operation in the catalog, and figures about it.

use std::collections::BTreeMap;

use catalog::{Basis, Catalog, Operation, ParameterSource, Path, Permission, Permissions, When};

fn operations() -> impl Iterator<Item = Operation> {
    Catalog::embedded()
        .services()
        .flat_map(|service| service.operations())
}

fn permissions() -> impl Iterator<Item = (Operation, Permission)> {
    operations().flat_map(|operation| {
        operation
            .permissions()
            .iter()
            .cloned()
            .map(move |it| (operation, it))
            .collect::<Vec<_>>()
    })
}

fn label(operation: Operation) -> String {
    format!("{}:{}", operation.service().id(), operation.name())
}

#[test]
fn every_operation_is_answered() {
    let mut counts: BTreeMap<Basis, usize> = BTreeMap::new();
    for operation in operations() {
        *counts.entry(operation.basis()).or_default() += 1;
        assert_ne!(
            operation.permissions(),
            Permissions::Unknown,
            "{}",
            label(operation)
        );
    }
    println!("{counts:?}");
    assert!(counts.values().sum::<usize>() > 19_000, "{counts:?}");
}

#[test]
fn every_action_is_in_the_iam_data() {
    let catalog = Catalog::embedded();
    let known: Vec<String> = permissions()
        .filter(|(operation, _)| operation.basis() != Basis::Presumed)
        .filter(|(_, permission)| {
            catalog
                .action(permission.action)
                .is_none_or(|it| it.full_name() != permission.action)
        })
        .map(|(operation, permission)| format!("{} {}", label(operation), permission.action))
        .collect();
    assert_eq!(known, Vec::<String>::new());
}

#[test]
fn every_arn_format_parses_and_has_the_placeholders_that_are_filled() {
    for (operation, permission) in permissions() {
        for rule in &permission.resources {
            let parts: Vec<&str> = rule.arn.splitn(6, ':').collect();
            assert_eq!(parts.len(), 6, "{} {}", label(operation), rule.arn);
            assert_eq!(parts[0], "arn", "{} {}", label(operation), rule.arn);
            assert_eq!(
                rule.arn.matches("${").count(),
                rule.arn.matches('}').count(),
                "{}",
                rule.arn
            );
            for parameter in &rule.parameters {
                let wanted = format!("${{{}}}", parameter.placeholder);
                assert!(
                    rule.arn.contains(&wanted),
                    "{} {} {wanted}",
                    label(operation),
                    rule.arn
                );
            }
        }
    }
}

#[test]
fn every_path_begins_with_a_parameter_of_the_operation() {
    for (operation, permission) in permissions() {
        let members: Vec<&str> = operation.input_members().collect();
        for path in paths(&permission) {
            assert!(
                members.contains(&path.parameter()),
                "{} {path}",
                label(operation)
            );
            assert!(!path.segments().is_empty(), "{} {path}", label(operation));
        }
    }
}

fn paths(permission: &Permission) -> Vec<Path> {
    let mut found = Vec::new();
    collect(permission.when.as_ref(), &mut found);
    for rule in &permission.resources {
        collect(rule.when.as_ref(), &mut found);
        for parameter in &rule.parameters {
            if let ParameterSource::Parameter(path) = parameter.source {
                found.push(path);
            }
        }
    }
    found
}

fn collect(when: Option<&When>, found: &mut Vec<Path>) {
    match when {
        None => {}
        Some(When::Present(path) | When::Absent(path)) => found.push(*path),
        Some(
            When::Equals(path, _)
            | When::StartsWith(path, _)
            | When::Contains(path, _)
            | When::FirstWord(path, _),
        ) => found.push(*path),
        Some(When::All(parts) | When::Any(parts)) => {
            for part in parts {
                collect(Some(part), found);
            }
        }
        Some(When::Not(inner)) => collect(Some(inner), found),
    }
}

#[test]
fn names_lead_back_to_their_operation() {
    use catalog::Sdk;
    for operation in operations() {
        let service = operation.service();
        for sdk in [
            Sdk::Botocore,
            Sdk::JavaScriptV2,
            Sdk::JavaScriptV3,
            Sdk::Rust,
        ] {
            let method = operation.method(sdk);
            assert_eq!(
                service.operation_named(sdk, &method),
                Some(operation),
                "{} {sdk:?} {method}",
                label(operation)
            );
        }
    }
}

#[test]
fn services_are_found_by_each_of_their_names() {
    use catalog::Sdk;
    let catalog = Catalog::embedded();
    for service in catalog.services() {
        assert_eq!(
            catalog.service_named(Sdk::Botocore, service.id()),
            Some(service)
        );
        let package = catalog
            .service_named(Sdk::JavaScriptV3, service.v3_package())
            .unwrap();
        assert_eq!(package.v3_package(), service.v3_package());
        for name in [
            service.rust_crate().to_owned(),
            service.rust_crate().replace('-', "_"),
        ] {
            let found = catalog.service_named(Sdk::Rust, &name).unwrap();
            assert_eq!(found.rust_crate(), service.rust_crate());
        }
        if let Some(class) = service.v2_class() {
            let found = catalog
                .service_named(Sdk::JavaScriptV2, &class.to_lowercase())
                .unwrap();
            assert_eq!(found.v2_class(), Some(class));
        }
    }
    assert_eq!(
        catalog.service_named(Sdk::JavaScriptV3, "@aws-sdk/client-cloudwatch-events"),
        catalog.service("events")
    );
    assert_eq!(catalog.service_named(Sdk::Rust, "aws_sdk_nothing"), None);
}

#[test]
fn the_block_is_small() {
    let size = Catalog::embedded().size();
    assert!(size < 1_700_000, "{size}");
}

/// The service reference names a `dataset`, which metrics are not written to: the namespace is what limits them.
#[test]
fn metrics_are_limited_by_their_namespace() {
    let found: Vec<Permission> = permissions()
        .filter(|(operation, _)| label(*operation) == "cloudwatch:PutMetricData")
        .map(|(_, permission)| permission)
        .collect();
    let [permission] = found.as_slice() else {
        panic!("one permission, found {found:?}");
    };
    assert!(permission.resources.is_empty(), "{permission:?}");
    let keys: Vec<&str> = permission.conditions.iter().map(|it| it.key).collect();
    assert_eq!(keys, ["cloudwatch:namespace"]);
}
