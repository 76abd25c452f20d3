//! The proof by execution: every handler of the corpus runs in an emulated AWS that enforces IAM, under its tailored policy.
//!
//! Enough: no case fails and no request is refused. Least: without any one permission (an action on a resource), and with its
//! resource's name changed, the same run is refused that action. Sound: every request was predicted from the code.
//! `cargo test -p tests --test emulator -- --nocapture` prints how much that was.

#![expect(
    clippy::print_stdout,
    reason = "how much was proven is for those who ask with --nocapture"
)]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::{fmt, fs};

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value, json};
use tests::corpus::{Function, Service, services};
use tests::judge::{Question, agree, ours};
use tests::{corpus, product, tool};

#[test]
fn allotments() -> Result<()> {
    proves("allotments")
}

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
fn lost_and_found() -> Result<()> {
    proves("lost-and-found")
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
        .map(|name| {
            (
                name.clone(),
                json!({ "policy": nothing, "predicted": nothing }),
            )
        })
        .collect();
    let report = run(&service, &policies)?;
    for name in service.expected.functions.keys() {
        let function = report.get(name).context("a report")?;
        ensure!(!refused(function).is_empty(), "{name} was not refused");
        ensure!(
            !problems(function).is_empty(),
            "{name} did not notice: {function}"
        );
        ensure!(!list(function, "unpredicted").is_empty(), "{name}");
    }
    Ok(())
}

/// Runs a service under what `synth` prints; says what was too little, idle, or not predicted.
fn proves(name: &str) -> Result<()> {
    let service = named(name)?;
    let report = run(&service, &tailored(&service)?)?;
    let mut wrong = Vec::new();
    let mut proof = Proof::default();
    for (name, expected) in &service.expected.functions {
        let function = report.get(name).context("a report")?;
        let refused = refused(function)
            .into_iter()
            .map(|it| format!("refused: {it}"));
        let unpredicted = list(function, "unpredicted")
            .iter()
            .map(|it| format!("not predicted: {it}"));
        let found = problems(function)
            .into_iter()
            .chain(refused)
            .chain(unpredicted)
            .chain(unproven(expected, function));
        wrong.extend(found.map(|it| format!("{name}: {it}")));
        proof.add(expected, function);
    }
    proof.judged = agree(&questions(&report)?)?;
    println!("{name}: {proof}");
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

/// How much a run has shown.
#[derive(Debug, Default)]
struct Proof {
    functions: usize,
    cases: usize,
    requests: usize,
    removed: usize,
    renamed: usize,
    nameless: usize,
    platform: usize,
    judged: usize,
}

impl Proof {
    fn add(&mut self, expected: &Function, function: &Value) {
        self.functions += 1;
        self.cases += list(function, "cases").len();
        self.requests += list(function, "requests").len();
        for permission in list(function, "permissions") {
            self.removed += usize::from(permission["removed"] == true);
            self.renamed += usize::from(permission["renamed"] == true);
            if is_for_lambda(expected, permission) {
                self.platform += 1;
            } else if permission["renamed"].is_null() {
                self.nameless += 1;
            }
        }
    }
}

impl fmt::Display for Proof {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{} functions, {} cases, {} requests, all allowed and predicted; permissions: {} refused when removed, \
             {} when renamed, {} on resources without a name, {} for Lambda itself; {} requests judged twice more",
            self.functions,
            self.cases,
            self.requests,
            self.removed,
            self.renamed,
            self.nameless,
            self.platform,
            self.judged
        )
    }
}

/// The permissions without which, or with another name in which, every case still went through.
fn unproven(expected: &Function, function: &Value) -> Vec<String> {
    list(function, "permissions")
        .iter()
        .filter(|it| !is_for_lambda(expected, it))
        .flat_map(|it| {
            let spared = is_spared(expected, it);
            let idle = ((it["removed"] == true) == spared).then(|| match spared {
                true => format!("used after all: {it}"),
                false => format!("idle: {it}"),
            });
            let wide = (it["renamed"] == false)
                .then(|| format!("allowed under another resource's name: {it}"));
            idle.into_iter().chain(wide)
        })
        .collect()
}

/// Of each function: the policy that `synth` prints, and the part of it that its calls were predicted to need.
fn tailored(service: &Service) -> Result<BTreeMap<String, Value>> {
    let synth = product::synth(&service.dir)?;
    let functions = list(&synth, "templates")
        .iter()
        .flat_map(|it| list(it, "functions"));
    functions
        .map(|it| {
            let name = it["name"].as_str().context("a name")?.to_owned();
            let predicted: Vec<_> = list(it, "grants")
                .iter()
                .filter(|it| it["origin"] != "platform")
                .map(statement)
                .collect();
            let predicted = json!({ "Version": "2012-10-17", "Statement": predicted });
            Ok((
                name,
                json!({ "policy": it["policy"], "predicted": predicted }),
            ))
        })
        .collect()
}

fn statement(grant: &Value) -> Value {
    let statement =
        json!({ "Effect": "Allow", "Action": grant["action"], "Resource": grant["resource"] });
    match grant["condition"].as_object() {
        Some(condition) if !condition.is_empty() => {
            let with = json!({ "Condition": condition });
            merged(statement, with)
        }
        _ => statement,
    }
}

fn merged(mut into: Value, more: Value) -> Value {
    if let (Some(into), Value::Object(more)) = (into.as_object_mut(), more) {
        into.extend(more);
    }
    into
}

/// Every recorded request, to be judged again. The emulator's own answer must be ours too.
fn questions(report: &Value) -> Result<Vec<Question>> {
    let mut questions = Vec::new();
    for function in report.as_object().into_iter().flat_map(Map::values) {
        for request in list(function, "requests") {
            let text = |key: &str| request[key].as_str().context("a text").map(str::to_owned);
            let question = Question {
                policies: vec![function["policy"].clone()],
                boundaries: None,
                action: text("action")?,
                resource: text("resource")?,
                context: request["context"].as_object().cloned().unwrap_or_default(),
            };
            ensure!(
                ours(&question)? == (request["allowed"] == true),
                "the emulator judges differently: {question:?}"
            );
            questions.push(question);
        }
    }
    Ok(questions)
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

/// Whether a library documents a permission that no event can make it use; `spare` in the expectation says why it is granted.
/// Asked by action: a function has no other grant of a spared action.
fn is_spared(function: &Function, permission: &Value) -> bool {
    function
        .grants
        .iter()
        .any(|it| it["spare"].is_string() && it["action"] == permission["action"])
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
    list(function, "cases")
        .iter()
        .filter(|it| !it["problem"].is_null())
        .map(|it| format!("{}: {}", it["name"], it["problem"]))
        .collect()
}

fn refused(function: &Value) -> Vec<&Value> {
    list(function, "requests")
        .iter()
        .filter(|it| it["allowed"] == false)
        .collect()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value
        .get(key)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
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
