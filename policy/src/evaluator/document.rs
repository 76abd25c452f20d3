//! Policies as the evaluator reads them.

use super::condition::Condition;
use super::pattern::Pattern;

/// What a statement does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// It allows.
    Allow,
    /// It denies, whatever allows.
    Deny,
}

/// Which actions or resources a statement is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Matched {
    /// Those that match one of these: `Action`, `Resource`.
    AnyOf(Vec<Entry>),
    /// Those that match none of these: `NotAction`, `NotResource`.
    NoneOf(Vec<Entry>),
}

impl Matched {
    /// The entries, whichever way they count.
    pub fn entries(&self) -> &[Entry] {
        match self {
            Self::AnyOf(entries) | Self::NoneOf(entries) => entries,
        }
    }
}

/// One action or resource of a statement.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// What it matches. A value that a template may leave out or choose by a condition has several.
    pub patterns: Vec<Pattern>,
    /// As it is written.
    pub written: crate::expr::Expr,
}

/// One statement of an identity policy or a boundary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Its `Sid`.
    pub sid: Option<String>,
    /// Allow or deny.
    pub effect: Effect,
    /// Its actions.
    pub actions: Matched,
    /// Its resources.
    pub resources: Matched,
    /// Its conditions: all must hold.
    pub conditions: Vec<Condition>,
}
