//! Reach that a reviewer wants to see whether it is used or not: secrets, data, permissions.

use super::case::{Case, listing, origin_words, shown, statement_finding, words};
use super::matching::{has_wildcard, matches_action};
use super::openness::{allows_openly, open_resource};
use super::sharing::Sharing;
use super::{Finding, Rule, Severity};
use crate::declared::{DeclaredStatement, StatementOrigin};
use crate::evaluator::document::{Effect, Matched};
use catalog::Catalog;

/// Actions that give out secrets or undo encryption.
const SECRETS: &[&str] = &[
    "secretsmanager:GetSecretValue",
    "secretsmanager:BatchGetSecretValue",
    "ssm:GetParameter",
    "ssm:GetParameters",
    "ssm:GetParametersByPath",
    "ssm:GetParameterHistory",
    "kms:Decrypt",
];

/// Actions that read what customers and operators store.
const DATA: &[&str] = &[
    "s3:GetObject",
    "s3:GetObjectVersion",
    "dynamodb:GetItem",
    "dynamodb:BatchGetItem",
    "dynamodb:Query",
    "dynamodb:Scan",
    "dynamodb:ExportTableToPointInTime",
    "rds-data:ExecuteStatement",
    "rds-data:BatchExecuteStatement",
    "redshift-data:ExecuteStatement",
    "kinesis:GetRecords",
    "sqs:ReceiveMessage",
    "logs:GetLogEvents",
    "logs:FilterLogEvents",
    "es:ESHttpGet",
    "cognito-idp:ListUsers",
];

/// Whether an action in a statement is reported by one of the rules here, so that others leave it alone.
pub(super) fn is_reported(declared: &DeclaredStatement, action: &str) -> bool {
    let is_open = |names: &[&str]| names.contains(&action) && allows_openly(declared, action);
    is_open(SECRETS) || is_open(DATA) || manages_permissions(action)
}

fn manages_permissions(action: &str) -> bool {
    Catalog::embedded().action(action).is_some_and(manages)
}

/// Whether an action changes who may do what.
pub(super) fn manages(action: catalog::Action) -> bool {
    action.access_level().contains("Permissions management")
}

pub(super) fn findings(case: &Case<'_>, sharing: &Sharing<'_>, out: &mut Vec<Finding>) {
    if !sharing.is_first {
        return;
    }
    for declared in &case.permissions.statements {
        if declared.origin == StatementOrigin::Framework
            || declared.statement.effect == Effect::Deny
        {
            continue;
        }
        open(case, sharing, declared, SECRETS, Rule::OpenSecrets, out);
        open(case, sharing, declared, DATA, Rule::DataReach, out);
        permissions_management(case, sharing, declared, out);
    }
}

/// Actions of a list that a statement allows on everything.
fn open(
    case: &Case<'_>,
    sharing: &Sharing<'_>,
    declared: &DeclaredStatement,
    actions: &[&str],
    rule: Rule,
    out: &mut Vec<Finding>,
) {
    let granted: Vec<&str> = actions
        .iter()
        .copied()
        .filter(|action| allows_openly(declared, action))
        .collect();
    if granted.is_empty() {
        return;
    }
    let is_needed_openly = sharing
        .needs
        .iter()
        .any(|need| granted.contains(&need.grant.action.as_str()) && !need.grant.bound);
    let only_keys = granted.iter().all(|it| it.starts_with("kms:"));
    let severity = match rule {
        Rule::OpenSecrets if !only_keys && !is_needed_openly => Severity::High,
        _ => Severity::Medium,
    };
    let resource = open_resource(declared);
    let on = resource.as_ref().map_or_else(|| "*".to_owned(), shown);
    let by = match &declared.origin {
        StatementOrigin::Document => String::new(),
        _ => format!(", by {}", origin_words(declared)),
    };
    let who = case.role_words();
    let what = listing(granted.iter().copied());
    let message = match rule {
        Rule::OpenSecrets if only_keys => {
            format!("{who} can decrypt with every key: {what} on `{on}`{by}")
        }
        Rule::OpenSecrets => {
            format!(
                "{who} can read every {}: {what} on `{on}`{by}",
                secrets(&granted)
            )
        }
        _ => format!("{who} can read data without a limit: {what} on `{on}`{by}"),
    };
    let mut finding = statement_finding(case, sharing, declared, rule, severity, message);
    finding.action = Some(granted.join(", "));
    finding.resource = resource;
    finding.remedy = if is_needed_openly {
        "the code names the resource only at run time: limit it to a prefix that all its names have"
            .to_owned()
    } else {
        "limit it to the resources that the code uses; `iam-tailor diff` shows them".to_owned()
    };
    out.push(finding);
}

/// What actions of [`SECRETS`] read.
fn secrets(actions: &[&str]) -> &'static str {
    let of = |prefix: &str| actions.iter().any(|it| it.starts_with(prefix));
    match (of("secretsmanager:"), of("ssm:")) {
        (true, false) => "secret",
        (false, true) => "parameter",
        _ => "secret and parameter",
    }
}

/// Single actions that change permissions.
fn permissions_management(
    case: &Case<'_>,
    sharing: &Sharing<'_>,
    declared: &DeclaredStatement,
    out: &mut Vec<Finding>,
) {
    let Matched::AnyOf(entries) = &declared.statement.actions else {
        return;
    };
    // What others wrote is judged as a whole.
    if declared.origin != StatementOrigin::Document || !sharing.is_known() {
        return;
    }
    let is_used = |entry: &&crate::evaluator::document::Entry| {
        sharing.needs.iter().any(|need| matches_action(entry, need))
    };
    let managing: Vec<_> = entries
        .iter()
        .filter(|entry| !has_wildcard(&entry.pattern))
        .filter(|entry| {
            entry
                .pattern
                .as_text()
                .is_some_and(|it| manages_permissions(&it))
        })
        .collect();
    for (used, severity) in [(true, Severity::Info), (false, Severity::Medium)] {
        let names: Vec<String> = managing
            .iter()
            .filter(|entry| is_used(entry) == used)
            .map(|entry| words(&entry.written))
            .collect();
        if names.is_empty() {
            continue;
        }
        let listed = listing(names.iter().map(String::as_str));
        let use_ = if used {
            "which the code uses"
        } else {
            "which no code that was followed uses"
        };
        let message = format!(
            "{} can change who may do what: {listed}, {use_}",
            case.role_words()
        );
        let rule = Rule::PermissionsManagement;
        let mut finding = statement_finding(case, sharing, declared, rule, severity, message);
        finding.action = Some(names.join(", "));
        finding.remedy = if used {
            "make sure that it is limited to the resources that it must change".to_owned()
        } else {
            "take it out of the role".to_owned()
        };
        out.push(finding);
    }
}
