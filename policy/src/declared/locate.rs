//! From keys and positions to the place in the text of a template.

use super::StatementPlace;
use crate::markup::{Content, NodeId, Tree};
use crate::template::reading::{chosen_document, parse};
use crate::template::{Place, Template};

/// The text of a template, to say where things stand in it.
#[derive(Debug)]
pub struct Located {
    file: String,
    text: String,
    tree: Tree,
}

impl Located {
    /// Parses the text of a template once more, for its places.
    pub fn new(template: &Template, text: String) -> Self {
        Self {
            file: template.path.clone(),
            tree: parse(&template.path, &text).unwrap_or_default(),
            text,
        }
    }

    /// The file.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The place of what stands at a path: the nearest that is written, `otherwise` when not even the first two keys
    /// are there (a resource that a loop makes, a file of its own).
    pub fn place(&self, path: &[String], otherwise: Place) -> StatementPlace {
        let place = |at: Place, length: u32| StatementPlace {
            file: self.file.clone(),
            path: path.to_vec(),
            at,
            length,
        };
        let Some(root) = self.tree.documents.get(chosen_document(&self.tree)) else {
            return place(otherwise, 0);
        };
        let mut node = *root;
        let mut key = None;
        let mut steps = 0;
        for segment in path {
            let Some((name, value)) = self.step(node, segment) else {
                break;
            };
            (key, node) = (name, value);
            steps += 1;
        }
        if steps < path.len().min(2) {
            return place(otherwise, 0);
        }
        // A collection under a key is best seen at the key.
        let is_block = !matches!(self.tree.node(node).content, Content::Scalar(..));
        let shown = key.filter(|_| is_block).unwrap_or(node);
        let shown = self.tree.node(shown);
        let written = self.text.get(shown.span.clone()).unwrap_or_default();
        let first = written.lines().next().unwrap_or_default().trim_end();
        place(
            shown.at,
            u32::try_from(first.chars().count()).unwrap_or_default(),
        )
    }

    /// The key (if it has one) and the value one segment further; a condition around it is looked through.
    fn step(&self, node: NodeId, segment: &str) -> Option<(Option<NodeId>, NodeId)> {
        if let Some((key, value)) = self.tree.entry(node, segment) {
            return Some((Some(key), value));
        }
        let index = segment.parse::<usize>().ok();
        if let Some(item) = index.and_then(|index| self.tree.items(node).get(index)) {
            return Some((None, *item));
        }
        match self.tree.entries(node) {
            [(name, value)]
                if self
                    .tree
                    .text(*name)
                    .is_some_and(|it| it.starts_with("Fn::")) =>
            {
                self.step(*value, segment)
            }
            _ => None,
        }
    }
}
