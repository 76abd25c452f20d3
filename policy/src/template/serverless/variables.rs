//! Resolves Serverless variables as far as the files of the project tell.
//!
//! `self:`, `file(..)` and parameters that are the same in every stage are put in. What only a run knows (`opt:`, `env:`,
//! `ssm:`, `cf:`, …) stays in the text, spelled one way, so that two texts that mean the same compare equal: the stage is
//! `${self:provider.stage}` however it was reached (`${sls:stage}` where the provider names none), and likewise the region.

mod deployment;
mod file;

use super::variable::{Piece, Source, pieces, source, sources};
use crate::expr::Expr;
use crate::template::given::Given;
use crate::template::{Place, TemplateProblem};
use analyzer::project::Files;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

/// Variables may lead to each other this many steps.
const MAX_STEPS: usize = 40;

/// A document may grow by this many nodes.
const MAX_NODES: usize = 200_000;

/// What becomes of a value that only a run knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unknown {
    /// It stays in the text.
    Kept,
    /// Its default stands for it.
    Defaulted,
}

/// Resolves the variables of one service.
pub(crate) struct Variables<'a> {
    files: &'a dyn Files,
    folder: &'a str,
    document: &'a Expr,
    given: &'a Given,
    default_stage: String,
    loaded: RefCell<BTreeMap<String, Option<Expr>>>,
    problems: RefCell<BTreeSet<TemplateProblem>>,
    nodes_left: Cell<usize>,
}

/// What a source gives.
enum Found {
    Value(Expr),
    /// Only a run knows; this is how it is written.
    Later(String),
    Missing,
}

impl<'a> Variables<'a> {
    /// Variables of the service whose configuration is `document`, in `folder`.
    pub(crate) fn new(
        files: &'a dyn Files,
        folder: &'a str,
        document: &'a Expr,
        given: &'a Given,
    ) -> Self {
        let mut variables = Self {
            files,
            folder,
            document,
            given,
            default_stage: given.stage.clone().unwrap_or_else(|| "dev".to_owned()),
            loaded: RefCell::default(),
            problems: RefCell::default(),
            nodes_left: Cell::new(MAX_NODES),
        };
        let stage = document.at(&["provider", "stage"]).and_then(Expr::as_text);
        let stage = stage.filter(|_| given.stage.is_none());
        if let Some(stage) = stage.and_then(|stage| variables.constant(&Expr::text(stage))) {
            variables.default_stage = stage;
        }
        variables
    }

    /// A value with its variables put in.
    pub(crate) fn resolve(&self, value: &Expr) -> Expr {
        let unknown = if self.given.is_final {
            Unknown::Defaulted
        } else {
            Unknown::Kept
        };
        self.value(value, unknown, MAX_STEPS)
    }

    /// The text that a value stands for when nothing is given on the command line or by the environment.
    pub(crate) fn constant(&self, value: &Expr) -> Option<String> {
        match self.value(value, Unknown::Defaulted, MAX_STEPS) {
            Expr::Text(text)
                if pieces(&text)
                    .iter()
                    .all(|it| matches!(it, Piece::Literal(_))) =>
            {
                Some(text)
            }
            Expr::Number(text) => Some(text),
            Expr::Bool(value) => Some(value.to_string()),
            _ => None,
        }
    }

    /// What could not be resolved so far.
    pub(crate) fn problems(&self) -> Vec<TemplateProblem> {
        self.problems.borrow().iter().cloned().collect()
    }

    fn value(&self, value: &Expr, unknown: Unknown, steps: usize) -> Expr {
        let left = self.nodes_left.get();
        if left == 0 {
            self.problem(
                "too-large",
                "variables expand to too much; write some of their values out".to_owned(),
            );
            return Expr::Null;
        }
        self.nodes_left.set(left - 1);
        match value {
            Expr::Text(text) if text.contains("${") => self.text(text, unknown, steps),
            Expr::List(items) => Expr::List(
                items
                    .iter()
                    .map(|item| self.value(item, unknown, steps))
                    .collect(),
            ),
            Expr::Map(entries) => Expr::Map(
                entries
                    .iter()
                    .map(|(key, value)| (key.clone(), self.value(value, unknown, steps)))
                    .collect(),
            ),
            Expr::Call(name, argument) => {
                Expr::Call(name.clone(), Box::new(self.value(argument, unknown, steps)))
            }
            Expr::Null | Expr::Bool(_) | Expr::Number(_) | Expr::Text(_) => value.clone(),
        }
    }

    /// A text that is one variable becomes what the variable stands for; several are put together.
    fn text(&self, text: &str, unknown: Unknown, steps: usize) -> Expr {
        let Some(steps) = steps.checked_sub(1) else {
            self.problem(
                "variable-circle",
                format!("variables in `{text}` lead in a circle; give one of them a value"),
            );
            return Expr::text(text);
        };
        let pieces = pieces(text);
        if let [Piece::Variable(content)] = pieces.as_slice() {
            return self.variable(content, unknown, steps);
        }
        let mut out = String::new();
        for piece in pieces {
            match piece {
                Piece::Literal(text) => out.push_str(text),
                Piece::Variable(content) => {
                    match scalar_text(&self.variable(content, unknown, steps)) {
                        Some(text) => out.push_str(&text),
                        None => out.push_str(&format!("${{{content}}}")),
                    }
                }
            }
        }
        Expr::Text(out)
    }

    fn variable(&self, content: &str, unknown: Unknown, steps: usize) -> Expr {
        let mut later: Vec<String> = Vec::new();
        for text in sources(content) {
            let nested = if text.contains("${") {
                self.text(text, unknown, steps)
            } else {
                Expr::text(text)
            };
            let Some(text) = nested.as_text() else {
                continue;
            };
            match self.source(text, unknown, steps) {
                Found::Missing => {}
                Found::Value(value) if later.is_empty() => return value,
                Found::Value(value) => {
                    later.push(as_source(&value).unwrap_or_else(|| text.to_owned()));
                    break;
                }
                Found::Later(text) if text.starts_with("${") => return Expr::Text(text),
                Found::Later(text) => later.push(text),
            }
        }
        if unknown == Unknown::Kept
            && let Some(structure) = self.structure(content, steps)
        {
            return structure;
        }
        if unknown == Unknown::Defaulted && content.trim() == "opt:stage" {
            return Expr::text(self.default_stage.clone());
        }
        if later.is_empty() {
            if unknown == Unknown::Kept {
                let message = format!(
                    "`${{{content}}}` cannot be resolved from the files here; it is kept as text"
                );
                self.problem("unresolved-variable", message);
            }
            return Expr::Text(format!("${{{content}}}"));
        }
        Expr::Text(format!("${{{}}}", later.join(", ")))
    }

    /// A mapping, a list or an intrinsic that a variable leads to in the default stage: needed as such, not as text.
    fn structure(&self, content: &str, steps: usize) -> Option<Expr> {
        let value = self.variable(content, Unknown::Defaulted, steps.checked_sub(1)?);
        matches!(value, Expr::Map(_) | Expr::List(_) | Expr::Call(..)).then_some(value)
    }

    fn source(&self, text: &str, unknown: Unknown, steps: usize) -> Found {
        if let Some(found) = self.setting(text, unknown) {
            return found;
        }
        match source(text) {
            Source::Quoted(text) => Found::Value(Expr::text(text)),
            Source::Plain("true") => Found::Value(Expr::Bool(true)),
            Source::Plain("false") => Found::Value(Expr::Bool(false)),
            Source::Plain("null" | "") => Found::Missing,
            Source::Plain(text) => Found::Value(Expr::text(text)),
            Source::Address {
                parameter, address, ..
            } if parameter.contains("${") || address.contains("${") => self.later(text, unknown),
            Source::Address {
                kind: "self",
                address,
                ..
            } => match self.lookup(self.document, address, unknown, steps) {
                Some(Expr::Null) | None => Found::Missing,
                Some(value) => Found::Value(value),
            },
            Source::Address {
                kind: "file",
                parameter,
                address,
            } => self.file(parameter, address, unknown, steps),
            Source::Address {
                kind: "param",
                address,
                ..
            } => self.parameter(address, unknown, steps),
            Source::Address { .. } => self.later(text, unknown),
        }
    }

    fn later(&self, text: &str, unknown: Unknown) -> Found {
        match unknown {
            Unknown::Kept => Found::Later(text.to_owned()),
            Unknown::Defaulted => Found::Missing,
        }
    }

    /// The value at a dotted path, with its variables put in.
    fn lookup(&self, root: &Expr, address: &str, unknown: Unknown, steps: usize) -> Option<Expr> {
        let found = self.find(root, address, unknown, steps)?;
        Some(self.value(&found, unknown, steps))
    }

    /// What stands at a dotted path. Variables on the way are followed to what they lead to and no further: a mapping may hold
    /// variables that lead back into it.
    fn find(&self, root: &Expr, address: &str, unknown: Unknown, steps: usize) -> Option<Expr> {
        if address.is_empty() {
            return Some(root.clone());
        }
        let (key, rest) = address.split_once('.').unwrap_or((address, ""));
        let resolved;
        let root = match root {
            Expr::Text(_) => {
                let leads_to = self.target(root, unknown, steps);
                resolved = leads_to.unwrap_or_else(|| self.value(root, unknown, steps));
                &resolved
            }
            root => root,
        };
        let found = match root {
            Expr::List(items) => items.get(key.parse::<usize>().ok()?)?,
            root => root.get(key)?,
        };
        self.find(found, rest, unknown, steps)
    }

    /// What a text that is one variable leads to, as it is written there; `None` where more than a path has to be followed.
    fn target(&self, text: &Expr, unknown: Unknown, steps: usize) -> Option<Expr> {
        let steps = steps.checked_sub(1)?;
        let pieces = pieces(text.as_text()?);
        let [Piece::Variable(content)] = pieces.as_slice() else {
            return None;
        };
        let mut sources = sources(content).into_iter();
        let (first, None) = (sources.next()?, sources.next()) else {
            return None;
        };
        let first = self.value(&Expr::text(first), unknown, steps);
        let found = match source(first.as_text()?) {
            Source::Address {
                parameter, address, ..
            } if parameter.contains("${") || address.contains("${") => return None,
            Source::Address {
                kind: "self",
                address,
                ..
            } => self.find(self.document, address, unknown, steps)?,
            Source::Address {
                kind: "file",
                parameter,
                address,
            } => self.find(&self.load(parameter)?, address, unknown, steps)?,
            _ => return None,
        };
        match &found {
            Expr::Text(_) => self.target(&found, unknown, steps),
            _ => Some(found),
        }
    }

    fn problem(&self, kind: &str, message: String) {
        self.problems.borrow_mut().insert(TemplateProblem {
            kind: kind.to_owned(),
            at: Place { line: 1, column: 1 },
            message,
        });
    }
}

fn scalar_text(value: &Expr) -> Option<String> {
    match value {
        Expr::Text(text) | Expr::Number(text) => Some(text.clone()),
        Expr::Bool(value) => Some(value.to_string()),
        Expr::Null => Some(String::new()),
        Expr::List(_) | Expr::Map(_) | Expr::Call(..) => None,
    }
}

/// A known value as a source of a variable; `None` where it has to stay as it was written.
fn as_source(value: &Expr) -> Option<String> {
    match value {
        Expr::Text(text) => match pieces(text).as_slice() {
            [Piece::Variable(_)] => Some(text.clone()),
            [Piece::Literal(_)] | [] => Some(format!("'{text}'")),
            _ => None,
        },
        Expr::Number(text) => Some(text.clone()),
        Expr::Bool(value) => Some(value.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
