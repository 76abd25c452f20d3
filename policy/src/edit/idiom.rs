//! How a document is written: what new text has to look like to fit in.

use crate::markup::{Content, Layout, NodeId, Style, Tree};

/// The habits of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Idiom {
    /// Whether it is JSON.
    pub json: bool,
    /// The line end.
    pub newline: &'static str,
    /// Columns that one level of nesting adds.
    pub step: usize,
    /// Columns that the items of a sequence stand to the right of their key.
    pub sequence_offset: usize,
    /// The quote for texts that need one.
    pub quote: char,
    /// Whether intrinsics are written as tags.
    pub short_tags: bool,
    /// Columns that a list in brackets may reach; 0 where lists are always spread over lines.
    pub line_width: usize,
}

/// Lists that are written in one line are at most this long.
const MAX_LINE: usize = 100;

/// Looks at a document.
pub fn idiom(text: &str, tree: &Tree, root: NodeId, json: bool) -> Idiom {
    let mut seen = Seen::default();
    seen.look(tree, root, 0);
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    Idiom {
        json,
        newline,
        step: most_common(&seen.steps).unwrap_or(2),
        sequence_offset: most_common(&seen.offsets).unwrap_or(2),
        quote: if seen.single > seen.double { '\'' } else { '"' },
        short_tags: !json && (seen.tags > 0 || seen.long_forms == 0),
        line_width: if seen.short_lists > 0 { MAX_LINE } else { 0 },
    }
}

#[derive(Default)]
struct Seen {
    steps: Vec<usize>,
    offsets: Vec<usize>,
    single: usize,
    double: usize,
    tags: usize,
    long_forms: usize,
    short_lists: usize,
}

impl Seen {
    fn look(&mut self, tree: &Tree, id: NodeId, depth: usize) {
        let node = tree.node(id);
        if depth > crate::markup::MAX_DEPTH {
            return;
        }
        self.tags += usize::from(node.tag.is_some());
        match &node.content {
            Content::Scalar(_, Style::Single) => self.single += 1,
            Content::Scalar(_, Style::Double) => self.double += 1,
            Content::Scalar(..) | Content::Alias(_) => {}
            Content::Sequence(items, layout) => {
                let last = items.last().map(|item| tree.node(*item).at.line);
                self.short_lists +=
                    usize::from(*layout == Layout::Flow && last == Some(node.at.line));
                items
                    .iter()
                    .for_each(|item| self.look(tree, *item, depth + 1));
            }
            Content::Mapping(entries, _) => {
                for (key, value) in entries {
                    self.entry(tree, *key, *value);
                    self.look(tree, *value, depth + 1);
                }
            }
        }
    }

    fn entry(&mut self, tree: &Tree, key: NodeId, value: NodeId) {
        let name = tree.text(key).unwrap_or_default();
        self.long_forms += usize::from(name == "Ref" || name.starts_with("Fn::"));
        let key_column = tree.node(key).at.column as usize;
        let inner = match &tree.node(value).content {
            Content::Sequence(_, Layout::Block) => {
                let column = tree.node(value).at.column as usize;
                self.offsets.extend(column.checked_sub(key_column));
                return;
            }
            Content::Mapping(entries, _) => entries.first().map(|(key, _)| *key),
            _ => None,
        };
        let Some(inner) = inner.map(|inner| tree.node(inner).at) else {
            return;
        };
        if inner.line > tree.node(key).at.line {
            self.steps.extend(
                (inner.column as usize)
                    .checked_sub(key_column)
                    .filter(|step| *step > 0),
            );
        }
    }
}

fn most_common(values: &[usize]) -> Option<usize> {
    let count = |value: usize| values.iter().filter(|other| **other == value).count();
    let mut distinct = values.to_vec();
    distinct.sort_unstable();
    distinct.dedup();
    distinct
        .into_iter()
        .max_by_key(|value| (count(*value), usize::MAX - *value))
}
