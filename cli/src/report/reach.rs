//! How much declared statements allow, in figures that can be set beside what is needed.

use crate::wire::review::{FRAMEWORK, WireReview, WireStatement};
use catalog::Catalog;
use std::collections::{BTreeMap, BTreeSet};

/// Counts actions that patterns match; each pattern is looked up once.
#[derive(Debug, Default)]
pub(super) struct Reach {
    matches: BTreeMap<String, BTreeSet<&'static str>>,
}

impl Reach {
    /// How many of the actions that exist statements allow, on whatever resource. Denials are not taken off, so that it
    /// may count too many.
    pub(super) fn allowed(&mut self, statements: &[WireStatement]) -> usize {
        let mut allowed: BTreeSet<&'static str> = BTreeSet::new();
        for statement in statements.iter().filter(|it| it.effect == "Allow") {
            let mut named: BTreeSet<&'static str> = BTreeSet::new();
            for pattern in &statement.actions {
                named.extend(self.matching(pattern.as_str().unwrap_or("*")));
            }
            if statement.not_actions {
                allowed.extend(self.matching("*").difference(&named));
            } else {
                allowed.extend(named);
            }
        }
        allowed.len()
    }

    fn matching(&mut self, pattern: &str) -> &BTreeSet<&'static str> {
        self.matches
            .entry(pattern.to_ascii_lowercase())
            .or_insert_with_key(|pattern| {
                let catalog = Catalog::embedded();
                let service = pattern.split(':').next().unwrap_or_default();
                let prefixes: Vec<&str> = if service.contains(['*', '?']) {
                    catalog.prefixes().collect()
                } else {
                    vec![service]
                };
                prefixes
                    .into_iter()
                    .flat_map(|it| catalog.actions(it))
                    .map(catalog::Action::full_name)
                    .filter(|it| fits(pattern, &it.to_ascii_lowercase()))
                    .collect()
            })
    }
}

/// Actions and resources of `Allow` statements that stand for more than they name: a `*` or `?` in an action, or `*` as
/// the resource. What the framework adds is not what somebody wrote.
pub(super) fn wildcards(statements: &[WireStatement]) -> usize {
    let written = statements
        .iter()
        .filter(|it| it.effect == "Allow" && it.from.as_deref() != Some(FRAMEWORK));
    written
        .map(|it| {
            let action =
                |it: &&serde_json::Value| it.as_str().is_some_and(|it| it.contains(['*', '?']));
            let actions = it.actions.iter().filter(action).count();
            let resources = it.resources.iter().filter(|it| *it == "*").count();
            actions + resources + usize::from(it.not_actions) + usize::from(it.not_resources)
        })
        .sum()
}

/// How many actions a role writes down, wildcards as one. What the framework adds is not what somebody wrote.
pub(super) fn written(review: &WireReview) -> usize {
    let written = review
        .statements
        .iter()
        .filter(|it| it.effect == "Allow" && it.from.as_deref() != Some(FRAMEWORK));
    let actions: BTreeSet<String> = written
        .flat_map(|it| &it.actions)
        .map(serde_json::Value::to_string)
        .collect();
    actions.len()
}

/// How many of them no code uses, or uses on less or in part.
pub(crate) fn excess(review: &WireReview) -> usize {
    let actions: BTreeSet<&str> = review.excess.iter().map(|it| it.action.as_str()).collect();
    actions.len()
}

/// Whether a pattern with `*` and `?` matches a whole text.
fn fits(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.as_bytes(), text.as_bytes());
    let (mut at, mut star) = ((0, 0), None);
    while let Some(byte) = text.get(at.1) {
        match pattern.get(at.0) {
            Some(b'*') => {
                star = Some(at);
                at.0 += 1;
            }
            Some(it) if it == byte || *it == b'?' => at = (at.0 + 1, at.1 + 1),
            _ => match &mut star {
                Some(star) => {
                    star.1 += 1;
                    at = (star.0 + 1, star.1);
                }
                None => return false,
            },
        }
    }
    pattern
        .get(at.0..)
        .is_some_and(|rest| rest.iter().all(|it| *it == b'*'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn patterns_fit_whole_texts() {
        assert!(fits("s3:get*", "s3:getobject"));
        assert!(fits("*:*acl", "s3:putobjectacl"));
        assert!(fits("sqs:?endmessage", "sqs:sendmessage"));
        assert!(!fits("s3:get", "s3:getobject"));
        assert!(!fits("*acl", "s3:putobjectaclx"));
    }

    #[test]
    fn patterns_count_by_what_they_match() {
        let statement = |actions: serde_json::Value| -> Vec<WireStatement> {
            let it = json!([{"effect": "Allow", "actions": actions, "resources": ["*"], "file": "t", "line": 1}]);
            serde_json::from_value(it).unwrap_or_default()
        };
        let mut reach = Reach::default();
        assert_eq!(
            reach.allowed(&statement(json!(["sqs:SendMessage", "SQS:sendmessage"]))),
            1
        );
        let all = reach.allowed(&statement(json!(["sqs:*"])));
        assert!(all > 10);
        assert_eq!(
            reach.allowed(&statement(json!(["sqs:Send*", "sqs:*"]))),
            all
        );
        assert_eq!(
            wildcards(&statement(json!(["sqs:*", "sqs:SendMessage"]))),
            2
        );
    }
}
