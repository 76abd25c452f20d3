//! Entries that people marked to be kept: a comment `iam-tailor: keep` behind the entry's first line or on the line above.

use crate::markup::{Content, NodeId, Tree};

const MARKER: &str = "iam-tailor: keep";

/// Which items of a list are marked.
pub(crate) fn kept_items(text: &str, tree: &Tree, list: NodeId) -> Vec<bool> {
    let Content::Sequence(items, _) = &tree.node(list).content else {
        return Vec::new();
    };
    items
        .iter()
        .map(|item| is_kept(text, tree.node(*item).span.start))
        .collect()
}

fn is_kept(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = text
        .get(line_start..)
        .and_then(|rest| rest.lines().next())
        .unwrap_or_default();
    let above = text
        .get(..line_start)
        .unwrap_or_default()
        .lines()
        .next_back()
        .unwrap_or_default();
    let comment = line.split_once('#').map_or("", |(_, comment)| comment);
    comment.contains(MARKER) || above.trim_start().starts_with('#') && above.contains(MARKER)
}
