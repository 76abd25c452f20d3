//! Condition keys that narrow a grant: the catalog says which keys a call is certain to send, the call says with what.
//!
//! A key narrows only where that is sound by construction: every value that the call can send is exactly known, at the
//! latest at deployment, and the template still deploys with it in the role. Otherwise the key is left out, and the grant
//! is what it is without.

use super::arguments::{self, Found};
use super::fill;
use super::partition_keys;
use super::regions::regions;
use super::scope::Scope;
use super::targets::Target;
use super::text::{Part, Text};
use crate::expr::Expr;
use crate::grants::Conditions;
use crate::template::reference::references;
use analyzer::facts::{Argument, Call};
use catalog::{ConditionRule, ConditionValue, Path};

/// A key with more values than this narrows little and makes a policy long.
const MOST_VALUES: usize = 20;

/// The condition block of a permission on one of its targets.
pub fn conditions(
    scope: &Scope<'_>,
    call: &Call,
    rules: &[ConditionRule],
    target: &Target,
) -> Conditions {
    let mut conditions = Conditions::new();
    for rule in rules {
        let done = |operator: &Conditions| {
            let keys = operator.get(rule.operator);
            keys.is_some_and(|keys| keys.contains_key(rule.key))
        };
        if done(&conditions) {
            continue;
        }
        let alike = |it: &&ConditionRule| it.operator == rule.operator && it.key == rule.key;
        let alternatives: Vec<&ConditionRule> = rules.iter().filter(alike).collect();
        let Some(values) = values(scope, call, &alternatives, target) else {
            continue;
        };
        let keys = conditions.entry(rule.operator.to_owned()).or_default();
        keys.insert(rule.key.to_owned(), values);
    }
    conditions
}

/// All values that one key can have; `None` where one of them is not known, or there is none.
fn values(
    scope: &Scope<'_>,
    call: &Call,
    rules: &[&ConditionRule],
    target: &Target,
) -> Option<Vec<Expr>> {
    let mut texts: Vec<Text> = Vec::new();
    let mut items: Vec<Path> = Vec::new();
    for rule in rules {
        match rule.value {
            ConditionValue::Literal(text) => texts.extend(literals(scope, call, text)),
            ConditionValue::Parameter(path) => {
                let found = arguments::at(&call.arguments, &path.segments());
                for found in found {
                    texts.extend(texts_of(scope, found)?);
                }
            }
            ConditionValue::PartitionKey(path) => items.push(path),
        }
    }
    if !items.is_empty() {
        texts.extend(partition_keys::values(scope, call, &items, target)?);
    }
    let values: Option<Vec<Expr>> = texts.iter().map(|text| exact(scope, text)).collect();
    let mut values = values?;
    values.sort();
    values.dedup();
    (!values.is_empty() && values.len() <= MOST_VALUES).then_some(values)
}

/// A value of the catalog, `${Region}` in it being each region that the call may go to.
fn literals(scope: &Scope<'_>, call: &Call, text: &str) -> Vec<Text> {
    let Some((before, after)) = text.split_once("${Region}") else {
        return vec![Text::literal(text)];
    };
    let value = |region: &Text| {
        Text::literal(before)
            .then(region)
            .then(&Text::literal(after))
    };
    regions(scope, call).iter().map(value).collect()
}

/// The texts that a value can be; `None` where that is not known, or where there may be no value.
pub fn texts_of(scope: &Scope<'_>, found: Found<'_>) -> Option<Vec<Text>> {
    match found {
        Found::Value(argument @ Argument::Text(_)) | Found::ComputedKey(argument) => {
            let values = fill::values(scope, argument, 0);
            Some(values.into_iter().map(|value| value.text).collect())
        }
        Found::Key(key) => Some(vec![Text::literal(key)]),
        Found::Value(_) | Found::Absent | Found::Unknown => None,
    }
}

/// The value as a condition can have it: wholly known, without a character that a policy reads as a variable, and without a
/// reference that would close a circle or that a condition of the template may leave empty. The empty text is none: a
/// request may leave it out.
fn exact(scope: &Scope<'_>, text: &Text) -> Option<Expr> {
    if let Some(literal) = text.as_literal() {
        return (!literal.is_empty() && !literal.contains("${")).then(|| Expr::text(literal));
    }
    let is_exact = |part: &Part| match part {
        // Inside of an expression these would be written as wildcards, which a comparison for equality does not know.
        Part::Literal(text) => !text.contains("${") && !text.contains('*'),
        Part::Template(expr) => references(expr).iter().all(|it| {
            scope.declared.resource(it.id).is_none()
                || (!scope.is_circular(it.id) && scope.condition_of(it.id).is_none())
        }),
        Part::Generated | Part::Any => false,
    };
    (text.when().is_none() && text.parts().iter().all(is_exact)).then(|| text.to_expr())
}
