//! Replacing the content of a list of policies while what is marked to be kept stays.

use super::change::{Change, equal};
use super::keep::kept_items;
use super::source::Source;
use crate::expr::Expr;

/// Changes that leave in the list at `path` what is marked, and `wanted`. Without marks the whole value is set; an empty list
/// is set to `empty`, or taken away if that is `None`.
pub(crate) fn replace(
    source: &Source,
    path: Vec<String>,
    wanted: Vec<Expr>,
    empty: Option<Expr>,
) -> Vec<Change> {
    let current = source.at(&path);
    let kept = kept(source, &path);
    if !kept.contains(&true) {
        if let Some(changes) = replace_in_document(source, &path, &wanted) {
            return changes;
        }
        return match (current, wanted.is_empty(), empty) {
            (None, true, _) => Vec::new(),
            (Some(_), true, None) => vec![Change::Remove { path }],
            (Some(old), true, Some(empty)) if equal(old, &empty) => Vec::new(),
            (_, true, Some(empty)) => vec![Change::set(path, empty)],
            (Some(Expr::List(old)), false, _) if same(old, &wanted) => Vec::new(),
            (_, false, _) => vec![Change::set(path, Expr::List(wanted))],
        };
    }
    let items = current.map_or(&[][..], Expr::items);
    let mut changes = Vec::new();
    for (index, item) in items.iter().enumerate().rev() {
        let is_kept = kept.get(index).copied().unwrap_or_default();
        if !is_kept && !wanted.iter().any(|wanted| equal(wanted, item)) {
            let mut path = path.clone();
            path.push(index.to_string());
            changes.push(Change::Remove { path });
        }
    }
    for value in wanted {
        if !items.iter().any(|item| equal(item, &value)) {
            let path = path.clone();
            changes.push(Change::Append { path, value });
        }
    }
    changes
}

/// Where a policy of a list has its statements: in the list itself, or below the name of an inline policy.
const STATEMENTS: &[&[&str]] = &[&["Statement"], &["PolicyDocument", "Statement"]];

/// A list one of whose policies has statements that are marked: that policy gets the statements wanted beside them, the
/// others go.
fn replace_in_document(source: &Source, path: &[String], wanted: &[Expr]) -> Option<Vec<Change>> {
    let below = |index: usize, keys: &[&str]| -> Vec<String> {
        let keys = keys.iter().map(|key| (*key).to_owned());
        path.iter()
            .cloned()
            .chain([index.to_string()])
            .chain(keys)
            .collect()
    };
    let count = source.at(path)?.items().len();
    let (index, keys) = (0..count)
        .flat_map(|index| STATEMENTS.iter().map(move |keys| (index, *keys)))
        .find(|(index, keys)| kept(source, &below(*index, keys)).contains(&true))?;
    let statements = wanted
        .iter()
        .filter_map(|policy| policy.at(keys))
        .flat_map(Expr::items);
    let mut changes = replace(
        source,
        below(index, keys),
        statements.cloned().collect(),
        None,
    );
    let others = (0..count).rev().filter(|other| *other != index);
    changes.extend(others.map(|other| Change::Remove {
        path: below(other, &[]),
    }));
    Some(changes)
}

fn kept(source: &Source, path: &[String]) -> Vec<bool> {
    let list = source.node(path);
    list.map(|list| kept_items(&source.text, &source.tree, list))
        .unwrap_or_default()
}

fn same(left: &[Expr], right: &[Expr]) -> bool {
    left.len() == right.len()
        && left
            .iter()
            .zip(right)
            .all(|(left, right)| equal(left, right))
}
