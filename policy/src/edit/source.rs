//! The text that is being edited, with its tree and its values as written (nothing merged, no variables resolved).

use super::change::Change;
use super::splice::{Unfaithful, splice};
use crate::expr::Expr;
use crate::markup::{NodeId, Tree};
use crate::template::expression::expression;
use crate::template::reading::{chosen_document, parse};
use crate::template::reference::references;

/// A template's text at some step of the work.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
    pub(crate) tree: Tree,
    pub(crate) document: usize,
    pub(crate) value: Expr,
}

impl Source {
    /// Parses a text.
    pub(crate) fn new(path: &str, text: String) -> Result<Self, Unfaithful> {
        let tree = parse(path, &text).map_err(|error| Unfaithful::Syntax(error.to_string()))?;
        let document = chosen_document(&tree);
        let root = tree.documents.get(document).copied();
        let root = root.ok_or_else(|| Unfaithful::Missing("the template".to_owned()))?;
        let value = expression(&tree, root, &mut Vec::new());
        Ok(Self {
            path: path.to_owned(),
            text,
            tree,
            document,
            value,
        })
    }

    /// The source after some changes.
    pub(crate) fn with(&self, changes: &[Change]) -> Result<Self, Unfaithful> {
        Self::new(
            &self.path,
            splice(&self.path, &self.text, self.document, changes)?,
        )
    }

    /// The value at a path.
    pub(crate) fn at(&self, path: &[String]) -> Option<&Expr> {
        path.iter().try_fold(&self.value, |value, key| match value {
            Expr::List(items) => items.get(key.parse::<usize>().ok()?),
            value => value.get(key),
        })
    }

    /// The node at a path, aliases not followed at its end.
    pub(crate) fn node(&self, path: &[String]) -> Option<NodeId> {
        let root = *self.tree.documents.get(self.document)?;
        path.iter()
            .try_fold(root, |id, key| match self.tree.items(id) {
                [] => self.tree.entry(id, key).map(|(_, value)| value),
                items => items.get(key.parse::<usize>().ok()?).copied(),
            })
    }

    /// Whether anything outside of the values at some paths refers to an id or spells it.
    pub(crate) fn mentions(&self, id: &str, except: &[Vec<String>]) -> bool {
        let mut rest = self.value.clone();
        for path in except {
            let gone = Change::Remove { path: path.clone() };
            // What is not there mentions nothing.
            let _ = gone.apply(&mut rest);
        }
        references(&rest).iter().any(|reference| reference.id == id) || spells(&rest, id)
    }
}

fn spells(value: &Expr, text: &str) -> bool {
    match value {
        Expr::Text(found) => found == text,
        Expr::List(items) => items.iter().any(|item| spells(item, text)),
        Expr::Map(entries) => entries.iter().any(|(_, value)| spells(value, text)),
        Expr::Call(_, argument) => spells(argument, text),
        Expr::Null | Expr::Bool(_) | Expr::Number(_) => false,
    }
}
