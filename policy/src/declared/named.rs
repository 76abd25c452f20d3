//! Policies that are only named: AWS's managed policies, SAM's policy templates and connectors, as statements.

use super::entry::pattern;
use crate::binding::declared::Declared;
use crate::binding::resolve;
use crate::binding::text::{Part, Text};
use crate::evaluator::condition::Condition;
use crate::evaluator::document::{Effect, Entry, Matched, Statement};
use crate::evaluator::pattern::Pattern;
use crate::expr::Expr;
use catalog::policies::{NamedPolicy, NamedStatement};

/// The statements of a managed policy.
pub(crate) fn managed(policy: &NamedPolicy) -> Vec<Statement> {
    let read = |text: &str| {
        vec![Entry {
            pattern: Pattern::glob_with_variables(text),
            written: Expr::text(text),
        }]
    };
    let statements = policy.statements.iter();
    statements.map(|it| statement(it, &read)).collect()
}

/// The statements of a policy with parameters.
pub(crate) fn filled(
    declared: &Declared<'_>,
    policy: &NamedPolicy,
    values: &Expr,
) -> Vec<Statement> {
    let read = |text: &str| -> Vec<Entry> {
        let argument = Expr::List(vec![Expr::text(text), values.clone()]);
        let whole = Expr::Call("Fn::Sub".to_owned(), Box::new(argument));
        resolve::texts(declared, &whole)
            .iter()
            .map(|text| Entry {
                pattern: pattern(declared, text),
                written: with_wildcards(text).to_expr(),
            })
            .collect()
    };
    let statements = policy.statements.iter();
    statements.map(|it| statement(it, &read)).collect()
}

/// A `*` of known text as the wildcard that it is in a policy.
fn with_wildcards(text: &Text) -> Text {
    let mut out = Text::default();
    for part in text.parts() {
        match part {
            Part::Literal(literal) => out.extend(&Text::pattern(literal)),
            part => out.push(part.clone()),
        }
    }
    out
}

fn statement(named: &NamedStatement, read: &dyn Fn(&str) -> Vec<Entry>) -> Statement {
    let matched = |negated: bool, entries: Vec<Entry>| {
        if negated {
            Matched::NoneOf(entries)
        } else {
            Matched::AnyOf(entries)
        }
    };
    let actions = named.actions.iter().map(|it| Entry::glob(it)).collect();
    let resources = named.resources.iter().flat_map(|it| read(it)).collect();
    let conditions = named.conditions.iter().map(|(operator, key, values)| {
        let values = values.iter().flat_map(|it| read(it));
        Condition {
            operator: (*operator).to_owned(),
            key: (*key).to_owned(),
            values: values.map(|entry| entry.pattern).collect(),
        }
    });
    Statement {
        sid: None,
        effect: if named.denies {
            Effect::Deny
        } else {
            Effect::Allow
        },
        actions: matched(named.actions_negated, actions),
        resources: matched(named.resources_negated, resources),
        conditions: conditions.collect(),
    }
}
