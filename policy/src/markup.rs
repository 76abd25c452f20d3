//! YAML and JSON documents as one tree that knows where everything stands in the text.
//!
//! The tree keeps what an editor must know and a plain data model forgets: byte spans, tags, styles, anchors and
//! aliases, duplicate keys. It keeps no comments (they are in the text, between the spans) and knows nothing of
//! templates.

pub mod json;
pub mod yaml;

use crate::template::Place;
use std::ops::Range;

/// Nodes may be nested this deep; deeper documents are refused.
pub(crate) const MAX_DEPTH: usize = 160;

/// A document that is not well formed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct SyntaxError {
    /// Where.
    pub at: Place,
    /// What, in one phrase.
    pub message: String,
}

/// A node of a [`Tree`]. Valid for the tree that gave it out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct NodeId(u32);

/// A parsed text: one or more documents in an arena.
///
/// `A: &x [1]` followed by `B: *x` is a mapping of two entries; the value of `B` is an alias that names the node of the
/// sequence.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    nodes: Vec<Node>,
    /// Roots of the documents that have content, in order.
    pub documents: Vec<NodeId>,
}

/// One node.
#[derive(Debug, Clone)]
pub struct Node {
    /// What it holds.
    pub content: Content,
    /// Its local tag without the `!` (`Ref` of `!Ref x`), if it has one.
    pub tag: Option<String>,
    /// Whether it carries an anchor.
    pub anchored: bool,
    /// The bytes of the text it covers, with its tag and anchor, without trailing white space.
    pub span: Range<usize>,
    /// Where it starts.
    pub at: Place,
}

/// What a node holds.
#[derive(Debug, Clone)]
pub enum Content {
    /// A scalar: its text with escapes undone and how it is written.
    Scalar(String, Style),
    /// A sequence.
    Sequence(Vec<NodeId>, Layout),
    /// A mapping: key and value nodes in order, duplicates included.
    Mapping(Vec<(NodeId, NodeId)>, Layout),
    /// An alias of another node.
    Alias(NodeId),
}

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Without quotes: may be a number, a boolean or null.
    Plain,
    /// In single quotes.
    Single,
    /// In double quotes.
    Double,
    /// As a `|` or `>` block.
    Block,
}

/// How a collection is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// By indentation.
    Block,
    /// In brackets or braces.
    Flow,
}

impl Tree {
    /// The node behind an id.
    #[expect(
        clippy::indexing_slicing,
        reason = "ids are handed out by the tree that holds their node"
    )]
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    /// All nodes, in the order they were finished.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.nodes.iter()
    }

    /// The node that an alias stands for; any other node itself.
    pub fn target(&self, id: NodeId) -> NodeId {
        match self.node(id).content {
            Content::Alias(target) => target,
            _ => id,
        }
    }

    /// The scalar text of a node, aliases followed.
    pub fn text(&self, id: NodeId) -> Option<&str> {
        match &self.node(self.target(id)).content {
            Content::Scalar(text, _) => Some(text),
            _ => None,
        }
    }

    /// The entries of a mapping, aliases followed; empty for anything else. Merge keys are entries like others.
    pub fn entries(&self, id: NodeId) -> &[(NodeId, NodeId)] {
        match &self.node(self.target(id)).content {
            Content::Mapping(entries, _) => entries,
            _ => &[],
        }
    }

    /// The items of a sequence, aliases followed; empty for anything else.
    pub fn items(&self, id: NodeId) -> &[NodeId] {
        match &self.node(self.target(id)).content {
            Content::Sequence(items, _) => items,
            _ => &[],
        }
    }

    /// Key and value of an entry of a mapping; of several with the same key, the last.
    pub fn entry(&self, id: NodeId, key: &str) -> Option<(NodeId, NodeId)> {
        self.entries(id)
            .iter()
            .rev()
            .find(|(name, _)| self.text(*name) == Some(key))
            .copied()
    }

    /// The value at a path of keys below a node.
    pub fn at(&self, id: NodeId, path: &[&str]) -> Option<NodeId> {
        path.iter()
            .try_fold(id, |id, key| self.entry(id, key).map(|(_, value)| value))
    }

    pub(crate) fn push(&mut self, node: Node) -> NodeId {
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.nodes.push(node);
        id
    }

    #[expect(
        clippy::indexing_slicing,
        reason = "ids are handed out by the tree that holds their node"
    )]
    pub(crate) fn node_mut(&mut self, id: NodeId) -> &mut Node {
        &mut self.nodes[id.0 as usize]
    }
}

/// Whether a text looks like JSON rather than YAML: its first character opens an object.
pub fn is_json(text: &str) -> bool {
    text.trim_start_matches('\u{feff}')
        .trim_start()
        .starts_with('{')
}

/// Byte offsets to places.
pub(crate) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        Self { text, starts }
    }

    pub(crate) fn place(&self, at: usize) -> Place {
        let line = self.starts.partition_point(|start| *start <= at);
        let start = line
            .checked_sub(1)
            .and_then(|line| self.starts.get(line))
            .copied()
            .unwrap_or(0);
        let line_text = self.text.get(start..at).unwrap_or_default();
        let column = line_text.trim_start_matches('\u{feff}').chars().count();
        Place {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: u32::try_from(column + 1).unwrap_or(u32::MAX),
        }
    }
}

#[cfg(test)]
mod tests;
