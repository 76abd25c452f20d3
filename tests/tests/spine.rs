//! The main job, end to end: `synth` gives the expected grants on the whole corpus, `apply` writes them, and nothing else.

use std::collections::BTreeSet;
use std::fs;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use tests::corpus::{Function, Service, services};
use tests::deployed::Stack;
use tests::{corpus, product, tool};

#[test]
fn synth_gives_the_expected_grants() -> Result<()> {
    let mut wrong = Vec::new();
    for service in services()? {
        let stack = Stack::of(&tool::template_json(&service.template())?);
        let synth = product::synth(&service.dir)?;
        for (name, expected) in &service.expected.functions {
            let found = function(&synth, &service, name)?;
            let found = compare(&stack, expected, found).with_context(|| name.clone())?;
            wrong.extend(
                found
                    .into_iter()
                    .map(|it| format!("{}: {name}: {it}", service.name)),
            );
        }
    }
    ensure!(
        wrong.is_empty(),
        "{} differences\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    Ok(())
}

/// Other programs read it: no key may go or change its meaning.
#[test]
fn synth_prints_the_frozen_json_twice_alike() -> Result<()> {
    let dir = corpus::root().join("corpus/bakery-orders");
    let args = ["synth", "--format", "json", "."];
    let text = product::succeed(&dir, &args)?;
    assert_eq!(text, product::succeed(&dir, &args)?);

    let keys = |value: &Value, at: &str| -> Vec<String> {
        let object = value
            .pointer(at)
            .and_then(Value::as_object)
            .into_iter()
            .flatten();
        object.map(|(key, _)| key.clone()).collect()
    };
    let synth: Value = serde_json::from_str(&text)?;
    ensure!(synth.get("version") == Some(&json!(1)));
    assert_eq!(keys(&synth, ""), ["version", "templates"]);
    assert_eq!(keys(&synth, "/templates/0"), ["path", "kind", "functions"]);
    let function = "/templates/0/functions/0";
    let of_function = [
        "name",
        "language",
        "handler",
        "status",
        "grants",
        "policy",
        "unresolved",
        "declared",
    ];
    assert_eq!(keys(&synth, function), of_function);
    let of_grant = [
        "action",
        "resource",
        "condition",
        "origin",
        "bound",
        "evidence",
    ];
    assert_eq!(keys(&synth, &format!("{function}/grants/0")), of_grant);
    let of_evidence = ["file", "line", "column", "operation", "chain"];
    assert_eq!(
        keys(&synth, &format!("{function}/grants/0/evidence/0")),
        of_evidence
    );
    assert_eq!(
        keys(&synth, &format!("{function}/policy")),
        ["Version", "Statement"]
    );
    assert_eq!(
        keys(&synth, &format!("{function}/declared")),
        ["missing", "excess"]
    );
    Ok(())
}

#[test]
fn policies_hold_what_no_framework_grants() -> Result<()> {
    let mut wrong = Vec::new();
    for service in services()? {
        let stack = Stack::of(&tool::template_json(&service.template())?);
        let synth = product::synth(&service.dir)?;
        for (name, expected) in &service.expected.functions {
            let own = expected
                .grants
                .iter()
                .filter(|it| it.get("framework").is_none());
            let own = own
                .map(|it| stack.permission(it))
                .collect::<Result<BTreeSet<_>>>()?;
            let written = stack.permissions(&function(&synth, &service, name)?["policy"])?;
            wrong.extend(
                own.difference(&written)
                    .map(|it| format!("{}: {name}: not in the policy: {it}", service.name)),
            );
            wrong.extend(
                written
                    .difference(&own)
                    .map(|it| format!("{}: {name}: idle in the policy: {it}", service.name)),
            );
        }
    }
    ensure!(
        wrong.is_empty(),
        "{} differences\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    Ok(())
}

#[test]
fn apply_changes_roles_only_and_only_once() -> Result<()> {
    let mut wrong = Vec::new();
    for service in services()? {
        if let Err(error) = applies(&service) {
            wrong.push(format!("{}: {error:#}", service.name));
        }
    }
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

fn applies(service: &Service) -> Result<()> {
    let room = tempfile::tempdir()?;
    let dir = room.path().join(&service.name);
    corpus::copy(&service.dir, &dir)?;
    let template = dir.join(&service.expected.template);
    let before = tool::template_json(&template)?;

    let diff = product::run(&dir, &["diff", "."])?;
    ensure!(diff.status.code() == Some(1), "diff: {}", diff.status);
    product::succeed(&dir, &["apply", "."])?;
    let once = fs::read(&template)?;
    let after = tool::template_json(&template)?;
    ensure!(before != after, "apply changed nothing");
    ensure!(
        without_roles(&before) == without_roles(&after),
        "apply changed more than roles"
    );
    let changed = changed_files(service, &dir)?;
    ensure!(
        changed == [service.expected.template.as_str()],
        "apply changed {changed:?}"
    );

    product::succeed(&dir, &["apply", "."])?;
    ensure!(
        fs::read(&template)? == once,
        "a second apply changed something"
    );
    let diff = product::run(&dir, &["diff", "."])?;
    ensure!(
        diff.status.code() == Some(0),
        "diff after apply: {}",
        diff.status
    );
    accepted(service, &dir)
}

/// Real tools take the written template, and a Serverless service gets a role for each function.
fn accepted(service: &Service, dir: &std::path::Path) -> Result<()> {
    if !service.is_serverless() {
        return tool::lint([dir.join(&service.expected.template).as_path()]);
    }
    let packaged = tool::serverless_package(dir)?;
    let resources = packaged
        .get("Resources")
        .and_then(Value::as_object)
        .context("a template")?;
    let functions = resources
        .values()
        .filter(|it| it["Type"] == "AWS::Lambda::Function");
    let roles: BTreeSet<String> = functions
        .map(|it| {
            it.pointer("/Properties/Role")
                .map(Value::to_string)
                .unwrap_or_default()
        })
        .collect();
    ensure!(
        roles.len() == service.expected.functions.len(),
        "one role a function, found {}",
        roles.len()
    );
    Ok(())
}

/// Grants and facts on which the two differ.
fn compare(stack: &Stack, expected: &Function, found: &Value) -> Result<Vec<String>> {
    let mut wrong = Vec::new();
    let facts = [
        ("handler", &expected.handler),
        ("language", &expected.language),
        ("status", &expected.status),
    ];
    for (key, wanted) in facts {
        if found[key] != json!(wanted) {
            wrong.push(format!("{key}: expected {wanted}, found {}", found[key]));
        }
    }
    let wanted = expected
        .grants
        .iter()
        .map(|it| grant(stack, it))
        .collect::<Result<BTreeSet<_>>>()?;
    let grants = found["grants"].as_array().context("grants")?;
    let found = grants
        .iter()
        .map(|it| grant(stack, it))
        .collect::<Result<BTreeSet<_>>>()?;
    wrong.extend(wanted.difference(&found).map(|it| format!("missing {it}")));
    wrong.extend(found.difference(&wanted).map(|it| format!("too much {it}")));
    Ok(wrong)
}

fn grant(stack: &Stack, grant: &Value) -> Result<String> {
    Ok(format!(
        "{} ({})",
        stack.permission(grant)?,
        grant["origin"].as_str().context("an origin")?
    ))
}

fn function<'a>(synth: &'a Value, service: &Service, name: &str) -> Result<&'a Value> {
    let mut templates = synth["templates"].as_array().into_iter().flatten();
    let template = templates.find(|it| it["path"] == json!(service.expected.template));
    let template =
        template.with_context(|| format!("{}: no {}", service.name, service.expected.template))?;
    let mut functions = template["functions"].as_array().into_iter().flatten();
    functions
        .find(|it| it["name"] == json!(name))
        .with_context(|| format!("{}: no function {name}", service.name))
}

/// A template less everything that grants something to a function.
fn without_roles(template: &Value) -> Value {
    let mut template = template.clone();
    if let Some(functions) = template.get_mut("functions").and_then(Value::as_object_mut) {
        for function in functions.values_mut().filter_map(Value::as_object_mut) {
            function.retain(|key, _| !key.starts_with("iamRole") && key != "role");
        }
    }
    for path in ["/Resources", "/resources/Resources"] {
        let Some(resources) = template.pointer_mut(path).and_then(Value::as_object_mut) else {
            continue;
        };
        resources.retain(|_, it| {
            !it["Type"]
                .as_str()
                .unwrap_or_default()
                .starts_with("AWS::IAM::")
        });
        for resource in resources.values_mut() {
            let properties = resource
                .get_mut("Properties")
                .and_then(Value::as_object_mut);
            if let Some(properties) = properties {
                properties.retain(|key, _| !["Role", "Policies"].contains(&key.as_str()));
            }
        }
    }
    template
}

/// Files of a copy that are not as in the corpus.
fn changed_files(service: &Service, copy: &std::path::Path) -> Result<Vec<String>> {
    let mut changed = Vec::new();
    for path in corpus::files(copy)? {
        let relative = path.strip_prefix(copy)?;
        if fs::read(service.dir.join(relative)).ok() != Some(fs::read(&path)?) {
            changed.push(relative.to_string_lossy().into_owned());
        }
    }
    changed.sort();
    Ok(changed)
}
