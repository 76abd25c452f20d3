//! Changes as edits of the text: only the bytes of what changes.
//!
//! Knows how documents are written, not what they mean. What cannot be written without touching something else is
//! refused.

mod block;
mod flow;
mod reuse;

use super::change::{Change, equal, nested};
use super::idiom::Idiom;
use super::source::Source;
use super::text_edit::{Conflict, TextEdit};
use crate::expr::Expr;
use crate::markup::{Content, Layout, NodeId, Tree};

/// Why a change cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unfaithful {
    /// The way leads through an alias.
    #[error("`{0}` is an alias; an edit would change what it stands for everywhere")]
    Alias(String),
    /// The way leads into an anchor that is used elsewhere.
    #[error("`{0}` is shared by an anchor; an edit would change every place that uses it")]
    SharedAnchor(String),
    /// Something else stands where a mapping or a sequence is needed.
    #[error("`{0}` is not written as a mapping or a list here")]
    Shape(String),
    /// The entry to take away is not there.
    #[error("`{0}` is not written here")]
    Missing(String),
    /// The layout is one that edits are not written into.
    #[error("`{0}` is written in a layout that cannot be edited safely")]
    Layout(String),
    /// The text is not well formed.
    #[error("{0}")]
    Syntax(String),
    /// Edits clash.
    #[error(transparent)]
    Conflict(#[from] Conflict),
    /// The edited text says something else than it should.
    #[error("the edited text would not read as intended")]
    Misread,
}

/// The source with changes made one after another, and read again to see that they and nothing else happened.
pub fn splice(source: &Source, changes: &[Change]) -> Result<Source, Unfaithful> {
    let mut source = source.clone();
    for change in changes {
        source = splice_together(&source, std::slice::from_ref(change))?;
    }
    Ok(source)
}

/// The same for changes that do not touch each other, in one go.
pub fn splice_together(source: &Source, changes: &[Change]) -> Result<Source, Unfaithful> {
    let attempt = |reuses: bool| {
        let mut all = TextEdit::default();
        for change in changes {
            all.union(edit(source, change, reuses)?)?;
        }
        checked(source, all, changes)
    };
    attempt(true).or_else(|_| attempt(false))
}

fn checked(source: &Source, edit: TextEdit, changes: &[Change]) -> Result<Source, Unfaithful> {
    let edited = source.edited(edit.apply(&source.text)?)?;
    let mut expected = source.documents.clone();
    for change in changes {
        let root = expected.get_mut(source.document);
        root.and_then(|root| change.apply(root))
            .ok_or(Unfaithful::Misread)?;
    }
    let pairs = || expected.iter().zip(&edited.documents);
    let is_same =
        expected.len() == edited.documents.len() && pairs().all(|(left, right)| equal(left, right));
    is_same.then_some(edited).ok_or(Unfaithful::Misread)
}

/// The edits that make a change; `reuses` says whether a new value keeps lines of the old one.
fn edit(source: &Source, change: &Change, reuses: bool) -> Result<TextEdit, Unfaithful> {
    let root = source.tree.documents.get(source.document);
    let root = *root.ok_or_else(|| Unfaithful::Missing("the document".to_owned()))?;
    let place = Place {
        text: &source.text,
        tree: &source.tree,
        idiom: source.idiom,
        reuses,
    };
    edit_at(&place, root, change)
}

/// A text with its tree.
struct Place<'a> {
    text: &'a str,
    tree: &'a Tree,
    idiom: Idiom,
    reuses: bool,
}

fn edit_at(place: &Place<'_>, root: NodeId, change: &Change) -> Result<TextEdit, Unfaithful> {
    match change {
        Change::Set { path, value, after } => {
            let (parent, depth) = descend(place, root, path, true)?;
            let name = path.join(".");
            let (key, rest) = path
                .get(depth..)
                .and_then(<[String]>::split_first)
                .ok_or_else(|| Unfaithful::Shape(name.clone()))?;
            let value = nested(rest, value.clone());
            match &place.tree.node(parent).content {
                Content::Mapping(_, Layout::Block) => {
                    block::set(place, parent, key, &value, after.as_deref(), &name)
                }
                Content::Mapping(_, Layout::Flow) => {
                    flow::set(place, parent, key, &value, after.as_deref())
                }
                _ => append(place, parent, &value, name),
            }
        }
        Change::Append { path, value } => {
            let (list, _) = descend(place, root, path, false)?;
            append(place, list, value, path.join("."))
        }
        Change::Remove { path } => remove(place, root, path),
    }
}

fn append(
    place: &Place<'_>,
    list: NodeId,
    value: &Expr,
    name: String,
) -> Result<TextEdit, Unfaithful> {
    match &place.tree.node(list).content {
        Content::Sequence(items, Layout::Block) => block::append(place, items, value),
        Content::Sequence(items, Layout::Flow) => flow::append(place, list, items, value),
        _ => Err(Unfaithful::Shape(name)),
    }
}

fn remove(place: &Place<'_>, root: NodeId, path: &[String]) -> Result<TextEdit, Unfaithful> {
    let name = path.join(".");
    let missing = || Unfaithful::Missing(name.clone());
    let (last, parents) = path.split_last().ok_or_else(missing)?;
    let (parent, _) = descend(place, root, parents, false)?;
    match &place.tree.node(parent).content {
        Content::Mapping(entries, layout) => {
            let at = entries
                .iter()
                .position(|(key, _)| place.tree.text(*key) == Some(last))
                .ok_or_else(missing)?;
            let parts: Vec<_> = entries.iter().map(|(key, value)| (*key, *value)).collect();
            match layout {
                Layout::Block => block::remove_entry(place, &parts, at, &name),
                Layout::Flow => flow::remove(place, &parts, at, &name),
            }
        }
        Content::Sequence(items, layout) => {
            let at = last
                .parse::<usize>()
                .ok()
                .filter(|at| *at < items.len())
                .ok_or_else(missing)?;
            let parts: Vec<_> = items.iter().map(|item| (*item, *item)).collect();
            match layout {
                Layout::Block => block::remove_item(place, items, at, &name),
                Layout::Flow => flow::remove(place, &parts, at, &name),
            }
        }
        _ => Err(Unfaithful::Shape(name)),
    }
}

/// The node that holds the last key of a path, and how many keys lead to it. With `partial` the way ends where the next key
/// is missing or empty, or is the last.
fn descend(
    place: &Place<'_>,
    root: NodeId,
    path: &[String],
    partial: bool,
) -> Result<(NodeId, usize), Unfaithful> {
    let tree = place.tree;
    let mut id = root;
    for (depth, key) in path.iter().enumerate() {
        let name = || path.get(..=depth).unwrap_or_default().join(".");
        check_shared(tree, id, &name)?;
        let next = match &tree.node(id).content {
            Content::Mapping(..) => tree.entry(id, key).map(|(_, value)| value),
            Content::Sequence(items, _) => key
                .parse::<usize>()
                .ok()
                .and_then(|at| items.get(at))
                .copied(),
            _ => return Err(Unfaithful::Shape(name())),
        };
        let is_empty = next.is_some_and(|next| tree.node(next).span.is_empty());
        match next {
            _ if partial && (next.is_none() || is_empty || depth + 1 == path.len()) => {
                return Ok((id, depth));
            }
            Some(next) => id = next,
            None => return Err(Unfaithful::Missing(name())),
        }
    }
    check_shared(tree, id, &|| path.join("."))?;
    Ok((id, path.len()))
}

fn check_shared(tree: &Tree, id: NodeId, name: &dyn Fn() -> String) -> Result<(), Unfaithful> {
    let node = tree.node(id);
    if matches!(node.content, Content::Alias(_)) {
        return Err(Unfaithful::Alias(name()));
    }
    let is_used =
        |node: &crate::markup::Node| matches!(node.content, Content::Alias(target) if target == id);
    if node.anchored && tree.nodes().any(is_used) {
        return Err(Unfaithful::SharedAnchor(name()));
    }
    Ok(())
}

impl Place<'_> {
    /// The offset of the end of the line that a byte is in, before its line end.
    fn line_end(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        let length = rest.find('\n').unwrap_or(rest.len());
        let line = rest.get(..length).unwrap_or_default();
        at + line.trim_end_matches('\r').len()
    }

    /// The offset after the line end of the line that a byte is in.
    fn next_line(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        rest.find('\n')
            .map_or(self.text.len(), |length| at + length + 1)
    }

    /// What stands on the line before a byte.
    fn line_before(&self, at: usize) -> &str {
        let before = self.text.get(..at).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        before
            .get(start..)
            .unwrap_or_default()
            .trim_start_matches('\u{feff}')
    }

    /// Whether blank lines stand between the entries of a mapping: between most of those that are mappings themselves.
    fn is_spaced(&self, entries: &[(NodeId, NodeId)]) -> bool {
        let gaps = entries.iter().zip(entries.iter().skip(1));
        let spaced: Vec<bool> = gaps
            .filter(|((_, value), _)| {
                matches!(self.tree.node(*value).content, Content::Mapping(..))
            })
            .map(|((_, value), (next, _))| {
                let between = self
                    .text
                    .get(self.node_end(*value)..self.node_start(*next))
                    .unwrap_or_default();
                let lines: Vec<&str> = between.split('\n').collect();
                let inner = lines.get(1..lines.len().saturating_sub(1));
                inner.is_some_and(|lines| lines.iter().any(|line| line.trim().is_empty()))
            })
            .collect();
        let count = spaced.iter().filter(|spaced| **spaced).count();
        count * 2 > spaced.len()
    }

    fn node_end(&self, id: NodeId) -> usize {
        self.tree.node(id).span.end
    }

    fn node_start(&self, id: NodeId) -> usize {
        self.tree.node(id).span.start
    }
}

#[cfg(test)]
mod tests;
