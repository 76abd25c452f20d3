//! Answers written down from AWS's documentation, one a line of `known_answers.txt`.

use catalog::{Catalog, Origin, ParameterSource, Permission, Permissions};

#[test]
fn every_known_answer_is_given() {
    let mut wrong = Vec::new();
    for line in include_str!("known_answers.txt").lines() {
        if line.starts_with('#') || line.is_empty() {
            continue;
        }
        let (query, expected) = line.split_once(" = ").expect(line);
        let operation = Catalog::embedded().find_operation(query).expect(query);
        let answer = text(&operation.permissions());
        if answer != expected {
            wrong.push(format!(
                "{query}\n  expected {expected}\n  answered {answer}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn text(permissions: &Permissions) -> String {
    match permissions {
        Permissions::NotNeeded => "nothing".to_owned(),
        Permissions::Unknown => "unknown".to_owned(),
        Permissions::Needed(needed) => needed
            .iter()
            .map(permission)
            .collect::<Vec<_>>()
            .join(" ; "),
    }
}

fn permission(permission: &Permission) -> String {
    let mut text = permission.action.to_owned();
    if permission.origin == Origin::Implied {
        text.push_str(" implied");
    }
    if let Some(when) = &permission.when {
        text.push_str(&format!(" [{when}]"));
    }
    for rule in &permission.resources {
        text.push_str(&format!(" on {}", rule.resource_type));
        for parameter in &rule.parameters {
            if let ParameterSource::Parameter(path) = parameter.source {
                text.push_str(&format!(" {}:{path}", parameter.placeholder));
            }
        }
    }
    text
}
