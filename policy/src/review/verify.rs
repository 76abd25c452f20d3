//! Every call that the code can make, asked of a role: allowed or denied, and by which statement.

use super::need::{request, verdict};
use crate::binding::declared::Declared;
use crate::declared::{
    Boundary, DeclaredStatement, GapKind, Permissions, Role, StatementOrigin, StatementPlace,
};
use crate::evaluator::document::{self, Effect, Malformed, Matched};
use crate::evaluator::pattern::{Pattern, Symbol};
use crate::evaluator::{Deciding, Decision, Request, Verdict};
use crate::grants::Grant;
use crate::markup;
use crate::template::Place;

/// A need with the role's answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// What is needed.
    pub grant: Grant,
    /// Allowed, denied, or depending on what only a deployment or a run knows.
    pub decision: Decision,
    /// The statement that decided, in the identity policies or the boundary.
    pub by: Option<DecidingStatement>,
    /// Why, in a phrase.
    pub reason: String,
}

/// The statement that decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecidingStatement {
    /// Its `Sid`.
    pub sid: Option<String>,
    /// Allow or deny.
    pub effect: Effect,
    /// Who wrote it.
    pub origin: StatementOrigin,
    /// Where it stands.
    pub at: StatementPlace,
}

/// Asks a role about grants.
pub fn verify(declared: &Declared<'_>, permissions: &Permissions, grants: &[Grant]) -> Vec<Answer> {
    grants
        .iter()
        .map(|grant| answer(declared, permissions, grant))
        .collect()
}

fn answer(declared: &Declared<'_>, permissions: &Permissions, grant: &Grant) -> Answer {
    let request = request(declared, grant);
    let mut found = verdict(permissions, &request);
    if found.decision != Decision::Allowed
        && let Some(index) = made_name(permissions, &request)
    {
        found = Verdict {
            decision: Decision::Allowed,
            by: Some(Deciding::Identity(index)),
        };
    }
    let hidden = permissions.gaps.iter().find(|gap| match gap.kind {
        GapKind::Role | GapKind::OtherRole | GapKind::ManagedPolicy | GapKind::Unreadable => true,
    });
    let (decision, reason) = match (found.decision, found.by, hidden) {
        (Decision::Denied, None, Some(gap)) => {
            (Decision::Depends, format!("{} cannot be seen", gap.what))
        }
        (Decision::Denied, None, None) => (Decision::Denied, "no statement allows it".to_owned()),
        (Decision::Denied, Some(Deciding::NotInBoundary), _) => (
            Decision::Denied,
            "the permissions boundary does not allow it".to_owned(),
        ),
        (Decision::Denied, Some(_), _) => (Decision::Denied, "denied by this statement".to_owned()),
        (Decision::Allowed, ..) => match &permissions.boundary {
            Some(Boundary::Hidden(what)) => (
                Decision::Depends,
                format!("the permissions boundary `{what}` cannot be seen"),
            ),
            _ => (Decision::Allowed, "allowed by this statement".to_owned()),
        },
        (Decision::Depends, Some(Deciding::Boundary(_)), _) => (
            Decision::Depends,
            "the permissions boundary allows a part of it, or under a condition".to_owned(),
        ),
        (Decision::Depends, ..) => (
            Decision::Depends,
            "this statement is about a part of it, or holds under a condition".to_owned(),
        ),
    };
    Answer {
        grant: grant.clone(),
        decision,
        by: found.by.and_then(|by| deciding(permissions, by)),
        reason,
    }
}

fn deciding(permissions: &Permissions, by: Deciding) -> Option<DecidingStatement> {
    let statement = match (by, &permissions.boundary) {
        (Deciding::Identity(index), _) => permissions.statements.get(index),
        (Deciding::Boundary(index), Some(Boundary::Known(statements))) => statements.get(index),
        _ => None,
    }?;
    Some(DecidingStatement {
        sid: statement.statement.sid.clone(),
        effect: statement.statement.effect,
        origin: statement.origin.clone(),
        at: statement.at.clone(),
    })
}

/// A statement that names the resource by the name that CloudFormation made for it: the name looks like one it would
/// make, and what follows the name is the same. Errs towards "allowed" for a policy of another stack.
fn made_name(permissions: &Permissions, request: &Request) -> Option<usize> {
    let [by_reference, spelled] = request.resource.as_slice() else {
        return None;
    };
    let is_own = |symbol: &Symbol| matches!(symbol, Symbol::Own(_));
    let last = by_reference.symbols().iter().rposition(is_own)?;
    let tail = by_reference.symbols().get(last + 1..).unwrap_or_default();
    let denies = permissions.statements.iter().any(|it| {
        it.statement.effect == Effect::Deny
            && it.statement.applies(request) != crate::evaluator::truth::Truth::No
    });
    if denies || permissions.boundary.is_some() {
        return None;
    }
    let spelled = as_any_deployment(spelled);
    permissions.statements.iter().position(|it| {
        let Matched::AnyOf(resources) = &it.statement.resources else {
            return false;
        };
        it.statement.effect == Effect::Allow
            && it.statement.conditions.is_empty()
            && it.statement.matches_action(&request.action) == crate::evaluator::truth::Truth::Yes
            && resources.iter().any(|entry| {
                let symbols = entry.pattern.symbols();
                spelled.covers(&entry.pattern) && symbols.ends_with(tail)
            })
    })
}

/// A pattern with everything that only a deployment knows open.
fn as_any_deployment(pattern: &Pattern) -> Pattern {
    let mut out = Pattern::default();
    for symbol in pattern.symbols() {
        out.push(match symbol {
            Symbol::Name(_) | Symbol::Own(_) | Symbol::Variable(_) => Symbol::Any,
            symbol => symbol.clone(),
        });
    }
    out
}

/// A role that has the statements of saved policies.
pub fn saved_role(name: &str, statements: Vec<DeclaredStatement>) -> Permissions {
    Permissions {
        role: Role::Elsewhere(name.to_owned()),
        statements,
        boundary: None,
        gaps: Vec::new(),
    }
}

/// The statements of a saved policy document, as [`document::parse`] reads it, each with its place in the text.
pub fn saved_statements(file: &str, text: &str) -> Result<Vec<DeclaredStatement>, Malformed> {
    let statements = document::parse(text)?;
    let places = statement_places(text);
    let declared = statements
        .into_iter()
        .enumerate()
        .map(|(index, statement)| {
            let first = Place { line: 1, column: 1 };
            let at = places.get(index).copied().unwrap_or(first);
            DeclaredStatement {
                statement,
                origin: StatementOrigin::Document,
                only_if: None,
                at: StatementPlace {
                    file: file.to_owned(),
                    path: Vec::new(),
                    at,
                    length: 0,
                },
            }
        });
    Ok(declared.collect())
}

/// Where the statements of a document stand, in their order; nothing for a document that is a text within the text.
fn statement_places(text: &str) -> Vec<Place> {
    let Ok(tree) = markup::json::parse(text) else {
        return Vec::new();
    };
    let Some(root) = tree.documents.first() else {
        return Vec::new();
    };
    let ways: &[&[&str]] = &[
        &["PolicyDocument", "Statement"],
        &["Document", "Statement"],
        &["PolicyVersion", "Document", "Statement"],
        &["Statement"],
    ];
    let Some(found) = ways.iter().find_map(|path| tree.at(*root, path)) else {
        return Vec::new();
    };
    let items = tree.items(found);
    let statements = if items.is_empty() {
        &[found][..]
    } else {
        items
    };
    statements.iter().map(|it| tree.node(*it).at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<u32> {
        let statements = saved_statements("role.json", text).unwrap();
        statements.iter().map(|it| it.at.at.line).collect()
    }

    #[test]
    fn statements_of_saved_policies_stand_where_they_are_written() {
        let one = "{\"Effect\": \"Allow\", \"Action\": \"s3:*\", \"Resource\": \"*\"}";
        let document = format!("{{\n\"Statement\": [\n{one},\n\n{one}]}}");
        assert_eq!(lines(&document), [3, 5]);
        assert_eq!(lines(&format!("{{\n\"Statement\":\n{one}}}")), [3]);
        let version = format!("{{\"PolicyVersion\": {{\n\"Document\": {document}}}}}");
        assert_eq!(lines(&version), [4, 6]);
    }
}
