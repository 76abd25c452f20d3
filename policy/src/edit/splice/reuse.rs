//! New values of block style YAML that keep the text of what stays as it is.
//!
//! Where a list is replaced by one that has items in common with it, those keep their lines and the comments above them; of
//! items that are the same thing by name, and of mappings, what is the same inside does. Everything else is printed.

use super::Place;
use super::block::{column, dash, entry_end};
use crate::edit::change::equal;
use crate::edit::print;
use crate::expr::Expr;
use crate::markup::{Content, Layout, NodeId};
use crate::template::expression::expression;

/// Keys that tell which item of a list is the same thing with another content.
const NAMES: &[&str] = &["Sid", "PolicyName"];

/// The lines of a collection that gets another value, without line end at the end; `None` where no text of it can stay. `above`
/// is a byte of the line above its first one.
///
/// For the lines `- a # first`, `- b` and the value `[a, x]` that is `- a # first`, `- x`.
pub(super) fn revised(
    place: &Place<'_>,
    above: usize,
    old: NodeId,
    value: &Expr,
) -> Option<String> {
    let node = place.tree.node(old);
    if node.tag.is_some() || node.anchored {
        return None;
    }
    let lines = match (&node.content, value) {
        (Content::Sequence(items, Layout::Block), Expr::List(values)) => {
            sequence(place, above, items, values)?
        }
        (Content::Mapping(entries, Layout::Block), Expr::Map(values)) => {
            mapping(place, above, entries, values)?
        }
        _ => return None,
    };
    Some(lines.join(place.idiom.newline))
}

fn sequence(
    place: &Place<'_>,
    above: usize,
    items: &[NodeId],
    values: &[Expr],
) -> Option<Vec<String>> {
    let (_, margin) = dash(place, *items.first()?)?;
    let old: Vec<Expr> = items.iter().map(|item| read(place, *item)).collect();
    let above = |index: usize| match index.checked_sub(1).and_then(|index| items.get(index)) {
        Some(previous) => place.node_end(*previous),
        None => above,
    };
    let mut kept = false;
    let mut lines: Vec<String> = values
        .iter()
        .map(|value| {
            let same = old.iter().position(|old| equal(old, value));
            let named = || old.iter().position(|old| is_same_thing(old, value));
            let text = match same {
                Some(index) => items
                    .get(index)
                    .and_then(|item| whole_item(place, above(index), *item)),
                None => named().and_then(|index| {
                    revised_item(place, above(index), *items.get(index)?, margin, value)
                }),
            };
            kept |= text.is_some();
            text.unwrap_or_else(|| {
                let item = print::block_item(&place.idiom, value, margin);
                format!("{}{item}", " ".repeat(margin))
            })
        })
        .collect();
    if let Some(first) = lines.first_mut() {
        let blank = first.len() - first.trim_start().len();
        let blank = first.get(..blank).and_then(|it| it.rfind('\n'));
        // Blank lines separate an item from the one above it.
        first.replace_range(..blank.map_or(0, |at| at + 1), "");
    }
    kept.then_some(lines)
}

fn is_same_thing(old: &Expr, new: &Expr) -> bool {
    NAMES
        .iter()
        .any(|name| old.get(name).is_some() && old.get(name) == new.get(name))
}

fn whole_item(place: &Place<'_>, above: usize, item: NodeId) -> Option<String> {
    let (start, margin) = dash(place, item)?;
    let end = place.line_end(place.node_end(item));
    let text = place.text.get(start..end)?;
    Some(format!(
        "{}{}{text}",
        lead(place, above, start)?,
        " ".repeat(margin)
    ))
}

fn revised_item(
    place: &Place<'_>,
    above: usize,
    item: NodeId,
    margin: usize,
    value: &Expr,
) -> Option<String> {
    let (start, _) = dash(place, item)?;
    let lead = lead(place, above, start)?;
    let text = revised(place, start, item, value)?;
    let text = text.trim_start_matches(' ');
    let indent = place.node_start(item) - start - 1;
    (!text.starts_with('#'))
        .then(|| format!("{lead}{}-{}{text}", " ".repeat(margin), " ".repeat(indent)))
}

fn mapping(
    place: &Place<'_>,
    above: usize,
    entries: &[(NodeId, NodeId)],
    values: &[(String, Expr)],
) -> Option<Vec<String>> {
    let margin = column(place, entries.first()?.0);
    let index_of = |key: &str| {
        entries
            .iter()
            .position(|(name, _)| place.tree.text(*name) == Some(key))
    };
    let mut values: Vec<&(String, Expr)> = values.iter().collect();
    // Entries stay in their order, new ones follow.
    values.sort_by_key(|(key, _)| index_of(key).unwrap_or(entries.len()));
    let mut kept = false;
    let lines = values
        .into_iter()
        .map(|(key, value)| {
            let text = index_of(key).and_then(|index| {
                let above = match index.checked_sub(1).and_then(|index| entries.get(index)) {
                    Some((key, value)) => entry_end(place, *value).unwrap_or(place.node_end(*key)),
                    None => above,
                };
                entry(place, above, *entries.get(index)?, margin, value)
            });
            kept |= text.is_some();
            text.unwrap_or_else(|| {
                let entry = print::block_entry(&place.idiom, key, value, margin);
                format!("{}{entry}", " ".repeat(margin))
            })
        })
        .collect();
    kept.then_some(lines)
}

fn entry(
    place: &Place<'_>,
    above: usize,
    (key, old): (NodeId, NodeId),
    margin: usize,
    value: &Expr,
) -> Option<String> {
    let start = place.node_start(key);
    let text = if equal(&read(place, old), value) {
        let end = entry_end(place, old).unwrap_or(place.node_end(key));
        place.text.get(start..place.line_end(end))?.to_owned()
    } else {
        let key_end = place.node_end(key);
        let inner = revised(place, key_end, old, value)?;
        let head = place.text.get(start..place.line_end(key_end))?;
        format!("{head}{}{inner}", place.idiom.newline)
    };
    Some(format!(
        "{}{}{text}",
        lead(place, above, start)?,
        " ".repeat(margin)
    ))
}

/// The comments and blank lines between the line of a byte and the line that a part starts in; nothing behind a dash.
fn lead<'a>(place: &'a Place<'_>, above: usize, start: usize) -> Option<&'a str> {
    let line = start - place.line_before(start).len();
    let lines = place.text.get(place.next_line(above)..line).unwrap_or("");
    let is_lead = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
    lines.lines().all(is_lead).then_some(lines)
}

fn read(place: &Place<'_>, node: NodeId) -> Expr {
    expression(place.tree, node, &mut Vec::new())
}
