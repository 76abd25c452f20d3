//! The corpus is whole: what it expects is well formed, every function has events, real tools accept every template.

use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use tests::corpus::{Service, services};
use tests::deployed::Stack;
use tests::{corpus, tool};

#[test]
fn expectations_name_the_functions_of_the_template() -> Result<()> {
    for service in services()? {
        let template = tool::template_json(&service.template())?;
        let expected: BTreeSet<_> = service.expected.functions.keys().cloned().collect();
        assert_eq!(expected, functions(&template), "{}", service.name);
    }
    Ok(())
}

#[test]
fn handlers_and_events_exist() -> Result<()> {
    for service in services()? {
        for (name, function) in &service.expected.functions {
            let (file, _) = function
                .handler
                .split_once(':')
                .context("a handler is FILE:NAME")?;
            ensure!(
                service.dir.join(file).is_file(),
                "{}: no {file}",
                service.name
            );
            let events = service.events(name)?;
            let cases = events
                .get("cases")
                .and_then(Value::as_array)
                .context("events hold cases")?;
            ensure!(!cases.is_empty(), "{}: no case for {name}", service.name);
            ensure!(
                cases.iter().all(|it| it.get("event").is_some()),
                "{}: {name} has a case without event",
                service.name
            );
        }
    }
    Ok(())
}

#[test]
fn grants_are_sorted_and_deploy() -> Result<()> {
    for service in services()? {
        let stack = Stack::of(&tool::template_json(&service.template())?);
        for (name, function) in &service.expected.functions {
            let mut keys = Vec::new();
            for grant in &function.grants {
                let resource = grant.get("resource").context("a grant has a resource")?;
                stack
                    .text(resource)
                    .with_context(|| format!("{}: {name}", service.name))?;
                keys.push((text(grant, "action")?, resource.to_string()));
                let origin = text(grant, "origin")?;
                ensure!(
                    ["code", "implied", "platform"].contains(&origin.as_str()),
                    "{name}: origin {origin}"
                );
            }
            ensure!(
                keys.is_sorted(),
                "{}: the grants of {name} are not sorted",
                service.name
            );
            keys.dedup();
            assert_eq!(
                keys.len(),
                function.grants.len(),
                "{}: {name} has a grant twice",
                service.name
            );
        }
    }
    Ok(())
}

#[test]
fn the_services_and_languages_promised_are_there() -> Result<()> {
    let mut prefixes = BTreeSet::new();
    let mut languages = BTreeSet::new();
    for function in services()?
        .iter()
        .flat_map(|it| it.expected.functions.values())
    {
        languages.insert(function.language.clone());
        for grant in function
            .grants
            .iter()
            .filter(|it| it.get("origin").is_some_and(|it| it != "platform"))
        {
            prefixes.extend(text(grant, "action")?.split(':').next().map(str::to_owned));
        }
    }
    let promised = [
        "cloudwatch",
        "dynamodb",
        "events",
        "kinesis",
        "kms",
        "lambda",
        "s3",
        "secretsmanager",
        "ses",
        "sns",
        "sqs",
        "ssm",
        "states",
    ];
    assert_eq!(
        prefixes.iter().map(String::as_str).collect::<Vec<_>>(),
        promised
    );
    assert_eq!(
        languages.iter().map(String::as_str).collect::<Vec<_>>(),
        ["javascript", "python", "rust", "typescript"]
    );
    Ok(())
}

#[test]
fn aws_tools_accept_the_templates() -> Result<()> {
    let services = services()?;
    let templates: Vec<PathBuf> = services
        .iter()
        .filter(|it| !it.is_serverless())
        .map(Service::template)
        .collect();
    tool::lint(templates.iter().map(PathBuf::as_path))
}

#[test]
fn the_serverless_framework_packages_its_services() -> Result<()> {
    for service in services()?.iter().filter(|it| it.is_serverless()) {
        let room = tempfile::tempdir()?;
        let dir = room.path().join(&service.name);
        corpus::copy(&service.dir, &dir)?;
        let packaged = tool::serverless_package(&dir)?;
        let resources = packaged
            .get("Resources")
            .and_then(Value::as_object)
            .context("a template")?;
        let lambdas = resources.values().filter(|it| {
            it.get("Type")
                .is_some_and(|it| it == "AWS::Lambda::Function")
        });
        assert_eq!(
            lambdas.count(),
            service.expected.functions.len(),
            "{}",
            service.name
        );
    }
    Ok(())
}

/// The functions a template declares. Custom resources and the framework's own functions don't count.
fn functions(template: &Value) -> BTreeSet<String> {
    let serverless = template.get("functions").and_then(Value::as_object);
    if let Some(functions) = serverless {
        return functions.keys().cloned().collect();
    }
    let is_function = |it: &Value| {
        let kind = it.get("Type").and_then(Value::as_str).unwrap_or_default();
        ["AWS::Serverless::Function", "AWS::Lambda::Function"].contains(&kind)
    };
    let resources = template
        .get("Resources")
        .and_then(Value::as_object)
        .into_iter()
        .flatten();
    resources
        .filter(|(_, it)| is_function(it))
        .map(|(name, _)| name.clone())
        .collect()
}

fn text(value: &Value, key: &str) -> Result<String> {
    Ok(value
        .get(key)
        .and_then(Value::as_str)
        .with_context(|| format!("no `{key}` in {value}"))?
        .to_owned())
}
