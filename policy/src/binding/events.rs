//! Values taken from the event: what the function's triggers say about them.
//!
//! Sound only as far as the template shows every way to invoke the function; a value that several triggers could have
//! sent is all of theirs. Without a trigger that sends such an event nothing is known.

use super::arn::Format;
use super::fill::{Value, in_words};
use super::notifications;
use super::resolve;
use super::resource_types::{Gives, resource_type};
use super::scope::Scope;
use super::text::Text;
use crate::expr::Expr;
use crate::template::{Trigger, TriggerKind};
use analyzer::facts::Step;

/// What a field of an event says about the trigger's source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tells {
    Name,
    Arn,
    ObjectKey,
}

/// Fields of events that name the source they come from. Source: the event formats in the Lambda developer guide.
const FIELDS: &[(TriggerKind, &str, Tells)] = &[
    (TriggerKind::S3, "Records[].s3.bucket.name", Tells::Name),
    (TriggerKind::S3, "Records[].s3.bucket.arn", Tells::Arn),
    (TriggerKind::S3, "Records[].s3.object.key", Tells::ObjectKey),
    (TriggerKind::Sqs, "Records[].eventSourceARN", Tells::Arn),
    (TriggerKind::Kinesis, "Records[].eventSourceARN", Tells::Arn),
    (
        TriggerKind::DynamoDbStream,
        "Records[].eventSourceARN",
        Tells::Arn,
    ),
    (TriggerKind::Sns, "Records[].Sns.TopicArn", Tells::Arn),
    (TriggerKind::Cognito, "userPoolId", Tells::Name),
];

/// Names of S3 events by way of EventBridge; the pattern may leave the bucket open.
const PATTERN_KEYS: &[&str] = &["Pattern", "EventPattern", "pattern", "eventPattern"];

/// The texts at a path of the event; empty when no trigger tells.
pub fn values(scope: &Scope<'_>, path: &[Step]) -> Vec<Value> {
    let spelled = spell(path);
    let mut values = Vec::new();
    for trigger in &scope.function.triggers {
        for (_, _, tells) in FIELDS
            .iter()
            .filter(|(kind, field, _)| *kind == trigger.kind && matches_field(field, &spelled))
        {
            match told_by(scope, trigger, *tells) {
                found if found.is_empty() => return Vec::new(),
                found => values.extend(found),
            }
        }
        values.extend(in_messages(scope, trigger, &spelled));
        if trigger.kind == TriggerKind::EventBridge {
            values.extend(in_pattern(scope, trigger, path));
        }
    }
    values.extend(in_custom_resources(scope, path));
    values
}

/// What the source of a trigger tells.
fn told_by(scope: &Scope<'_>, trigger: &Trigger, tells: Tells) -> Vec<Value> {
    match tells {
        Tells::ObjectKey => object_keys(scope, trigger),
        tells => source_values(scope, trigger, tells),
    }
}

/// What the messages that a trigger hands over tell of buckets: nothing where one of these tells nothing.
fn in_messages(scope: &Scope<'_>, trigger: &Trigger, spelled: &str) -> Vec<Value> {
    let tells = notifications::places(trigger.kind).find_map(|place| {
        let of_bucket = FIELDS.iter().find(|(kind, field, _)| {
            *kind == TriggerKind::S3 && matches_field(&format!("{place}{field}"), spelled)
        });
        of_bucket.map(|(_, _, tells)| *tells)
    });
    let Some(tells) = tells else {
        return Vec::new();
    };
    let mut values = Vec::new();
    for carried in notifications::carried(scope, trigger) {
        match told_by(scope, &carried, tells) {
            found if found.is_empty() => return Vec::new(),
            found => values.extend(found),
        }
    }
    values
}

/// What the template's custom resources hand to the function that they are served by, as their properties. A custom
/// resource of another template may hand over something else: a function that serves one here is taken to serve these.
fn in_custom_resources(scope: &Scope<'_>, path: &[Step]) -> Vec<Value> {
    let [Step::Field(properties), rest @ ..] = path else {
        return Vec::new();
    };
    if !matches!(
        properties.as_str(),
        "ResourceProperties" | "OldResourceProperties"
    ) {
        return Vec::new();
    }
    let own = &scope.function.logical_id;
    let mut values = Vec::new();
    for resource in &scope.declared.template.resources {
        let serves = resource.properties.get("ServiceToken");
        let serves = serves.and_then(|token| scope.declared.meant_by(token));
        if serves.is_none_or(|(served, _)| served.id != *own) {
            continue;
        }
        let given = rest
            .iter()
            .try_fold(vec![&resource.properties], |found, step| {
                let next: Vec<&Expr> = match step {
                    Step::Field(name) => found.iter().filter_map(|it| it.get(name)).collect(),
                    Step::Any => found.iter().flat_map(|it| it.items()).collect(),
                    Step::Part(..) => Vec::new(),
                };
                (!next.is_empty()).then_some(next)
            });
        for expr in given.into_iter().flatten() {
            let step = format!("`{}` hands over {}", resource.id, in_words(expr));
            let texts = resolve::texts(scope.declared, expr);
            values.extend(
                texts
                    .into_iter()
                    .map(|text| Value::plain(text).because(step.clone())),
            );
        }
    }
    values
}

fn spell(path: &[Step]) -> String {
    let mut text = String::new();
    for step in path {
        match step {
            Step::Field(name) => {
                if !text.is_empty() {
                    text.push('.');
                }
                text.push_str(name);
            }
            Step::Any => text.push_str("[]"),
            Step::Part(..) => text.push('|'),
        }
    }
    text
}

/// Field names are compared without case: frameworks' typed events spell them in their own casing.
fn matches_field(field: &str, spelled: &str) -> bool {
    let plain = |text: &str| text.replace('_', "").to_ascii_lowercase();
    plain(field) == plain(spelled)
}

fn source_values(scope: &Scope<'_>, trigger: &Trigger, tells: Tells) -> Vec<Value> {
    let Some(source) = trigger.source.as_ref() else {
        return Vec::new();
    };
    let step = format!("the function's trigger is {}", in_words(source));
    resolve::texts(scope.declared, source)
        .into_iter()
        .map(|text| {
            let text = told(scope, &text, tells);
            Value::plain(text).because(step.clone())
        })
        .collect()
}

/// The source's name or ARN from the way the trigger is written.
fn told(scope: &Scope<'_>, source: &Text, tells: Tells) -> Text {
    let meant = source
        .as_template()
        .and_then(|expr| scope.declared.meant_by(expr));
    let Some((resource, gives)) = meant else {
        return match tells {
            Tells::Name if source.leading_literal().starts_with("arn:") => {
                source.split(':').pop().unwrap_or_else(Text::any)
            }
            _ => source.clone(),
        };
    };
    let Some(row) = resource_type(&resource.kind) else {
        return source.clone();
    };
    match (tells, gives) {
        (Tells::Arn, Gives::OtherArn) => source.clone(),
        (Tells::Arn, _) => scope.arn_of(resource, row),
        _ => scope.name_of(resource, row),
    }
}

/// The keys that a bucket's notification lets through: its prefix and suffix.
fn object_keys(scope: &Scope<'_>, trigger: &Trigger) -> Vec<Value> {
    let properties = &trigger.properties;
    let rules = properties
        .at(&["Filter", "S3Key", "Rules"])
        .or_else(|| properties.get("rules"));
    let (mut prefix, mut suffix) = (Text::default(), Text::default());
    let mut trail = Vec::new();
    for rule in rules.map_or(&[][..], Expr::items) {
        let named = rule
            .get("Name")
            .and_then(Expr::as_text)
            .zip(rule.get("Value"));
        let short = rule
            .entries()
            .first()
            .map(|(name, value)| (name.as_str(), value));
        let Some((name, value)) = named.or(short) else {
            continue;
        };
        let texts = resolve::texts(scope.declared, value);
        let ([text], true) = (texts.as_slice(), trail.len() < 2) else {
            return Vec::new();
        };
        trail.push(format!("the trigger's {name} is {}", in_words(value)));
        match name.to_ascii_lowercase().as_str() {
            "prefix" => prefix = text.clone(),
            "suffix" => suffix = text.clone(),
            _ => return Vec::new(),
        }
    }
    vec![Value {
        text: prefix.then(&Text::any()).then(&suffix),
        trail,
    }]
}

/// The values that an EventBridge pattern demands at a path.
fn in_pattern(scope: &Scope<'_>, trigger: &Trigger, path: &[Step]) -> Vec<Value> {
    let pattern = PATTERN_KEYS
        .iter()
        .find_map(|key| trigger.properties.get(key));
    let Some(pattern) = pattern else {
        return Vec::new();
    };
    let demanded = path.iter().try_fold(pattern, |value, step| match step {
        Step::Field(name) => value.get(name),
        Step::Any => Some(value),
        Step::Part(..) => None,
    });
    let Some(Expr::List(demanded)) = demanded else {
        return Vec::new();
    };
    let mut values = Vec::new();
    for item in demanded {
        let Some(texts) = demanded_texts(scope, item) else {
            return Vec::new();
        };
        let step = format!("the rule's event pattern demands {}", in_words(item));
        values.extend(
            texts
                .into_iter()
                .map(|text| Value::plain(text).because(step.clone())),
        );
    }
    values
}

fn demanded_texts(scope: &Scope<'_>, item: &Expr) -> Option<Vec<Text>> {
    if let Expr::Map(entries) = item {
        let (operator, value) = entries.first()?;
        let texts = resolve::texts(scope.declared, value);
        return match operator.as_str() {
            "prefix" => Some(
                texts
                    .into_iter()
                    .map(|text| text.then(&Text::any()))
                    .collect(),
            ),
            "suffix" => Some(texts.iter().map(|text| Text::any().then(text)).collect()),
            "equals-ignore-case" => Some(vec![Text::any()]),
            _ => None,
        };
    }
    let texts = resolve::texts(scope.declared, item);
    (!texts.is_empty()).then_some(texts)
}

/// The ARN of a trigger's source, whatever it is written as; `base` is used when only a name is given.
pub fn source_arns(scope: &Scope<'_>, source: &Expr, base: &str) -> Vec<Text> {
    let mut arns = Vec::new();
    for text in resolve::texts(scope.declared, source) {
        let meant = text
            .as_template()
            .and_then(|expr| scope.declared.meant_by(expr));
        arns.push(match meant {
            Some((_, Gives::OtherArn)) | None if is_arn(&text) => text,
            Some((resource, _)) => match resource_type(&resource.kind) {
                Some(row) => scope.arn_of(resource, row),
                None => text,
            },
            None => Format::new(base).with_name(&text),
        });
    }
    arns
}

/// Whether a text is an ARN: by its beginning, or because it is nothing but an expression (its name alone cannot tell).
fn is_arn(text: &Text) -> bool {
    text.as_template().is_some() || text.leading_literal().starts_with("arn:")
}
