//! The decision itself: deny before allow, boundary and identity policy together.

use super::condition::Context;
use super::document::Statement;
use super::pattern::Pattern;

/// Something that is asked of AWS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The action: `s3:GetObject`.
    pub action: String,
    /// The resource. Several patterns are several ways to write the same set of texts (by reference and spelled out).
    pub resource: Vec<Pattern>,
    /// What is known of its condition keys.
    pub context: Context,
}

/// Whether a request is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Decision {
    /// Everything that the request can be is allowed.
    Allowed,
    /// Nothing of it is.
    Denied,
    /// Some of it is, or what decides is not known.
    Depends,
}

impl Decision {
    /// The name in reports.
    pub fn id(self) -> &'static str {
        match self {
            Self::Allowed => "allowed",
            Self::Denied => "denied",
            Self::Depends => "depends",
        }
    }
}

/// A decision and what decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// The decision.
    pub decision: Decision,
    /// The statement that allowed, denied or made it depend; `None` where no statement is about the request.
    pub by: Option<Deciding>,
}

/// Which statement decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deciding {
    /// This statement of the identity policies.
    Identity(usize),
    /// This statement of the permissions boundary.
    Boundary(usize),
    /// The boundary, by not allowing it.
    NotInBoundary,
}

/// Decides a request under identity policies and a permissions boundary.
pub fn evaluate(
    _identity: &[&Statement],
    _boundary: Option<&[&Statement]>,
    _request: &Request,
) -> Verdict {
    Verdict {
        decision: Decision::Depends,
        by: None,
    }
}
