//! Policies that are larger than a role's inline policies may be: put together where that loses nothing, then taken apart.
//!
//! Lengths are those at deployment, estimated: a reference becomes an ARN of usual length. IAM counts no white space.

use super::{Policy, Statement};
use crate::expr::Expr;
use std::collections::BTreeMap;

/// What all inline policies of one role may hold together. Source for the limits: IAM and STS quotas in the IAM user guide.
pub const LARGEST_INLINE: usize = 10_240;

/// What a managed policy may hold.
const LARGEST_MANAGED: usize = 6_144;

/// How many managed policies a role may have.
const MOST_MANAGED: usize = 10;

/// What a reference becomes, about: the length of an ARN.
const LENGTH_OF_REFERENCE: usize = 90;

/// A policy in the parts that one role takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// The inline policy.
    pub inline: Policy,
    /// What does not fit in there: managed policies.
    pub managed: Vec<Policy>,
}

/// Takes a policy apart if it has to be; an error says its length when no role can hold it.
///
/// Together the parts allow exactly what the policy allows. One that fits stays as it is, and most do: the limit is about a
/// hundred statements.
pub fn parts(policy: &Policy) -> Result<Parts, usize> {
    if deployed_length(policy) <= LARGEST_INLINE {
        return Ok(Parts {
            inline: policy.clone(),
            managed: Vec::new(),
        });
    }
    let mut compact = compacted(policy);
    let mut inline = Policy::default();
    let mut managed: Vec<Policy> = Vec::new();
    let small = compact.statements.drain(..).flat_map(small);
    let mut length = 0;
    for statement in small {
        let own = length_of(&statement.to_expr()) + 1;
        let (part, largest) = match managed.last_mut() {
            Some(last) => (last, LARGEST_MANAGED),
            None => (&mut inline, LARGEST_INLINE),
        };
        if length + own + LENGTH_OF_FRAME > largest {
            managed.push(Policy {
                statements: vec![statement],
            });
            length = own;
        } else {
            part.statements.push(statement);
            length += own;
        }
    }
    if managed.len() > MOST_MANAGED {
        return Err(deployed_length(policy));
    }
    Ok(Parts { inline, managed })
}

/// `{"Version":"2012-10-17","Statement":[]}`.
const LENGTH_OF_FRAME: usize = 40;

/// The length of a policy at deployment, about.
pub fn deployed_length(policy: &Policy) -> usize {
    length_of(&policy.to_expr())
}

/// Statements about the same resources under the same condition become one, whatever their services.
fn compacted(policy: &Policy) -> Policy {
    let mut places: BTreeMap<(&[Expr], &Option<Expr>), usize> = BTreeMap::new();
    let mut statements: Vec<Statement> = Vec::new();
    for statement in &policy.statements {
        let place = (statement.resources.as_slice(), &statement.condition);
        match places.get(&place).and_then(|at| statements.get_mut(*at)) {
            Some(first) => {
                first.actions.extend(statement.actions.iter().cloned());
                first.actions.sort();
                first.actions.dedup();
            }
            None => {
                places.insert(place, statements.len());
                statements.push(statement.clone());
            }
        }
    }
    Policy { statements }
}

/// A statement as several where it alone is too large for a managed policy: its resources or its actions are shared out.
fn small(statement: Statement) -> Vec<Statement> {
    let is_small = length_of(&statement.to_expr()) + LENGTH_OF_FRAME < LARGEST_MANAGED;
    let (resources, actions) = (statement.resources.len(), statement.actions.len());
    if is_small || resources < 2 && actions < 2 {
        return vec![statement];
    }
    let (mut left, mut right) = (statement.clone(), statement);
    if resources > 1 {
        right.resources = left.resources.split_off(resources / 2);
    } else {
        right.actions = left.actions.split_off(actions / 2);
    }
    right.sid.push('B');
    small(left).into_iter().chain(small(right)).collect()
}

fn length_of(value: &Expr) -> usize {
    match value {
        Expr::Call(name, argument) if name == "Fn::Sub" => {
            length_of(argument) + LENGTH_OF_REFERENCE / 2
        }
        Expr::Call(name, argument) if name == "Fn::If" => match argument.items() {
            [_, yes, no] => length_of(yes).max(length_of(no)),
            _ => LENGTH_OF_REFERENCE,
        },
        Expr::Call(..) => LENGTH_OF_REFERENCE,
        Expr::List(items) => 2 + items.iter().map(|item| 1 + length_of(item)).sum::<usize>(),
        Expr::Map(entries) => {
            let entries = entries
                .iter()
                .map(|(key, value)| key.len() + 4 + length_of(value));
            2 + entries.sum::<usize>()
        }
        Expr::Text(text) => text.len() + 2,
        Expr::Null | Expr::Bool(_) | Expr::Number(_) => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn statement(sid: &str, actions: usize, resources: usize) -> Statement {
        let resource = |n| Expr::text(format!("arn:aws:sqs:eu-west-1:123456789012:{sid}-{n}"));
        Statement {
            sid: sid.to_owned(),
            actions: (0..actions).map(|n| format!("sqs:Action{n:03}")).collect(),
            resources: (0..resources).map(resource).collect(),
            condition: None,
        }
    }

    fn pairs(policies: &[&Policy]) -> BTreeSet<(String, Expr)> {
        let statements = policies.iter().flat_map(|it| &it.statements);
        let pairs = statements.flat_map(|it| {
            let actions = it.actions.iter();
            actions.flat_map(|action| it.resources.iter().map(|r| (action.clone(), r.clone())))
        });
        pairs.collect()
    }

    #[test]
    fn what_fits_stays() {
        let policy = Policy {
            statements: vec![statement("A", 3, 3)],
        };
        let found = parts(&policy).unwrap();
        assert_eq!((found.inline, found.managed), (policy, vec![]));
    }

    #[test]
    fn statements_on_the_same_resources_are_put_together_first() {
        let one = |service: &str, n: usize| Statement {
            sid: format!("{service}{n}"),
            actions: vec![format!("{service}:Do{n}")],
            ..statement("A", 0, 1)
        };
        let statements = (0..60).flat_map(|n| [one("sqs", n), one("sns", n)]);
        let policy = Policy {
            statements: statements.collect(),
        };
        assert!(deployed_length(&policy) > LARGEST_INLINE);
        let found = parts(&policy).unwrap();
        assert_eq!((found.inline.statements.len(), found.managed.len()), (1, 0));
        assert_eq!(pairs(&[&found.inline]), pairs(&[&policy]));
    }

    #[test]
    fn what_no_role_holds_is_an_error() {
        let statements = (0..900).map(|n| statement(&format!("S{n}"), 2, 1));
        let policy = Policy {
            statements: statements.collect(),
        };
        assert!(parts(&policy).unwrap_err() > 80_000);
    }

    proptest! {
        #[test]
        fn parts_allow_the_same_and_fit(shape in prop::collection::vec((1usize..12, 1usize..120), 1..12)) {
            let statements = shape.iter().enumerate().map(|(n, (a, r))| statement(&format!("S{n}"), *a, *r));
            let policy = Policy { statements: statements.collect() };
            if let Ok(found) = parts(&policy) {
                let all: Vec<&Policy> = [&found.inline].into_iter().chain(&found.managed).collect();
                prop_assert_eq!(pairs(&all), pairs(&[&policy]));
                prop_assert!(deployed_length(&found.inline) <= LARGEST_INLINE);
                prop_assert!(found.managed.iter().all(|it| deployed_length(it) <= LARGEST_MANAGED));
                prop_assert!(all.iter().all(|it| !it.statements.is_empty()) || found.managed.is_empty());
            }
        }
    }
}
