//! Condition blocks: operators, keys, values, and whether they hold for a request.

use super::pattern::Pattern;
use std::collections::BTreeMap;

/// One operator on one key of a `Condition` block.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Condition {
    /// The operator as written: `StringEquals`, `ForAnyValue:StringLikeIfExists`.
    pub operator: String,
    /// The condition key: `aws:SourceIp`.
    pub key: String,
    /// Its values: one must match.
    pub values: Vec<Pattern>,
}

/// What is known of the condition keys of a request.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Context {
    /// Keys in lower case with what is known of each.
    pub keys: BTreeMap<String, KeyValue>,
    /// What holds for all other keys.
    pub others: Others,
}

/// What is known of one condition key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyValue {
    /// The request has no such key.
    Absent,
    /// The request has it with these values.
    Values(Vec<String>),
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
