//! `catalog`: looks up operations, actions, resource types and services. Text for people, JSON for programs.

use std::io::BufRead;
use std::process::ExitCode;

use catalog::{
    Action, Basis, Catalog, Operation, ParameterSource, Permission, Permissions, Presumption,
    Reason, ResourceRule, ResourceType, Sdk, Unknown,
};

use crate::arguments::{About, Catalog as Arguments, Format, LookUp, LookUpOperations};
use crate::failure::{FINDINGS, Failure};
use crate::output;
use crate::wire::catalog as wire;
use policy::evaluator::pattern::Pattern;

/// Prints what was asked for; exit status 1 when a name is unknown.
///
/// `op --stdin` answers every line in its place and ends with 0: an unknown operation is an answer there.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    match &arguments.about {
        About::Op(look_up) if look_up.stdin => stream(look_up.format),
        About::Op(look_up) => Ok(operations(look_up)),
        About::Action(look_up) => Ok(action(look_up)),
        About::Resource(look_up) => Ok(resource(look_up)),
        About::Service(look_up) => Ok(service(look_up)),
    }
}

fn stream(format: Format) -> Result<ExitCode, Failure> {
    for line in std::io::stdin().lock().split(b'\n') {
        let line = line
            .map_err(|cause| Failure::Usage(format!("cannot read the standard input: {cause}")))?;
        let text = String::from_utf8_lossy(&line);
        let query = text.trim_end_matches('\r');
        if !query.trim().is_empty() {
            let found = Catalog::embedded().find_operation(query);
            output::result(&answer(query, &found, format));
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn answer(query: &str, found: &Result<Operation, Unknown>, format: Format) -> String {
    match (format, found) {
        (Format::Json, found) => wire::operation(query, found).to_string(),
        (Format::Text, Ok(operation)) => operation_text(*operation),
        (Format::Text, Err(unknown)) => {
            format!("{query}: unknown{}", did_you_mean(&unknown.suggestions))
        }
    }
}

fn operations(look_up: &LookUpOperations) -> ExitCode {
    let mut code = ExitCode::SUCCESS;
    for query in &look_up.query {
        let found = Catalog::embedded().find_operation(query);
        if found.is_ok() || look_up.format == Format::Json {
            output::result(&answer(query, &found, look_up.format));
        }
        if let Err(unknown) = found {
            code = unknown_name("operation", query, &unknown.suggestions);
        }
    }
    code
}

fn unknown_name(kind: &str, name: &str, suggestions: &[String]) -> ExitCode {
    let hint = did_you_mean(suggestions);
    output::note(&format!("error: no {kind} `{name}`{hint}"));
    ExitCode::from(FINDINGS)
}

fn did_you_mean(suggestions: &[String]) -> String {
    if suggestions.is_empty() {
        return String::new();
    }
    let quoted: Vec<String> = suggestions.iter().map(|it| format!("`{it}`")).collect();
    format!("; did you mean {}?", quoted.join(" or "))
}

/// The operation and where the answer comes from, then a line for each action and for each resource it is checked on; a
/// reason stands below what it is about.
fn operation_text(operation: Operation) -> String {
    let basis = basis_text(operation).map(|it| format!(" ({it})"));
    let mut lines = vec![format!(
        "{}{}",
        wire::label(operation),
        basis.unwrap_or_default()
    )];
    let reasons = operation.reasons();
    for reason in reasons.iter().filter(|it| it.actions.is_empty()) {
        lines.extend(reason_lines(reason, "  "));
    }
    match operation.permissions() {
        Permissions::NotNeeded => lines.push("  needs no permission".to_owned()),
        Permissions::Unknown => lines.push("  unknown which permissions it needs".to_owned()),
        Permissions::Needed(needed) => {
            for permission in &needed {
                permission_lines(permission, &mut lines);
                let about = reasons
                    .iter()
                    .filter(|it| it.actions.contains(&permission.action));
                lines.extend(about.flat_map(|reason| reason_lines(reason, "    ")));
            }
        }
    }
    lines.join("\n")
}

/// How far the answer can be relied on.
fn basis_text(operation: Operation) -> Option<String> {
    let prefix = operation.service().iam_prefix();
    match (operation.basis(), operation.presumption()) {
        (Basis::Curated, _) => Some("reviewed".to_owned()),
        (Basis::Rule, _) => Some(rule_words(operation).to_owned()),
        (Basis::NotNeeded, _) if operation.reasons().is_empty() => {
            Some("the service's model says that the call is not signed".to_owned())
        }
        (_, Some(Presumption::NoService)) => Some(format!(
            "presumed: AWS lists no actions of `{prefix}`, so the action is taken to have the operation's name"
        )),
        (_, Some(Presumption::NoAction)) => Some(format!(
            "presumed: AWS does not list the action under `{prefix}`, so it is taken to have the operation's name"
        )),
        _ => None,
    }
}

/// The rule that an answer follows from: the names are the same, except where actions are HTTP methods.
fn rule_words(operation: Operation) -> &'static str {
    let permissions = operation.permissions();
    let names = permissions.iter().map(|it| it.action.split(':').nth(1));
    if names
        .flatten()
        .any(|it| it.eq_ignore_ascii_case(operation.name()))
    {
        "by rule: AWS lists an action of the operation's name"
    } else {
        "by rule: actions are HTTP methods, resources are paths"
    }
}

fn reason_lines(reason: &Reason, indent: &str) -> [String; 2] {
    [
        format!("{indent}because {}", reason.text),
        format!("{indent}source: {}", reason.source),
    ]
}

fn permission_lines(permission: &Permission, lines: &mut Vec<String>) {
    let origin = match permission.origin {
        catalog::Origin::Code => "",
        catalog::Origin::Implied => " (implied)",
    };
    let when = permission
        .when
        .as_ref()
        .map(|when| format!(" {when}"))
        .unwrap_or_default();
    lines.push(format!("  {}{origin}{when}", permission.action));
    for rule in &permission.resources {
        lines.push(format!("    on {}", rule_text(rule)));
    }
    if permission.is_wildcard_only() {
        lines.push("    on * only".to_owned());
    }
    for condition in &permission.conditions {
        let value = match condition.value {
            catalog::ConditionValue::Literal(text) => text.to_owned(),
            catalog::ConditionValue::Parameter(path) => format!("the value of `{path}`"),
            catalog::ConditionValue::PartitionKey(path) => {
                format!("the table's partition key in `{path}`")
            }
        };
        lines.push(format!(
            "    {} {}: {value}",
            condition.operator, condition.key
        ));
    }
}

fn rule_text(rule: &ResourceRule) -> String {
    let sources: Vec<String> = rule
        .parameters
        .iter()
        .map(|it| match it.source {
            ParameterSource::Parameter(path) => format!("{} from `{path}`", it.placeholder),
            ParameterSource::Literal(text) => format!("{} is `{text}`", it.placeholder),
        })
        .collect();
    let when = rule
        .when
        .as_ref()
        .map(|when| format!(" {when}"))
        .unwrap_or_default();
    let named = if sources.is_empty() {
        String::new()
    } else {
        format!(": {}", sources.join(", "))
    };
    format!("{} {}{named}{when}", rule.resource_type, rule.arn)
}

fn action(look_up: &LookUp) -> ExitCode {
    let catalog = Catalog::embedded();
    let found = actions_like(&look_up.name);
    let [only] = found.as_slice() else {
        for action in &found {
            output::result(&match look_up.format {
                Format::Json => wire::action(*action, &[]).to_string(),
                Format::Text => action_heading(*action),
            });
        }
        return if found.is_empty() {
            let nearest = catalog.nearest_actions(&look_up.name);
            unknown_name("action", &look_up.name, &nearest)
        } else {
            ExitCode::SUCCESS
        };
    };
    let operations = catalog.operations_needing(only.full_name());
    output::result(&match look_up.format {
        Format::Json => wire::action(*only, &operations).to_string(),
        Format::Text => action_text(*only, &operations),
    });
    ExitCode::SUCCESS
}

/// The action with a name, or those that a policy means by a pattern.
fn actions_like(name: &str) -> Vec<Action> {
    let catalog = Catalog::embedded();
    if !name.contains(['*', '?']) {
        return catalog.action(name).into_iter().collect();
    }
    let pattern = Pattern::glob(&name.to_lowercase());
    let is_meant = |it: &Action| {
        let name = Pattern::literal(&it.full_name().to_lowercase());
        pattern.covers(&name)
    };
    let actions = catalog.prefixes().flat_map(|it| catalog.actions(it));
    actions.filter(is_meant).collect()
}

fn action_heading(action: Action) -> String {
    format!("{} ({})", action.full_name(), action.access_level())
}

fn action_text(action: Action, operations: &[Operation]) -> String {
    let mut lines = vec![action_heading(action)];
    let kinds = action.resource_types();
    for kind in &kinds {
        lines.push(format!("  on {} {}", kind.name(), kind.arns().join(" or ")));
    }
    if kinds.is_empty() {
        lines.push("  on * only".to_owned());
    }
    for operation in operations {
        lines.push(format!("  needed by {}", wire::label(*operation)));
    }
    lines.join("\n")
}

fn resource(look_up: &LookUp) -> ExitCode {
    let found = resource_types(&look_up.name);
    if found.is_empty() {
        let nearest = Catalog::embedded().nearest_resource_types(&look_up.name);
        return unknown_name("resource type", &look_up.name, &nearest);
    }
    for kind in &found {
        output::result(&match look_up.format {
            Format::Json => wire::resource_type(*kind).to_string(),
            Format::Text => resource_text(*kind, found.len() == 1),
        });
    }
    ExitCode::SUCCESS
}

/// The resource type with a name (`s3:object`, `stepfunctions:stateMachine`, `AWS::S3::Bucket`), or all of a prefix or a service.
fn resource_types(name: &str) -> Vec<ResourceType> {
    let catalog = Catalog::embedded();
    let plain = |text: &str| text.replace(['-', '_'], "").to_lowercase();
    let name = name.strip_prefix("AWS::").unwrap_or(name);
    let (service, kind) = name.split_once(':').unwrap_or((name, ""));
    let kind = plain(kind.trim_start_matches(':'));
    let Some(prefix) = catalog.prefix_of(&service.to_lowercase()) else {
        return Vec::new();
    };
    let is_meant = |it: &ResourceType| kind.is_empty() || plain(it.name()) == kind;
    catalog.resource_types(prefix).filter(is_meant).collect()
}

fn resource_text(kind: ResourceType, with_actions: bool) -> String {
    let mut lines = vec![format!("{}:{}", kind.prefix(), kind.name())];
    lines.extend(kind.arns().into_iter().map(|arn| format!("  {arn}")));
    if with_actions {
        let actions = Catalog::embedded().actions(kind.prefix());
        let own = actions.filter(|action| action.resource_types().contains(&kind));
        lines.extend(own.map(|action| format!("  {}", action.full_name())));
    }
    lines.join("\n")
}

fn service(look_up: &LookUp) -> ExitCode {
    let catalog = Catalog::embedded();
    let found = catalog.find_services(&look_up.name);
    if found.is_empty() {
        return unknown_name(
            "service",
            &look_up.name,
            &catalog.nearest_services(&look_up.name),
        );
    }
    for service in found {
        if look_up.format == Format::Json {
            output::result(&wire::service(service).to_string());
            continue;
        }
        output::result(&format!("{} ({})", service.id(), service.title()));
        output::result(&format!("  IAM prefix     {}", service.iam_prefix()));
        output::result(&format!("  boto3          {}", service.id()));
        output::result(&format!(
            "  JavaScript v2  {}",
            service.v2_class().unwrap_or("not there")
        ));
        output::result(&format!(
            "  JavaScript v3  {} {}",
            service.v3_package(),
            service.v3_client()
        ));
        output::result(&format!("  Rust           {}", service.rust_crate()));
        for operation in service.operations() {
            output::result(&format!(
                "  {} {}",
                operation.name(),
                operation.method(Sdk::Botocore)
            ));
        }
    }
    ExitCode::SUCCESS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(query: &str) -> String {
        answer(
            query,
            &Catalog::embedded().find_operation(query),
            Format::Text,
        )
    }

    #[test]
    fn every_answer_says_where_it_comes_from() {
        for (query, answer) in [
            (
                "s3.list_buckets",
                "s3:ListBuckets (reviewed)
  because the action has another name
  source: S3 API reference, ListBuckets, Permissions
  s3:ListAllMyBuckets
    on * only",
            ),
            (
                "sqs.send_message",
                "sqs:SendMessage (by rule: AWS lists an action of the operation's name)
  sqs:SendMessage
    on queue arn:${Partition}:sqs:${Region}:${Account}:${QueueName}: QueueName from `QueueUrl`",
            ),
            (
                "apigateway.get_rest_apis",
                "apigateway:GetRestApis (by rule: actions are HTTP methods, resources are paths)
  apigateway:GET
    on RestApis arn:${Partition}:apigateway:${Region}::/restapis",
            ),
            (
                "cognito-idp.sign_up",
                "cognito-idp:SignUp (the service's model says that the call is not signed)
  needs no permission",
            ),
        ] {
            assert_eq!(text(query), answer);
        }
    }

    #[test]
    fn actions_are_found_by_pattern() {
        let names = |name| -> Vec<&str> {
            actions_like(name)
                .into_iter()
                .map(Action::full_name)
                .collect()
        };
        assert_eq!(names("SQS:*messagebatch"), Vec::<&str>::new());
        assert_eq!(
            names("sqs:*messagev?sibility"),
            ["sqs:ChangeMessageVisibility"]
        );
        assert_eq!(names("sqs:sendmessage"), ["sqs:SendMessage"]);
        assert_eq!(names("sns:sub*"), ["sns:Subscribe"]);
    }

    #[test]
    fn resource_types_are_found_under_the_names_of_services_and_templates() {
        let names = |name| -> Vec<&str> {
            resource_types(name)
                .into_iter()
                .map(ResourceType::name)
                .collect()
        };
        assert_eq!(names("states:statemachine"), ["statemachine"]);
        assert_eq!(names("stepfunctions:stateMachine"), ["statemachine"]);
        assert_eq!(names("AWS::Logs::LogGroup"), ["log-group"]);
        assert_eq!(names("sqs"), ["queue"]);
        assert_eq!(names("sqs:topic"), Vec::<&str>::new());
        let nearest = |name| Catalog::embedded().nearest_resource_types(name);
        assert_eq!(nearest("dynamodb:tables"), ["dynamodb:table"]);
    }

    #[test]
    fn a_reason_stands_below_the_action_that_it_is_about() {
        let text = text("sqs.create_queue");
        assert!(
            text.starts_with("sqs:CreateQueue (reviewed)\n  because tags on create\n"),
            "{text}"
        );
        let text = self::text("ecs.create_service");
        let role = text.split_once("  iam:PassRole").unwrap_or_default().1;
        assert!(
            role.contains("\n    because a role is handed to the service\n    source: "),
            "{text}"
        );
    }
}
