//! Policies as statements over template expressions: what a role is to grant, before any format is chosen.

use crate::expr::Expr;

/// A policy of one role, in the order it is to be written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Policy {
    /// Its statements; an empty list means that the role needs nothing.
    pub statements: Vec<Statement>,
}

/// An `Allow` statement.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Statement {
    /// Statement id: letters and digits only, stable from run to run.
    pub sid: String,
    /// Actions, sorted: `dynamodb:GetItem`.
    pub actions: Vec<String>,
    /// ARNs, as text or as expressions of the template.
    pub resources: Vec<Expr>,
    /// The `Condition` block, if any.
    pub condition: Option<Expr>,
}
