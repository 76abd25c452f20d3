//! The text that is being edited, with its tree and its values as written (nothing merged, no variables resolved).

use super::change::Change;
use super::idiom::{Idiom, idiom};
use super::splice::Unfaithful;
use crate::expr::Expr;
use crate::markup::{NodeId, Tree, is_json};
use crate::template::expression::expression;
use crate::template::reading::{chosen_document, parse};
use crate::template::reference::references;

/// A template's text at some step of the work.
#[derive(Debug, Clone)]
pub struct Source {
    /// Path of the file: its extension tells the syntax.
    pub path: String,
    /// The text.
    pub text: String,
    pub(crate) tree: Tree,
    /// Which of the file's documents is the template.
    pub(crate) document: usize,
    /// The values of all documents.
    pub(crate) documents: Vec<Expr>,
    /// How the text was written before any work.
    pub(crate) idiom: Idiom,
}

impl Source {
    /// Parses a text.
    pub fn new(path: &str, text: String) -> Result<Self, Unfaithful> {
        let tree = parse(path, &text).map_err(|error| Unfaithful::Syntax(error.to_string()))?;
        let document = chosen_document(&tree);
        let root = tree.documents.get(document).copied();
        let root = root.ok_or_else(|| Unfaithful::Missing("the template".to_owned()))?;
        let is_json = is_json(&text) && !tree.nodes().any(|node| node.tag.is_some());
        Ok(Self {
            path: path.to_owned(),
            documents: values(&tree),
            idiom: idiom(&text, &tree, root, is_json),
            text,
            tree,
            document,
        })
    }

    /// The source with another text.
    pub(crate) fn edited(&self, text: String) -> Result<Self, Unfaithful> {
        let tree =
            parse(&self.path, &text).map_err(|error| Unfaithful::Syntax(error.to_string()))?;
        Ok(Self {
            path: self.path.clone(),
            documents: values(&tree),
            idiom: self.idiom,
            text,
            tree,
            document: self.document,
        })
    }

    /// The value of the template.
    pub(crate) fn value(&self) -> &Expr {
        self.documents.get(self.document).unwrap_or(&Expr::Null)
    }

    /// The value at a path.
    pub(crate) fn at(&self, path: &[String]) -> Option<&Expr> {
        path.iter()
            .try_fold(self.value(), |value, key| match value {
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

    /// Whether a key stands more than once in the mapping that a path ends in.
    pub(crate) fn is_repeated(&self, path: &[String]) -> bool {
        let Some((key, parent)) = path.split_last() else {
            return false;
        };
        let entries = self
            .node(parent)
            .map_or(&[][..], |it| self.tree.entries(it));
        let same = entries
            .iter()
            .filter(|(name, _)| self.tree.text(*name) == Some(key));
        same.count() > 1
    }

    /// Whether anything outside of the values at some paths refers to an id or spells it.
    pub(crate) fn mentions(&self, id: &str, except: &[Vec<String>]) -> bool {
        let mut rest = self.value().clone();
        for path in except {
            let gone = Change::Remove { path: path.clone() };
            // What is not there mentions nothing.
            let _ = gone.apply(&mut rest);
        }
        references(&rest).iter().any(|reference| reference.id == id) || spells(&rest, id)
    }
}

fn values(tree: &Tree) -> Vec<Expr> {
    let roots = tree.documents.iter();
    roots
        .map(|root| expression(tree, *root, &mut Vec::new()))
        .collect()
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
