//! The decision itself: deny before allow, boundary and identity policy together.

use super::condition::Context;
use super::document::{Effect, Entry, Matched, Statement};
use super::pattern::{Pattern, arn_covers, arn_meets};
use super::truth::Truth;

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

/// What decided a request.
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
///
/// Invariants: a deny that certainly applies decides, whatever allows; nothing is allowed that no statement allows; a
/// boundary only takes away. Statements are looked at one by one, so two that allow halves of a request together make it
/// *depend*, not *allowed*: the answer may say "depends" for what is allowed, never "allowed" for what is not.
pub fn evaluate(
    identity: &[&Statement],
    boundary: Option<&[&Statement]>,
    request: &Request,
) -> Verdict {
    let granted = side(identity, request, Deciding::Identity);
    let Some(boundary) = boundary else {
        return granted;
    };
    let bounded = side(boundary, request, Deciding::Boundary);
    match (granted.decision, bounded.decision) {
        (Decision::Denied, _) | (_, Decision::Allowed) => granted,
        (_, Decision::Denied) => Verdict {
            decision: Decision::Denied,
            by: bounded.by.or(Some(Deciding::NotInBoundary)),
        },
        (Decision::Depends, Decision::Depends) => granted,
        (Decision::Allowed, Decision::Depends) => bounded,
    }
}

/// What one set of policies says.
fn side(
    statements: &[&Statement],
    request: &Request,
    deciding: impl Fn(usize) -> Deciding,
) -> Verdict {
    let mut allowing = (Truth::No, None);
    let mut denying = (Truth::No, None);
    for (index, statement) in statements.iter().enumerate() {
        let applies = statement.applies(request);
        let best = match statement.effect {
            Effect::Allow => &mut allowing,
            Effect::Deny => &mut denying,
        };
        if applies > best.0 {
            *best = (applies, Some(deciding(index)));
        }
    }
    let (decision, by) = match (denying.0, allowing.0) {
        (Truth::Yes, _) => (Decision::Denied, denying.1),
        (_, Truth::No) => (Decision::Denied, None),
        (Truth::No, Truth::Yes) => (Decision::Allowed, allowing.1),
        (Truth::Maybe, Truth::Yes) => (Decision::Depends, denying.1),
        (_, Truth::Maybe) => (Decision::Depends, allowing.1),
    };
    Verdict { decision, by }
}

impl Statement {
    /// Whether the statement is about a request.
    pub fn applies(&self, request: &Request) -> Truth {
        let action = self.matches_action(&request.action);
        if action == Truth::No {
            return Truth::No;
        }
        // A variable that the request has no value for matches nothing, and in `NotResource` excludes everything.
        let unfilled = match self.resources {
            Matched::AnyOf(_) => Truth::No,
            Matched::NoneOf(_) => Truth::Yes,
        };
        let resource = self.resources.matches(|entry| {
            let pattern = entry.pattern.filled(&request.context);
            pattern.map_or(unfilled, |pattern| resource(&pattern, &request.resource))
        });
        let conditions = self
            .conditions
            .iter()
            .map(|condition| condition.holds(&request.context));
        action.and(resource).and(Truth::all(conditions))
    }

    /// Whether the statement is about an action; names of actions are the same in any case.
    pub fn matches_action(&self, action: &str) -> Truth {
        let action = Pattern::literal(&action.to_ascii_lowercase());
        self.actions.matches(|entry| {
            let pattern = entry.pattern.lower_case();
            match (pattern.covers(&action), pattern.meets(&action)) {
                (true, _) => Truth::Yes,
                (false, true) => Truth::Maybe,
                (false, false) => Truth::No,
            }
        })
    }
}

/// Whether a pattern of a statement matches a resource that may be written in several ways.
fn resource(pattern: &Pattern, resource: &[Pattern]) -> Truth {
    if resource.iter().any(|it| arn_covers(pattern, it)) {
        Truth::Yes
    } else if resource.iter().all(|it| arn_meets(pattern, it)) {
        Truth::Maybe
    } else {
        Truth::No
    }
}

impl Matched {
    fn matches(&self, entry: impl Fn(&Entry) -> Truth) -> Truth {
        match self {
            Self::AnyOf(entries) => Truth::any(entries.iter().map(entry)),
            Self::NoneOf(entries) => Truth::any(entries.iter().map(entry)).negated(),
        }
    }
}
