//! The report for code scanning: SARIF 2.1.0, with the way from the handler to a call as a code flow.

use super::saved::Unit;
use super::view::{Severity, named};
use super::visible::visible;
use crate::wire::review::{WireFinding, WireFindingPlace};
use crate::wire::synth::{FunctionResult, WireEvidence, WireUnresolved};
use policy::review::Rule;
use policy::review::rule::Concern;
use serde_json::{Value, json};
use serde_sarif::sarif::{
    ArtifactLocation, CodeFlow, Location, Message, MultiformatMessageString, PhysicalLocation,
    PropertyBag, Region, ReportingConfiguration, ReportingDescriptor, Result as SarifResult,
    ResultKind, ResultLevel, Run, RunAutomationDetails, Sarif, Suppression, ThreadFlow,
    ThreadFlowLocation, Tool, ToolComponent,
};
use std::collections::BTreeMap;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
/// What paths are relative to: where the sources were checked out.
const ROOT: &str = "SRCROOT";

/// One run a repository.
pub(crate) fn sarif(units: &[Unit]) -> String {
    let log = Sarif::builder()
        .version("2.1.0")
        .schema(SCHEMA)
        .runs(units.iter().map(run).collect::<Vec<_>>())
        .build();
    serde_json::to_string(&log).unwrap_or_default()
}

fn run(unit: &Unit) -> Run {
    let mut results = Vec::new();
    for template in &unit.document.templates {
        for function in &template.functions {
            match &function.review {
                Some(review) => results.extend(
                    review
                        .findings
                        .iter()
                        .map(|it| finding(&template.path, function, it)),
                ),
                // Results without a review still say what was not followed.
                None => results.extend(
                    function
                        .unresolved
                        .iter()
                        .map(|it| unresolved(&template.path, function, it)),
                ),
            }
        }
    }
    let driver = ToolComponent::builder()
        .name("iam-tailor")
        .semantic_version(env!("CARGO_PKG_VERSION"))
        .information_uri(env!("CARGO_PKG_REPOSITORY"))
        .rules(
            Rule::ALL
                .iter()
                .map(|it| descriptor(*it))
                .collect::<Vec<_>>(),
        )
        .build();
    let mut run = Run::builder()
        .tool(Tool::builder().driver(driver).build())
        .results(results)
        .build();
    run.column_kind = Some(json!("unicodeCodePoints"));
    // Runs of several repositories in one log are told apart by this.
    run.automation_details = (!unit.name.is_empty()).then(|| {
        RunAutomationDetails::builder()
            .id(format!("iam-tailor/{}/", unit.name))
            .build()
    });
    run
}

/// A rule, with what code scanning shows beside a finding. Only what is about security has a number for that.
fn descriptor(rule: Rule) -> ReportingDescriptor {
    let (level, number) = weight(Severity::of(rule.usual_severity().id()));
    let (tag, number) = match rule.concern() {
        Concern::Security => ("security", Some(number)),
        Concern::Operation => ("reliability", None),
        Concern::Coverage => ("coverage", None),
    };
    let mut properties = bag([("tags", json!([tag, "iam"])), ("precision", json!("high"))]);
    if let Some(number) = number {
        let all = &mut properties.additional_properties;
        all.insert("security-severity".to_owned(), json!(number));
    }
    ReportingDescriptor::builder()
        .id(rule.id())
        .name(rule.id())
        .short_description(described(rule.summary()))
        .full_description(described(rule.help()))
        .help(described(&format!("{}. {}", rule.summary(), rule.help())))
        .default_configuration(
            ReportingConfiguration::builder()
                .level(json!(level))
                .build(),
        )
        .properties(properties)
        .build()
}

/// A text of a rule, which is Markdown as it stands.
fn described(text: &str) -> MultiformatMessageString {
    let plain = text.replace('`', "");
    MultiformatMessageString::builder()
        .text(plain)
        .markdown(text)
        .build()
}

/// How code scanning calls a severity, and the number by which it sorts.
fn weight(severity: Severity) -> (ResultLevel, &'static str) {
    match severity {
        Severity::High => (ResultLevel::Error, "8.0"),
        Severity::Medium => (ResultLevel::Warning, "5.5"),
        Severity::Low => (ResultLevel::Note, "3.0"),
        Severity::Info => (ResultLevel::Note, "1.0"),
    }
}

fn finding(template: &str, function: &FunctionResult, it: &WireFinding) -> SarifResult {
    let (level, weight) = weight(Severity::of(&it.severity));
    let message = format!("{}; {}", it.message, it.remedy);
    // A shared role's findings are about none of its functions.
    let owner = it
        .role
        .as_ref()
        .map_or(function.name.as_str(), |it| &it.name);
    let about = it
        .resource
        .as_ref()
        .map(Value::to_string)
        .unwrap_or_default();
    let action = it.action.clone().unwrap_or_default();
    let properties = [
        ("security-severity", json!(weight)),
        ("confidence", json!(it.confidence)),
        ("about", json!(owner)),
    ];
    let mut result = result(
        &it.rule,
        level,
        &message,
        &[template, owner, &action, &about],
    );
    let mut places = it.places.iter().map(place);
    result.locations = places.next().map(|it| vec![it]);
    let related: Vec<Location> = places.collect();
    result.related_locations = (!related.is_empty()).then_some(related);
    result.properties = Some(bag(properties));
    let flows: Vec<CodeFlow> = it.evidence.iter().map(flow).collect();
    result.code_flows = (!flows.is_empty()).then_some(flows);
    result.suppressions = it.accepted.as_ref().map(|it| {
        let kind = if it.by == "comment" {
            "inSource"
        } else {
            "external"
        };
        vec![
            Suppression::builder()
                .kind(json!(kind))
                .justification(shown(&it.reason))
                .build(),
        ]
    });
    result
}

fn unresolved(template: &str, function: &FunctionResult, it: &WireUnresolved) -> SarifResult {
    let rule = if function.status == "unsupported" {
        Rule::NotAnalysed
    } else {
        Rule::NotFollowed
    };
    let message = format!("{}: {}", function.name, it.message);
    let place_of = location(&it.file, it.line, None, "");
    let mut result = result(
        rule.id(),
        ResultLevel::Warning,
        &message,
        &[template, &function.name, &it.kind, &it.message],
    );
    result.locations = Some(vec![place_of]);
    result
}

fn result(rule: &str, level: ResultLevel, message: &str, about: &[&str]) -> SarifResult {
    let fingerprint = std::iter::once(rule)
        .chain(about.iter().copied())
        .collect::<Vec<_>>()
        .join("|");
    SarifResult::builder()
        .rule_id(rule)
        .level(level)
        .kind(ResultKind::Fail)
        .message(text(message))
        .partial_fingerprints(BTreeMap::from([(
            "about/v1".to_owned(),
            visible(&fingerprint).into_owned(),
        )]))
        .build()
}

/// The steps from the entry point to a call.
fn flow(evidence: &WireEvidence) -> CodeFlow {
    let steps = evidence.steps.iter().enumerate().map(|(position, step)| {
        let words = if position == 0 {
            format!("{} starts here", named(&step.function))
        } else {
            format!("calls {}", named(&step.function))
        };
        location(&step.file, step.line, None, &words)
    });
    let call = location(
        &evidence.file,
        evidence.line,
        Some((evidence.column, 0)),
        &evidence.operation,
    );
    let locations = steps
        .chain([call])
        .map(|it| ThreadFlowLocation::builder().location(it).build());
    let thread = ThreadFlow::builder()
        .locations(locations.collect::<Vec<_>>())
        .build();
    CodeFlow::builder().thread_flows(vec![thread]).build()
}

fn place(it: &WireFindingPlace) -> Location {
    location(&it.file, it.line, Some((it.column, it.length)), &it.label)
}

fn location(file: &str, line: u32, columns: Option<(u32, u32)>, label: &str) -> Location {
    let mut region = Region::builder().start_line(i64::from(line.max(1))).build();
    if let Some((column, length)) = columns {
        region.start_column = Some(i64::from(column.max(1)));
        region.end_column = (length > 0).then(|| i64::from(column.max(1) + length));
    }
    let artifact = ArtifactLocation::builder()
        .uri(uri(file))
        .uri_base_id(ROOT)
        .build();
    let physical = PhysicalLocation::builder()
        .artifact_location(artifact)
        .region(region)
        .build();
    let mut location = Location::builder().physical_location(physical).build();
    location.message = (!label.is_empty()).then(|| text(label));
    location
}

/// A relative path as a URI reference: everything but unreserved characters is encoded, by bytes.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte))
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

/// A message; SARIF reads `[text](link)` and `{0}` in it, so these are written out.
fn text(message: &str) -> Message {
    Message::builder().text(shown(&plain(message))).build()
}

/// A message without backticks, in which names that a deployment knows are `<Stage>`: not every reader of SARIF takes doubled
/// braces for one.
fn plain(message: &str) -> String {
    let mut out = String::with_capacity(message.len());
    let mut rest = message;
    while let Some((before, after)) = rest.split_once("${") {
        out.push_str(before);
        match after.split_once('}') {
            Some((name, after)) => {
                out.push_str(&format!("<{name}>"));
                rest = after;
            }
            None => {
                out.push_str("${");
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out.replace('`', "")
}

fn shown(text: &str) -> String {
    visible(text)
        .replace('\\', "\\\\")
        .replace('[', "\\[")
        .replace(']', "\\]")
        .replace('{', "{{")
        .replace('}', "}}")
}

fn bag<const N: usize>(properties: [(&str, Value); N]) -> PropertyBag {
    let properties = properties
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value));
    PropertyBag::builder()
        .additional_properties(properties.collect::<BTreeMap<_, _>>())
        .build()
}

#[cfg(test)]
mod tests {
    use super::{plain, uri};

    #[test]
    fn plain_messages_have_no_marks() {
        assert_eq!(
            plain("`Fn` needs `a:B` on `${Orders.Arn}/index/${X`"),
            "Fn needs a:B on <Orders.Arn>/index/${X"
        );
    }

    #[test]
    fn paths_become_references() {
        assert_eq!(uri("src/a b%c:d.py"), "src/a%20b%25c%3Ad.py");
    }
}
