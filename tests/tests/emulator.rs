//! The proof by execution: every handler of the corpus runs in an emulated AWS that enforces IAM, under its tailored policy.
//!
//! Enough: no case fails and no request is refused. Least: without any one (action, resource) of the policy, some request
//! would have been refused.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use tests::corpus::{Function, Service, services};
use tests::{corpus, product, tool};

#[test]
fn bakery_orders() -> Result<()> {
    proves("bakery-orders")
}

#[test]
fn concert_tickets() -> Result<()> {
    proves("concert-tickets")
}

#[test]
fn farm_box() -> Result<()> {
    proves("farm-box")
}

#[test]
fn parcel_tracker() -> Result<()> {
    proves("parcel-tracker")
}

#[test]
fn photo_lab() -> Result<()> {
    proves("photo-lab")
}

#[test]
fn tool_rental() -> Result<()> {
    proves("tool-rental")
}

#[test]
fn vet_clinic() -> Result<()> {
    proves("vet-clinic")
}

#[test]
fn every_service_is_proven() -> Result<()> {
    let source = fs::read_to_string(corpus::root().join("tests/tests/emulator.rs"))?;
    for service in services()? {
        ensure!(
            source.contains(&format!("proves(\"{}\")", service.name)),
            "no test runs {}",
            service.name
        );
    }
    Ok(())
}

#[test]
fn an_empty_policy_is_refused() -> Result<()> {
    let service = named("bakery-orders")?;
    let nothing = json!({ "Version": "2012-10-17", "Statement": [] });
    let policies = service
        .expected
        .functions
        .keys()
        .map(|name| (name.clone(), nothing.clone()))
        .collect();
    let report = run(&service, &policies)?;
    for name in service.expected.functions.keys() {
        let function = report.get(name).context("a report")?;
        ensure!(refused(function) > 0, "{name} was not refused");
        ensure!(
            !problems(function).is_empty(),
            "{name} did not notice: {function}"
        );
    }
    Ok(())
}

fn proves(name: &str) -> Result<()> {
    let service = named(name)?;
    let policies = tailored(&service)?;
    let report = run(&service, &policies)?;
    let mut wrong = Vec::new();
    for (name, expected) in &service.expected.functions {
        let function = report.get(name).context("a report")?;
        wrong.extend(
            problems(function)
                .into_iter()
                .map(|it| format!("{name}: {it}")),
        );
        if refused(function) > 0 {
            wrong.push(format!("{name}: refused: {}", function["requests"]));
        }
        let idle = function["idle"].as_array().into_iter().flatten();
        wrong.extend(
            idle.filter(|it| !is_for_lambda(expected, it))
                .map(|it| format!("{name}: idle: {it}")),
        );
    }
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

/// The policy that `synth` gives each function.
fn tailored(service: &Service) -> Result<BTreeMap<String, Value>> {
    let synth = product::synth(&service.dir)?;
    let templates = synth
        .get("templates")
        .and_then(Value::as_array)
        .context("templates")?;
    let functions = templates
        .iter()
        .flat_map(|it| it["functions"].as_array().into_iter().flatten());
    functions
        .map(|it| {
            Ok((
                it["name"].as_str().context("a name")?.to_owned(),
                it["policy"].clone(),
            ))
        })
        .collect()
}

/// Whether a permission is one that Lambda uses itself: no handler ever asks for it.
fn is_for_lambda(function: &Function, permission: &Value) -> bool {
    let platform = function
        .grants
        .iter()
        .filter(|it| it["origin"] == "platform");
    platform
        .into_iter()
        .any(|it| it["action"] == permission["action"])
}

/// Runs the emulator; gives its report by function.
fn run(service: &Service, policies: &BTreeMap<String, Value>) -> Result<Value> {
    let room = tempfile::tempdir()?;
    let policies = write(room.path().join("policies.json"), &json!(policies))?;
    let template = write(room.path().join("template.json"), &template(service)?)?;
    let program = corpus::root().join("tests/emulator/run.py");
    let program = program.to_str().context("a path in UTF-8")?;
    let report = tool::python([program], [service.dir.as_path(), &template, &policies])?;
    Ok(serde_json::from_str(&report)?)
}

fn template(service: &Service) -> Result<Value> {
    if !service.is_serverless() {
        return tool::transformed(&service.template());
    }
    let room = tempfile::tempdir()?;
    let dir = room.path().join(&service.name);
    corpus::copy(&service.dir, &dir)?;
    tool::serverless_package(&dir)
}

fn problems(function: &Value) -> Vec<String> {
    let cases = function["cases"].as_array().into_iter().flatten();
    cases
        .filter(|it| !it["problem"].is_null())
        .map(|it| format!("{}: {}", it["name"], it["problem"]))
        .collect()
}

fn refused(function: &Value) -> usize {
    function["requests"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|it| it["allowed"] == false)
        .count()
}

fn named(name: &str) -> Result<Service> {
    services()?
        .into_iter()
        .find(|it| it.name == name)
        .with_context(|| format!("no service {name}"))
}

fn write(path: PathBuf, value: &Value) -> Result<PathBuf> {
    fs::write(&path, value.to_string())?;
    Ok(path)
}
