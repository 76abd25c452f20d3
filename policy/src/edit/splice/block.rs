//! Edits of block style YAML.

use super::{Place, Unfaithful, reuse};
use crate::edit::print;
use crate::edit::text_edit::TextEdit;
use crate::expr::Expr;
use crate::markup::{Content, Layout, NodeId};
use std::ops::Range;

/// Replaces the value of an entry, or adds the entry.
pub(super) fn set(
    place: &Place<'_>,
    mapping: NodeId,
    key: &str,
    value: &Expr,
    after: Option<&str>,
    name: &str,
) -> Result<TextEdit, Unfaithful> {
    let layout = || Unfaithful::Layout(name.to_owned());
    if let Some((key, old)) = place.tree.entry(mapping, key) {
        return replace(place, key, old, value).ok_or_else(layout);
    }
    let entries = place.tree.entries(mapping);
    let (first, _) = *entries.first().ok_or_else(layout)?;
    let sibling = after.and_then(|after| place.tree.entry(mapping, after));
    let (_, previous) = sibling.or(entries.last().copied()).ok_or_else(layout)?;
    let indent = column(place, first);
    let blank = if place.is_spaced(entries) {
        place.idiom.newline
    } else {
        ""
    };
    let text = print::block_entry(&place.idiom, key, value, indent);
    let at = place.line_end(entry_end(place, previous).unwrap_or(place.node_end(mapping)));
    let mut edit = TextEdit::default();
    edit.replace(
        at..at,
        format!("{blank}{}{}{text}", place.idiom.newline, " ".repeat(indent)),
    )?;
    Ok(edit)
}

/// Adds an item to a sequence that has some.
pub(super) fn append(
    place: &Place<'_>,
    items: &[NodeId],
    value: &Expr,
) -> Result<TextEdit, Unfaithful> {
    let layout = || Unfaithful::Layout("the list".to_owned());
    let last = *items.last().ok_or_else(layout)?;
    let indent = dash(place, last).ok_or_else(layout)?.1;
    let at = place.line_end(place.node_end(last));
    let text = print::block_item(&place.idiom, value, indent);
    let mut edit = TextEdit::default();
    edit.replace(
        at..at,
        format!("{}{}{text}", place.idiom.newline, " ".repeat(indent)),
    )?;
    Ok(edit)
}

/// Takes away the lines of an entry.
pub(super) fn remove_entry(
    place: &Place<'_>,
    entries: &[(NodeId, NodeId)],
    at: usize,
    name: &str,
) -> Result<TextEdit, Unfaithful> {
    let layout = || Unfaithful::Layout(name.to_owned());
    let (key, value) = *entries.get(at).ok_or_else(layout)?;
    if entries.len() < 2 {
        return Err(layout());
    }
    let start = place.node_start(key);
    let before = place.line_before(start);
    let range = if before.trim().is_empty() {
        let end = entry_end(place, value).unwrap_or(place.node_end(key));
        whole_lines(place, start - before.len(), end)
    } else {
        // The first entry of an item stands behind the dash: the next one moves up.
        let (next, _) = *entries.get(at + 1).ok_or_else(layout)?;
        start..place.node_start(next)
    };
    let mut edit = TextEdit::default();
    edit.replace(range, "")?;
    Ok(edit)
}

/// Takes away the lines of an item.
pub(super) fn remove_item(
    place: &Place<'_>,
    items: &[NodeId],
    at: usize,
    name: &str,
) -> Result<TextEdit, Unfaithful> {
    let layout = || Unfaithful::Layout(name.to_owned());
    let item = *items.get(at).ok_or_else(layout)?;
    let (start, _) = dash(place, item).ok_or_else(layout)?;
    let before = place.line_before(start);
    if items.len() < 2 || !before.trim().is_empty() {
        return Err(layout());
    }
    let mut edit = TextEdit::default();
    edit.replace(
        whole_lines(place, start - before.len(), place.node_end(item)),
        "",
    )?;
    Ok(edit)
}

fn replace(place: &Place<'_>, key: NodeId, old: NodeId, value: &Expr) -> Option<TextEdit> {
    let key_end = place.node_end(key);
    let rest = place.text.get(key_end..)?;
    let colon = key_end + rest.find(':')?;
    if !place.text.get(key_end..colon)?.trim().is_empty() {
        return None;
    }
    if place.reuses
        && let Some(lines) = reuse::revised(place, key_end, old, value)
    {
        let mut edit = TextEdit::default();
        let end = place.line_end(place.node_end(old));
        edit.replace(place.next_line(key_end)..end, lines).ok()?;
        return Some(edit);
    }
    let mut idiom = place.idiom;
    if let Content::Sequence(_, Layout::Block) = place.tree.node(old).content {
        let old_column = (place.tree.node(old).at.column as usize).saturating_sub(1);
        idiom.sequence_offset = old_column.saturating_sub(column(place, key));
    }
    let printed = print::block_after_key(&idiom, value, column(place, key));
    let end = entry_end(place, old).unwrap_or(colon + 1);
    let comment =
        comment_after_colon(place, colon, end).filter(|_| printed.starts_with(place.idiom.newline));
    let start = comment.map_or(colon + 1, |comment| comment.end);
    let mut edit = TextEdit::default();
    edit.replace(start..end.max(start), printed).ok()?;
    Some(edit)
}

/// A comment on the line of a key whose value stands on the lines below.
fn comment_after_colon(place: &Place<'_>, colon: usize, end: usize) -> Option<Range<usize>> {
    let line_end = place.line_end(colon);
    let is_comment = place
        .text
        .get(colon + 1..line_end)?
        .trim_start()
        .starts_with('#');
    (is_comment && line_end < end).then_some(colon + 1..line_end)
}

/// The end of a value; `None` when it is not written at all.
pub(super) fn entry_end(place: &Place<'_>, value: NodeId) -> Option<usize> {
    let node = place.tree.node(value);
    (!node.span.is_empty()).then_some(node.span.end)
}

/// Full lines, and the blank lines that follow when a blank line or nothing stands in front.
fn whole_lines(place: &Place<'_>, start: usize, end: usize) -> Range<usize> {
    let mut next = place.next_line(end);
    let before = place.text.get(..start).unwrap_or_default();
    let is_first = before.trim_end().ends_with(':');
    let is_blank_before =
        before.trim_end_matches([' ', '\t']).ends_with("\n\n") || before.ends_with("\n\r\n");
    while (is_first || is_blank_before) && next < place.text.len() {
        let after = place.next_line(next);
        if !place
            .text
            .get(next..after)
            .unwrap_or_default()
            .trim()
            .is_empty()
        {
            break;
        }
        next = after;
    }
    start..next
}

/// Where the dash of an item stands, and its column.
pub(super) fn dash(place: &Place<'_>, item: NodeId) -> Option<(usize, usize)> {
    let start = place.node_start(item);
    let before = place.line_before(start);
    let content = before.trim_end();
    if !content.ends_with('-') || before.len() == content.len() {
        return None;
    }
    let at = start - before.len() + content.len() - 1;
    Some((at, content.chars().count() - 1))
}

pub(super) fn column(place: &Place<'_>, key: NodeId) -> usize {
    (place.tree.node(key).at.column as usize).saturating_sub(1)
}
