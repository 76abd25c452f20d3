//! Grants: what a function needs, one action on one resource at a time, with the evidence for each.
//!
//! Grants are what reports list and what statements are grouped from. Merging here only joins what says the same and
//! drops what another grant already covers: it never widens anything.

use crate::expr::Expr;
use crate::presence::Presence;
use std::collections::BTreeMap;

/// Why a grant is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// An SDK call.
    Code,
    /// Something behind a call: a role passed on, a secret read, a key used.
    Implied,
    /// Lambda itself, to run the function as it is declared.
    Platform,
}

impl Origin {
    /// The name in reports.
    pub fn id(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Implied => "implied",
            Self::Platform => "platform",
        }
    }
}

/// Condition operators with their keys and values: `StringEquals` → `iam:PassedToService` → `states.amazonaws.com`.
pub type Conditions = BTreeMap<String, BTreeMap<String, Vec<Expr>>>;

/// One action on one resource.
#[derive(Debug, Clone, PartialEq)]
pub struct Grant {
    /// `dynamodb:PutItem`.
    pub action: String,
    /// The ARN as text or as an expression of the template.
    pub resource: Expr,
    /// A template condition: without it, the resource does not exist and must not be referred to.
    pub only_if: Option<Presence>,
    /// The `Condition` block.
    pub condition: Conditions,
    /// Why it is needed.
    pub origin: Origin,
    /// Whether nothing about the target is left open that IAM could have been told.
    ///
    /// True when the resource that the ARN names first (the table, the bucket, the queue, the function) is one the
    /// template declares, or has a name that is known at deployment; what lies inside of it (object keys, log streams,
    /// index names) may be open. True also for actions that only know `*`. False when that name has a piece known only
    /// at run time, so that the ARN may match others of its kind.
    pub bound: bool,
    /// The framework grants this by itself when it makes the role: writing it again would only repeat it.
    pub provided: bool,
    /// What makes it necessary, sorted; never empty.
    pub evidence: Vec<Evidence>,
}

/// A place that makes a grant necessary.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Evidence {
    /// Source file, or the template for platform grants; relative to the project root.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// The call: `dynamodb:PutItem`; for platform grants what Lambda does: `lambda:EventSourceMapping`.
    pub operation: String,
    /// Functions from the entry point to the call, outermost first.
    pub chain: Vec<Step>,
    /// How the resource was found, in words, first step first.
    pub found: Vec<String>,
}

/// A function on the way from the entry point to a call.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step {
    /// Its name as a reader would say it.
    pub function: String,
    /// The file of the place that called it (of its definition, for the first).
    pub file: String,
    /// The line there.
    pub line: u32,
}

/// Joins equal grants, drops those that another one covers, writes those that differ in the values of one condition key
/// as one, and sorts.
///
/// A grant covers another when it has the same action, no condition of its own or the same, exists wherever the other
/// does, and its ARN pattern matches everything the other's matches. The evidence of a dropped grant goes to the one
/// that covers it.
pub fn merge(grants: Vec<Grant>) -> Vec<Grant> {
    let mut joined: Vec<Grant> = Vec::new();
    for grant in grants {
        match joined.iter_mut().find(|other| same(other, &grant)) {
            Some(other) => absorb(other, grant),
            None => joined.push(grant),
        }
    }
    joined.sort_by_cached_key(|it| {
        (
            it.action.clone(),
            it.resource.to_json().to_string(),
            it.condition.clone(),
            it.only_if.clone(),
        )
    });
    let mut kept: Vec<Grant> = Vec::new();
    for grant in &joined {
        if !joined
            .iter()
            .any(|other| !std::ptr::eq(other, grant) && covers(other, grant))
        {
            kept.push(grant.clone());
        }
    }
    for grant in joined {
        if let Some(other) = kept.iter_mut().find(|other| covers(other, &grant)) {
            absorb(other, grant);
        }
    }
    let mut merged: Vec<Grant> = Vec::new();
    for grant in kept {
        let found = merged
            .iter_mut()
            .find_map(|other| Some((either(other, &grant)?, other)));
        match found {
            Some((condition, other)) => {
                other.condition = condition;
                absorb(other, grant);
            }
            None => merged.push(grant),
        }
    }
    merged
}

/// The condition that holds where that of either grant holds, when they differ in the values of one key alone: values of
/// a key are alternatives. `s3:prefix` `in/` and `s3:prefix` `out/` become `s3:prefix` `[in/, out/]`. With `ForAllValues` one
/// request may then mix values of both, which reaches nothing that two requests could not.
fn either(a: &Grant, b: &Grant) -> Option<Conditions> {
    let alike = a.action == b.action
        && a.resource == b.resource
        && a.only_if == b.only_if
        && a.condition.keys().eq(b.condition.keys());
    if !alike {
        return None;
    }
    let mut joined = a.condition.clone();
    let mut differing = 0;
    for (operator, keys) in &b.condition {
        let slot = joined.get_mut(operator)?;
        if !slot.keys().eq(keys.keys()) {
            return None;
        }
        for (key, values) in keys {
            let known = slot.get_mut(key)?;
            if known != values {
                differing += 1;
                known.extend(values.iter().cloned());
                known.sort();
                known.dedup();
            }
        }
        // Values of a negated operator must all differ: alternatives to it cannot be written as one list.
        if differing > 0 && operator.contains("Not") {
            return None;
        }
    }
    (differing == 1).then_some(joined)
}

fn same(a: &Grant, b: &Grant) -> bool {
    a.action == b.action
        && a.resource == b.resource
        && a.condition == b.condition
        && a.only_if == b.only_if
}

/// Takes over the evidence of a grant that says the same or less. The nearer reason counts: code before implied before
/// platform, and what code needs is written whoever else provides it.
fn absorb(grant: &mut Grant, other: Grant) {
    grant.provided &= other.provided;
    grant.origin = grant.origin.min(other.origin);
    grant.evidence.extend(other.evidence);
    shorten(&mut grant.evidence);
}

/// One piece of evidence a place and call: the one with the shortest way there.
fn shorten(evidence: &mut Vec<Evidence>) {
    fn place(it: &Evidence) -> (&str, u32, u32, &str) {
        (&it.file, it.line, it.column, &it.operation)
    }
    evidence.sort_by(|a, b| (place(a), a.chain.len(), a).cmp(&(place(b), b.chain.len(), b)));
    evidence.dedup_by(|later, kept| place(later) == place(kept));
}

/// Whether one grant makes another one needless. Strict: nothing covers itself, and of two that match the same, the
/// first in order stays.
fn covers(wide: &Grant, narrow: &Grant) -> bool {
    if wide.action != narrow.action || same(wide, narrow) {
        return false;
    }
    let condition = wide.condition.is_empty() || wide.condition == narrow.condition;
    let exists = wide.only_if.is_none() || wide.only_if == narrow.only_if;
    condition && exists && matches_all(&glob(&wide.resource), &glob(&narrow.resource))
}

/// The ARN as one text in which expressions of the template stand as they would in `Fn::Sub`. What is written for one
/// partition is only of use in it, so the stack's partition is the same.
fn glob(resource: &Expr) -> String {
    let text = match resource {
        Expr::Text(text) => text.clone(),
        Expr::Call(name, argument) => match (name.as_str(), argument.as_ref()) {
            ("Fn::Sub", Expr::Text(text)) => text.clone(),
            ("Ref", Expr::Text(id)) => format!("${{{id}}}"),
            ("Fn::GetAtt", Expr::List(items)) => {
                let path: Vec<&str> = items.iter().filter_map(Expr::as_text).collect();
                format!("${{{}}}", path.join("."))
            }
            _ => resource.to_json().to_string(),
        },
        _ => resource.to_json().to_string(),
    };
    text.replace("${AWS::Partition}", "aws")
}

/// Whether every text that `narrow` matches is matched by `wide`. May say no where it does, never yes where it does not.
fn matches_all(wide: &str, narrow: &str) -> bool {
    let wide: Vec<char> = wide.chars().collect();
    let narrow: Vec<char> = narrow.chars().collect();
    // Row by row over `wide`: which prefixes of `narrow` are matched so far.
    let mut row = vec![false; narrow.len() + 1];
    if let Some(first) = row.first_mut() {
        *first = true;
    }
    for pattern in wide {
        let mut next = vec![false; narrow.len() + 1];
        if pattern == '*' {
            let mut reached = false;
            for (position, matched) in row.iter().enumerate() {
                reached |= *matched;
                if let Some(slot) = next.get_mut(position) {
                    *slot = reached;
                }
            }
        } else {
            for (position, (matched, character)) in row.iter().zip(&narrow).enumerate() {
                let fits = *character == pattern || (pattern == '?' && *character != '*');
                if let Some(slot) = next.get_mut(position + 1) {
                    *slot = *matched && fits;
                }
            }
        }
        row = next;
    }
    row.last().copied().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grant(action: &str, resource: Expr) -> Grant {
        Grant {
            action: action.to_owned(),
            resource,
            only_if: None,
            condition: Conditions::new(),
            origin: Origin::Code,
            bound: true,
            provided: false,
            evidence: vec![Evidence {
                file: "a.py".into(),
                line: 1,
                column: 1,
                operation: action.to_owned(),
                chain: Vec::new(),
                found: Vec::new(),
            }],
        }
    }

    #[test]
    fn values_of_one_condition_key_are_alternatives() {
        let listing = |prefix: &str| {
            let mut grant = grant("s3:ListBucket", Expr::text("arn:aws:s3:::b"));
            grant.condition = BTreeMap::from([(
                "StringEquals".to_owned(),
                BTreeMap::from([("s3:prefix".to_owned(), vec![Expr::text(prefix)])]),
            )]);
            grant
        };
        let merged = merge(vec![listing("out/"), listing("in/"), listing("tmp/")]);
        assert_eq!(merged.len(), 1);
        let values = &merged[0].condition["StringEquals"]["s3:prefix"];
        assert_eq!(values, &["in/", "out/", "tmp/"].map(Expr::text));

        // A prefix of one account or another prefix of another account is not any of the prefixes for any account.
        let of = |prefix: &str, account: &str| {
            let mut grant = listing(prefix);
            let keys = grant.condition.get_mut("StringEquals").unwrap();
            keys.insert("aws:ResourceAccount".to_owned(), vec![Expr::text(account)]);
            grant
        };
        assert_eq!(merge(vec![of("in/", "1"), of("out/", "2")]).len(), 2);
    }

    #[test]
    fn patterns_cover_what_they_match() {
        assert!(matches_all("*", "arn:x"));
        assert!(matches_all("arn:*:b/*", "arn:aws:b/c*"));
        assert!(!matches_all("arn:b/c*", "arn:b/*"));
        assert!(!matches_all("arn:b/?", "arn:b/*"));
        assert!(matches_all("arn:b/?", "arn:b/x"));
        assert!(!matches_all("arn:b", "arn:b/x"));
    }

    #[test]
    fn wider_grants_absorb_narrower_ones() {
        let mut narrow = grant("s3:GetObject", Expr::sub("${B.Arn}/uploads/*"));
        narrow.evidence[0].line = 7;
        let merged = merge(vec![
            narrow,
            grant("s3:GetObject", Expr::sub("${B.Arn}/*")),
            grant("s3:PutObject", Expr::sub("${B.Arn}/uploads/*")),
        ]);
        let actions: Vec<_> = merged.iter().map(|it| it.action.as_str()).collect();
        assert_eq!(actions, ["s3:GetObject", "s3:PutObject"]);
        assert_eq!(merged[0].resource, Expr::sub("${B.Arn}/*"));
        assert_eq!(merged[0].evidence.len(), 2);
    }

    #[test]
    fn a_conditioned_grant_covers_nothing_wider() {
        let mut conditioned = grant("iam:PassRole", Expr::text("*"));
        conditioned
            .condition
            .entry("StringEquals".into())
            .or_default();
        let merged = merge(vec![
            conditioned,
            grant("iam:PassRole", Expr::text("arn:r")),
        ]);
        assert_eq!(merged.len(), 2);
    }

    #[test]
    fn a_resource_that_may_be_missing_covers_only_itself() {
        let mut conditional = grant("sqs:SendMessage", Expr::text("arn:q*"));
        conditional.only_if = Some(Presence::when("HasQueue"));
        let merged = merge(vec![
            conditional,
            grant("sqs:SendMessage", Expr::text("arn:q1")),
        ]);
        assert_eq!(merged.len(), 2);
    }

    #[test]
    fn code_is_the_nearest_reason() {
        let mut platform = grant("sqs:SendMessage", Expr::text("arn:q"));
        platform.origin = Origin::Platform;
        platform.provided = true;
        let merged = merge(vec![
            platform,
            grant("sqs:SendMessage", Expr::text("arn:q")),
        ]);
        assert_eq!(merged.len(), 1);
        assert_eq!(
            (merged[0].origin, merged[0].provided),
            (Origin::Code, false)
        );
    }
}
