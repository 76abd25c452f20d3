//! A source text and the places in it: decoding, and columns in characters in constant time.

use crate::ir::Span;
use tree_sitter::Node;

/// Bytes between two checkpoints of the character count.
const STRIDE: usize = 256;

/// A decoded source text.
#[derive(Debug)]
pub(super) struct Source {
    /// The text without byte order mark; invalid UTF-8 is replaced.
    pub(super) text: String,
    /// Characters before each multiple of [`STRIDE`] bytes; empty for pure ASCII.
    checkpoints: Vec<u32>,
}

impl Source {
    /// Decodes a file.
    pub(super) fn new(bytes: &[u8]) -> Self {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let text = String::from_utf8_lossy(bytes).into_owned();
        let checkpoints = if text.is_ascii() {
            Vec::new()
        } else {
            let mut seen = 0;
            text.as_bytes()
                .chunks(STRIDE)
                .map(|chunk| {
                    let before = seen;
                    seen += characters(chunk);
                    before
                })
                .collect()
        };
        Self { text, checkpoints }
    }

    /// The text of a node.
    pub(super) fn of(&self, node: Node<'_>) -> &str {
        self.between(node.start_byte(), node.end_byte())
    }

    /// The text between two byte offsets.
    pub(super) fn between(&self, start: usize, end: usize) -> &str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// Where a node starts.
    pub(super) fn span(&self, node: Node<'_>) -> Span {
        let point = node.start_position();
        let column = if self.checkpoints.is_empty() {
            u32::try_from(point.column).unwrap_or(u32::MAX)
        } else {
            let start = node.start_byte();
            let line = start.saturating_sub(point.column);
            self.characters_before(start)
                .saturating_sub(self.characters_before(line))
        };
        Span {
            line: u32::try_from(point.row)
                .unwrap_or(u32::MAX)
                .saturating_add(1),
            column: column.saturating_add(1),
        }
    }

    /// The place of an offset inside of a node.
    pub(super) fn span_of(&self, node: Node<'_>, offset: usize) -> Span {
        let inside = self.between(node.start_byte(), offset);
        match inside.rsplit_once('\n') {
            None => {
                let start = self.span(node);
                Span {
                    line: start.line,
                    column: start.column.saturating_add(characters(inside.as_bytes())),
                }
            }
            Some((_, last)) => Span {
                line: self.span(node).line.saturating_add(
                    u32::try_from(inside.matches('\n').count()).unwrap_or_default(),
                ),
                column: characters(last.as_bytes()).saturating_add(1),
            },
        }
    }

    fn characters_before(&self, offset: usize) -> u32 {
        let block = offset / STRIDE;
        let counted = self.checkpoints.get(block).copied().unwrap_or_default();
        let rest = self.text.as_bytes().get(block * STRIDE..offset);
        counted + characters(rest.unwrap_or_default())
    }
}

fn characters(bytes: &[u8]) -> u32 {
    let starts = bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count();
    u32::try_from(starts).unwrap_or(u32::MAX)
}
