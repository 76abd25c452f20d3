//! Changes of a document, told apart from how they are written into its text.

use crate::expr::Expr;

/// One change. A path leads through keys of mappings and indexes of sequences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Gives the entry at a path a value. Mappings that are missing on the way are made; the index after the last item of a
    /// sequence makes a new item.
    Set {
        /// Where.
        path: Vec<String>,
        /// What.
        value: Expr,
        /// The entry of the same mapping that a new entry follows; the last one if there is no such.
        after: Option<String>,
    },
    /// Adds an item to the sequence at a path.
    Append {
        /// Where the sequence is.
        path: Vec<String>,
        /// What.
        value: Expr,
    },
    /// Takes away the entry or the item at a path.
    Remove {
        /// Where.
        path: Vec<String>,
    },
}

/// The path of a few keys.
pub fn path(keys: &[&str]) -> Vec<String> {
    keys.iter().map(|key| (*key).to_owned()).collect()
}

impl Change {
    /// A [`Change::Set`] without a wish where.
    pub fn set(path: Vec<String>, value: Expr) -> Self {
        Self::Set {
            path,
            value,
            after: None,
        }
    }

    /// The path.
    pub fn path(&self) -> &[String] {
        match self {
            Self::Set { path, .. } | Self::Append { path, .. } | Self::Remove { path } => path,
        }
    }

    /// Makes the change in a value; `None` when its path leads nowhere.
    pub fn apply(&self, root: &mut Expr) -> Option<()> {
        match self {
            Self::Set { path, value, .. } => set(root, path, value.clone()),
            Self::Append { path, value } => match descend(root, path)? {
                Expr::List(items) => {
                    items.push(value.clone());
                    Some(())
                }
                _ => None,
            },
            Self::Remove { path } => remove(root, path),
        }
    }
}

/// A value under the keys of a path: `a.b` and `1` give `{a: {b: 1}}`.
pub(crate) fn nested(path: &[String], value: Expr) -> Expr {
    path.iter()
        .rev()
        .fold(value, |value, key| Expr::Map(vec![(key.clone(), value)]))
}

fn set(root: &mut Expr, path: &[String], value: Expr) -> Option<()> {
    let (key, rest) = path.split_first()?;
    match root {
        Expr::Map(entries) => {
            match entries.iter_mut().find(|(name, _)| name == key) {
                Some((_, old)) if rest.is_empty() => *old = value,
                Some((_, old @ Expr::Null)) => *old = nested(rest, value),
                Some((_, inner)) => return set(inner, rest, value),
                None => entries.push((key.clone(), nested(rest, value))),
            }
            Some(())
        }
        Expr::List(items) => {
            let at = key.parse::<usize>().ok()?;
            if at == items.len() {
                items.push(nested(rest, value));
                return Some(());
            }
            let item = items.get_mut(at)?;
            if rest.is_empty() {
                *item = value;
                return Some(());
            }
            set(item, rest, value)
        }
        _ => None,
    }
}

fn descend<'a>(root: &'a mut Expr, path: &[String]) -> Option<&'a mut Expr> {
    path.iter().try_fold(root, |value, key| match value {
        Expr::Map(entries) => entries
            .iter_mut()
            .find(|(name, _)| name == key)
            .map(|(_, value)| value),
        Expr::List(items) => items.get_mut(key.parse::<usize>().ok()?),
        _ => None,
    })
}

fn remove(root: &mut Expr, path: &[String]) -> Option<()> {
    let (last, parents) = path.split_last()?;
    match descend(root, parents)? {
        Expr::Map(entries) => {
            let at = entries.iter().position(|(name, _)| name == last)?;
            entries.remove(at);
        }
        Expr::List(items) => {
            let at = last.parse::<usize>().ok()?;
            items.get(at)?;
            items.remove(at);
        }
        _ => return None,
    }
    Some(())
}

/// Whether two values are the same when the order of keys does not count.
pub(crate) fn equal(left: &Expr, right: &Expr) -> bool {
    match (left, right) {
        (Expr::Map(left), Expr::Map(right)) => {
            left.len() == right.len()
                && left.iter().all(|(key, value)| {
                    right
                        .iter()
                        .any(|(other, found)| other == key && equal(value, found))
                })
        }
        (Expr::List(left), Expr::List(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .zip(right)
                    .all(|(left, right)| equal(left, right))
        }
        (Expr::Call(left, value), Expr::Call(right, other)) => left == right && equal(value, other),
        (left, right) => left == right,
    }
}
