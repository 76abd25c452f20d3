//! The product's evaluator of IAM policies against one that others wrote: random policies, random requests, one answer.
//!
//! The questions are the same in each run. Left out is what AWS does not document and the two read differently: wildcards in the
//! type of a resource, `ForAnyValue` together with `IfExists`; and a network of all addresses (`/0`), which the other judge takes
//! for none. `cargo test -p tests --test judges -- --nocapture` prints how many questions there were.

use anyhow::{Result, ensure};
use fastrand::Rng;
use serde_json::{Map, Value, json};
use tests::judge::{Question, agree};

const QUESTIONS: usize = 10_000;

/// An action, a resource it is about, and condition keys of its own with values that a request may carry.
struct Operation {
    action: &'static str,
    resource: &'static str,
    keys: &'static [(&'static str, Values)],
}

/// The values of a condition key, by its type.
#[derive(Debug, Clone, Copy)]
enum Values {
    Text(&'static [&'static str]),
    Texts(&'static [&'static str]),
    Number,
    Date,
    Bool,
    Address,
    Arn,
}

const OPERATIONS: [Operation; 6] = [
    Operation {
        action: "s3:GetObject",
        resource: "arn:aws:s3:::photos/team-a/cat.png",
        keys: &[],
    },
    Operation {
        action: "s3:ListBucket",
        resource: "arn:aws:s3:::photos",
        keys: &[
            ("s3:prefix", Values::Text(&["team-a/", "team-b/", "", "a*"])),
            ("s3:max-keys", Values::Number),
        ],
    },
    Operation {
        action: "dynamodb:Query",
        resource: "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/index/by-day",
        keys: &[(
            "dynamodb:LeadingKeys",
            Values::Texts(&["ann", "bob", "Ann"]),
        )],
    },
    Operation {
        action: "sqs:SendMessage",
        resource: "arn:aws:sqs:eu-west-1:123456789012:jobs",
        keys: &[],
    },
    Operation {
        action: "kms:Decrypt",
        resource: "arn:aws:kms:eu-west-1:123456789012:key/0a1b2c3d-0000-1111-2222-333344445555",
        keys: &[(
            "kms:ViaService",
            Values::Text(&["s3.eu-west-1.amazonaws.com", "sqs.eu-west-1.amazonaws.com"]),
        )],
    },
    Operation {
        action: "cloudwatch:PutMetricData",
        resource: "*",
        keys: &[(
            "cloudwatch:namespace",
            Values::Text(&["Shop", "shop", "Sho"]),
        )],
    },
];

/// Keys that every request may carry.
const GLOBAL: [(&str, Values); 6] = [
    (
        "aws:PrincipalTag/team",
        Values::Text(&["team-a", "team-b", "*"]),
    ),
    ("aws:SourceIp", Values::Address),
    ("aws:SecureTransport", Values::Bool),
    ("aws:CurrentTime", Values::Date),
    ("aws:MultiFactorAuthAge", Values::Number),
    ("aws:SourceArn", Values::Arn),
];

#[test]
fn random_policies_are_judged_alike() -> Result<()> {
    let mut dice = Rng::with_seed(7);
    let questions: Vec<_> = (0..QUESTIONS).map(|_| question(&mut dice)).collect();
    let answered = agree(&questions)?;
    println!("{answered} of {QUESTIONS} random questions answered alike");
    ensure!(
        answered * 10 > QUESTIONS * 9,
        "only {answered} of {QUESTIONS} questions were answered"
    );
    Ok(())
}

fn question(dice: &mut Rng) -> Question {
    let operation = pick(dice, &OPERATIONS);
    let keys: Vec<_> = operation.keys.iter().chain(&GLOBAL).copied().collect();
    let mut context = Map::new();
    for (key, values) in &keys {
        if dice.u8(..) < 140 {
            context.insert((*key).to_owned(), requested(dice, *values));
        }
    }
    let count = dice.usize(1..4);
    let policies = vec![document(dice, operation, &keys, count)];
    let boundaries = (dice.u8(..) < 50).then(|| vec![document(dice, operation, &keys, 2)]);
    Question {
        policies,
        boundaries,
        action: operation.action.to_owned(),
        resource: operation.resource.to_owned(),
        context,
    }
}

fn document(dice: &mut Rng, operation: &Operation, keys: &[(&str, Values)], count: usize) -> Value {
    let statements: Vec<_> = (0..count)
        .map(|_| statement(dice, operation, keys))
        .collect();
    json!({ "Version": "2012-10-17", "Statement": statements })
}

fn statement(dice: &mut Rng, operation: &Operation, keys: &[(&str, Values)]) -> Value {
    let mut statement = Map::new();
    let effect = if dice.u8(..) < 50 { "Deny" } else { "Allow" };
    statement.insert("Effect".to_owned(), effect.into());
    let (action, resource) = (
        if dice.u8(..) < 25 {
            "NotAction"
        } else {
            "Action"
        },
        if dice.u8(..) < 25 {
            "NotResource"
        } else {
            "Resource"
        },
    );
    let actions: Vec<_> = (0..dice.usize(1..3))
        .map(|_| changed_action(dice, operation))
        .collect();
    let resources: Vec<_> = (0..dice.usize(1..3))
        .map(|_| changed_resource(dice, operation))
        .collect();
    statement.insert(action.to_owned(), json!(actions));
    statement.insert(resource.to_owned(), json!(resources));
    if dice.u8(..) < 150 {
        let conditions: Map<_, _> = (0..dice.usize(1..3))
            .map(|_| condition(dice, keys))
            .collect();
        statement.insert("Condition".to_owned(), conditions.into());
    }
    Value::Object(statement)
}

fn changed_action(dice: &mut Rng, operation: &Operation) -> String {
    let action = operation.action;
    let (service, name) = action.split_once(':').unwrap_or_default();
    let start: String = name.chars().take(3).collect();
    let rest: String = name.chars().skip(1).collect();
    match dice.u8(..8) {
        0 => "*".to_owned(),
        1 => format!("{service}:*"),
        2 => format!("{service}:{start}*"),
        3 => format!("{service}:?{rest}"),
        4 => action.to_ascii_lowercase(),
        5 => pick(dice, &OPERATIONS).action.to_owned(),
        _ => action.to_owned(),
    }
}

fn changed_resource(dice: &mut Rng, operation: &Operation) -> String {
    let arn = operation.resource;
    if arn == "*" {
        return arn.to_owned();
    }
    // Wildcards stand in names: AWS says of one in the type of a resource only that it must not be there.
    let (head, name) = arn.rsplit_once(':').unwrap_or_default();
    let typed = name.find('/').map_or(0, |slash| slash + 1);
    let cut = dice.usize(head.len() + 1 + typed..arn.len());
    let start: String = arn.chars().take(cut).collect();
    let rest: String = arn.chars().skip(cut + 1).collect();
    match dice.u8(..8) {
        0 => "*".to_owned(),
        1 => format!("{start}*"),
        2 => format!("{start}?{rest}"),
        3 => format!("{start}*{rest}"),
        4 => arn.replace("team-a", "${aws:PrincipalTag/team}"),
        5 => pick(dice, &OPERATIONS).resource.to_owned(),
        _ => arn.to_owned(),
    }
}

/// An operator with one key and some values, the operator one that goes with the key's type.
fn condition(dice: &mut Rng, keys: &[(&str, Values)]) -> (String, Value) {
    let (key, values) = *pick(dice, keys);
    if dice.u8(..) < 20 {
        let wanted = pick(dice, &["true", "false"]);
        return ("Null".to_owned(), json!({ key: wanted }));
    }
    let operators: &[&str] = match values {
        Values::Text(_) | Values::Texts(_) => &[
            "StringEquals",
            "StringNotEquals",
            "StringLike",
            "StringNotLike",
            "StringEqualsIgnoreCase",
        ],
        Values::Number => &[
            "NumericEquals",
            "NumericLessThan",
            "NumericGreaterThanEquals",
            "NumericNotEquals",
        ],
        Values::Date => &["DateLessThan", "DateGreaterThan", "DateEquals"],
        Values::Bool => &["Bool"],
        Values::Address => &["IpAddress", "NotIpAddress"],
        Values::Arn => &["ArnLike", "ArnEquals", "ArnNotLike", "StringLike"],
    };
    let mut operator = (*pick(dice, operators)).to_owned();
    let several = matches!(values, Values::Texts(_));
    if !several && dice.u8(..) < 50 {
        operator.push_str("IfExists");
    }
    if several {
        let quantifier = pick(dice, &["ForAnyValue", "ForAllValues"]);
        operator = format!("{quantifier}:{operator}");
    }
    let wanted: Vec<_> = (0..dice.usize(1..3))
        .map(|_| declared(dice, values, operator.contains("Like")))
        .collect();
    (operator, json!({ key: wanted }))
}

/// A value as a request carries it.
fn requested(dice: &mut Rng, values: Values) -> Value {
    match values {
        Values::Text(texts) => (*pick(dice, texts)).into(),
        Values::Texts(texts) => {
            let count = dice.usize(1..3);
            let chosen: Vec<_> = (0..count).map(|_| *pick(dice, texts)).collect();
            json!(chosen)
        }
        Values::Number => dice.u8(..4).to_string().into(),
        Values::Date => format!("2031-0{}-01T00:00:00Z", dice.u8(1..4)).into(),
        Values::Bool => pick(dice, &["true", "false"]).to_string().into(),
        Values::Address => format!("203.0.113.{}", dice.u8(..8)).into(),
        Values::Arn => format!("arn:aws:sns:eu-west-1:123456789012:topic-{}", dice.u8(..3)).into(),
    }
}

/// A value as a policy names it.
fn declared(dice: &mut Rng, values: Values, like: bool) -> String {
    match values {
        Values::Text(texts) | Values::Texts(texts) if like => {
            let text = *pick(dice, texts);
            let start: String = text.chars().take(2).collect();
            pick(
                dice,
                &[format!("{start}*"), format!("?{text}"), text.to_owned()],
            )
            .clone()
        }
        Values::Address => {
            pick(dice, &["203.0.113.0/30", "203.0.113.4/32", "203.0.0.0/8"]).to_string()
        }
        Values::Arn if dice.bool() => "arn:aws:sns:*:123456789012:topic-?".to_owned(),
        other => match requested(dice, other) {
            Value::String(text) => text,
            Value::Array(texts) => texts
                .first()
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned(),
            _ => String::new(),
        },
    }
}

#[expect(
    clippy::indexing_slicing,
    reason = "the lists of this file are not empty"
)]
fn pick<'a, T>(dice: &mut Rng, from: &'a [T]) -> &'a T {
    &from[dice.usize(..from.len())]
}
