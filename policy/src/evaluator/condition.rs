//! Condition blocks: operators, keys, values, and whether they hold for a request.

use super::operator::{Comparison, Operator, Quantifier, operator};
use super::pattern::{Pattern, Symbol};
use super::truth::Truth;
use std::collections::BTreeMap;

/// One operator on one key of a `Condition` block.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Condition {
    /// The operator as written: `StringEquals`, `ForAnyValue:StringLikeIfExists`.
    pub operator: String,
    /// The condition key: `aws:SourceIp`.
    pub key: String,
    /// Its values: one must match (with a negated operator: none may).
    pub values: Vec<Pattern>,
}

/// What is known of the condition keys of a request.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Context {
    keys: BTreeMap<String, KeyValue>,
    /// What holds for all other keys.
    pub others: Others,
}

/// What is known of one condition key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyValue {
    /// The request has no such key.
    Absent,
    /// The request has it with these values.
    Values(Vec<Pattern>),
    /// Nothing is known.
    Unknown,
}

/// What holds for keys that a [`Context`] does not list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Others {
    /// The request has none of them: right for a recorded request.
    #[default]
    Absent,
    /// Nothing is known: right for a call that code may make.
    Unknown,
}

impl Context {
    /// A context of which nothing is known.
    pub fn unknown() -> Self {
        Self {
            keys: BTreeMap::new(),
            others: Others::Unknown,
        }
    }

    /// Says what is known of a key; keys are the same in any case.
    pub fn set(&mut self, key: &str, value: KeyValue) {
        self.keys.insert(key.to_ascii_lowercase(), value);
    }

    /// What is known of a key.
    pub fn get(&self, key: &str) -> &KeyValue {
        let others = match self.others {
            Others::Absent => &KeyValue::Absent,
            Others::Unknown => &KeyValue::Unknown,
        };
        self.keys.get(&key.to_ascii_lowercase()).unwrap_or(others)
    }
}

impl Condition {
    /// Whether it holds for a request. An operator that does not exist may or may not.
    ///
    /// The rules are those of the IAM user guide: a key that is missing fails a positive operator and passes a negated one;
    /// `IfExists` passes what is missing; `ForAllValues` passes an empty set, `ForAnyValue` does not.
    pub fn holds(&self, context: &Context) -> Truth {
        let Some(operator) = operator(&self.operator) else {
            return Truth::Maybe;
        };
        let values = self.values.iter().map(|value| value.filled(context));
        let values: Option<Vec<Pattern>> = match operator.comparison.has_wildcards() {
            true => values.collect(),
            false => values
                .map(|value| value.map(|it| it.without_wildcards()))
                .collect(),
        };
        // A variable that the request has no value for makes the condition fail.
        let Some(values) = values else {
            return Truth::of(operator.negated);
        };
        match (operator.comparison, context.get(&self.key)) {
            (Comparison::Null, KeyValue::Unknown) | (_, KeyValue::Unknown) => Truth::Maybe,
            (Comparison::Null, known) => is_null(&values, *known == KeyValue::Absent),
            (_, KeyValue::Absent) => missing(operator),
            (_, KeyValue::Values(request)) => compared(operator, &values, request),
        }
    }
}

fn is_null(values: &[Pattern], is_absent: bool) -> Truth {
    let wanted = if is_absent { "true" } else { "false" };
    let wanted = Pattern::literal(wanted);
    Truth::any(
        values
            .iter()
            .map(|value| Comparison::Bool.holds(value, &wanted)),
    )
}

fn missing(operator: Operator) -> Truth {
    Truth::of(match operator.quantifier {
        _ if operator.if_exists => true,
        Some(Quantifier::All) => true,
        Some(Quantifier::Any) => false,
        None => operator.negated,
    })
}

fn compared(operator: Operator, values: &[Pattern], request: &[Pattern]) -> Truth {
    let one = |request: &Pattern| {
        let matches = values
            .iter()
            .map(|value| operator.comparison.holds(value, request));
        let matched = Truth::any(matches);
        if operator.negated {
            matched.negated()
        } else {
            matched
        }
    };
    let each = request.iter().map(one);
    match operator.quantifier {
        Some(Quantifier::All) => Truth::all(each),
        Some(Quantifier::Any) => Truth::any(each),
        // A key with several values is not meant for a plain operator: a negated one must hold for all of them.
        None if operator.negated => Truth::all(each),
        None => Truth::any(each),
    }
}

impl Pattern {
    /// The pattern with its policy variables replaced; `None` when the request has no value for one without a default.
    pub(crate) fn filled(&self, context: &Context) -> Option<Self> {
        let is_variable = |symbol: &Symbol| matches!(symbol, Symbol::Variable(_));
        if !self.symbols().iter().any(is_variable) {
            return Some(self.clone());
        }
        let mut out = Self::default();
        for symbol in self.symbols() {
            let Symbol::Variable(written) = symbol else {
                out.push(symbol.clone());
                continue;
            };
            let (key, default) = match written.split_once(',') {
                Some((key, default)) => (key.trim(), Some(default.trim().trim_matches('\''))),
                None => (written.trim(), None),
            };
            match (context.get(key), default) {
                (KeyValue::Unknown, _) => out.push(Symbol::Name(written.clone())),
                (KeyValue::Values(values), _) => match values.as_slice() {
                    [value] => value
                        .symbols()
                        .iter()
                        .for_each(|symbol| out.push(symbol.clone())),
                    // Keys with several values cannot be used as variables.
                    _ => return None,
                },
                (KeyValue::Absent, Some(default)) => {
                    default
                        .chars()
                        .for_each(|character| out.push(Symbol::Char(character)));
                }
                (KeyValue::Absent, None) => return None,
            }
        }
        Some(out)
    }
}
