//! Edits of flow style YAML and of JSON.

use super::{Place, Unfaithful};
use crate::edit::print;
use crate::edit::text_edit::TextEdit;
use crate::expr::Expr;
use crate::markup::NodeId;

/// Replaces the value of an entry, or adds the entry.
pub(super) fn set(
    place: &Place<'_>,
    mapping: NodeId,
    key: &str,
    value: &Expr,
    after: Option<&str>,
) -> Result<TextEdit, Unfaithful> {
    let entries = place.tree.entries(mapping);
    let mut edit = TextEdit::default();
    if let Some((key, old)) = place.tree.entry(mapping, key) {
        let indent = margin(place, key);
        let text = printed(place, value, indent);
        let old = place.tree.node(old).span.clone();
        if old.is_empty() {
            return Err(Unfaithful::Layout(
                place.tree.text(key).unwrap_or_default().to_owned(),
            ));
        }
        edit.replace(old, text)?;
        return Ok(edit);
    }
    let sibling = after.and_then(|after| place.tree.entry(mapping, after));
    match sibling.or(entries.last().copied()) {
        Some((sibling, previous)) => {
            let indent = margin(place, sibling);
            let separator = separator(place, indent);
            let blank = if indent.is_some() && place.is_spaced(entries) {
                place.idiom.newline
            } else {
                ""
            };
            let at = place.node_end(previous);
            edit.replace(
                at..at,
                format!(",{blank}{separator}{}", entry(place, key, value, indent)),
            )?;
        }
        None => {
            let text = format!("{{{}}}", entry(place, key, value, None));
            edit.replace(place.tree.node(mapping).span.clone(), text)?;
        }
    }
    Ok(edit)
}

/// Adds an item to a sequence.
pub(super) fn append(
    place: &Place<'_>,
    list: NodeId,
    items: &[NodeId],
    value: &Expr,
) -> Result<TextEdit, Unfaithful> {
    let mut edit = TextEdit::default();
    match items.last() {
        Some(last) => {
            let indent = margin(place, *last);
            let text = printed(place, value, indent);
            let at = place.node_end(*last);
            edit.replace(at..at, format!(",{}{text}", separator(place, indent)))?;
        }
        None => {
            let text = format!("[{}]", print::flow(&place.idiom, value));
            edit.replace(place.tree.node(list).span.clone(), text)?;
        }
    }
    Ok(edit)
}

/// Takes away one of several parts, each given by its first and its last node.
pub(super) fn remove(
    place: &Place<'_>,
    parts: &[(NodeId, NodeId)],
    at: usize,
    name: &str,
) -> Result<TextEdit, Unfaithful> {
    let layout = || Unfaithful::Layout(name.to_owned());
    let (first, last) = *parts.get(at).ok_or_else(layout)?;
    let previous = at.checked_sub(1).and_then(|at| parts.get(at));
    let range = match (previous, parts.get(at + 1)) {
        (Some((_, previous)), _) => place.node_end(*previous)..place.node_end(last),
        (None, Some((next, _))) => place.node_start(first)..place.node_start(*next),
        (None, None) => return Err(layout()),
    };
    let mut edit = TextEdit::default();
    edit.replace(range, "")?;
    Ok(edit)
}

fn entry(place: &Place<'_>, key: &str, value: &Expr, indent: Option<&str>) -> String {
    let key = print::flow(&place.idiom, &Expr::text(key));
    let blank = if place.idiom.json && indent.is_none() && is_compact(place) {
        ""
    } else {
        " "
    };
    format!("{key}:{blank}{}", printed(place, value, indent))
}

/// JSON that is written over lines gets lines.
fn printed(place: &Place<'_>, value: &Expr, indent: Option<&str>) -> String {
    match indent {
        Some(indent) if place.idiom.json => print::json(&place.idiom, value, indent),
        _ => print::flow(&place.idiom, value),
    }
}

fn separator(place: &Place<'_>, indent: Option<&str>) -> String {
    match indent {
        Some(indent) => format!("{}{indent}", place.idiom.newline),
        None if place.idiom.json && is_compact(place) => String::new(),
        None => " ".to_owned(),
    }
}

/// JSON without blanks.
fn is_compact(place: &Place<'_>) -> bool {
    !place.text.contains("\": ")
}

/// The white space in front of a node, if the node starts its line.
fn margin<'a>(place: &'a Place<'_>, id: NodeId) -> Option<&'a str> {
    let start = place.node_start(id);
    let before = place.line_before(start);
    let starts_line =
        before.trim().is_empty() && place.text.get(..start).unwrap_or_default().contains('\n');
    starts_line.then_some(before)
}
