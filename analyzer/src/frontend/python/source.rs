//! A source file as text: decoding, and places in it.
//!
//! Decoding never fails: what is no UTF-8 is read as Latin-1 where the coding cookie names a one-byte encoding, else
//! with replacement characters.

use crate::ir::Span;
use std::borrow::Cow;
use tree_sitter::Point;

/// The text of a file, without byte order mark.
pub(super) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) if has_one_byte_cookie(bytes) => {
            Cow::Owned(bytes.iter().copied().map(char::from).collect())
        }
        Err(_) => String::from_utf8_lossy(bytes),
    }
}

/// Whether one of the first two lines holds a `coding:` cookie for anything but UTF-8.
fn has_one_byte_cookie(bytes: &[u8]) -> bool {
    bytes.split(|byte| *byte == b'\n').take(2).any(|line| {
        coding_cookie(&String::from_utf8_lossy(line)).is_some_and(|name| !name.starts_with("utf"))
    })
}

fn coding_cookie(line: &str) -> Option<String> {
    let comment = line.trim_start().strip_prefix('#')?;
    let (_, name) = comment.split_once("coding")?;
    let name = name.strip_prefix([':', '='])?.trim_start();
    let name: String = name
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
        .collect();
    (!name.is_empty()).then(|| name.to_ascii_lowercase())
}

/// Turns byte columns into character columns; cheap when asked in the order of the text.
#[derive(Debug)]
pub(super) struct Columns<'t> {
    text: &'t str,
    /// Byte offsets of the starts of lines; empty for a text that is all ASCII.
    lines: Vec<usize>,
    /// The last answer: row, byte column, characters before it.
    last: (usize, usize, usize),
}

impl<'t> Columns<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let lines = if text.is_ascii() {
            Vec::new()
        } else {
            std::iter::once(0)
                .chain(text.match_indices('\n').map(|(at, _)| at + 1))
                .collect()
        };
        Self {
            text,
            lines,
            last: (0, 0, 0),
        }
    }

    /// The span of a point of the parser.
    pub(super) fn span(&mut self, point: Point) -> Span {
        let characters = match self.lines.get(point.row) {
            Some(start) => self.characters(*start, point),
            None => point.column,
        };
        Span {
            line: number(point.row),
            column: number(characters),
        }
    }

    fn characters(&mut self, line: usize, point: Point) -> usize {
        let (row, column, before) = self.last;
        let (from, before) = if row == point.row && column <= point.column {
            (column, before)
        } else {
            (0, 0)
        };
        let between = self.text.get(line + from..line + point.column);
        let characters = before + between.map_or(point.column - from, |text| text.chars().count());
        self.last = (point.row, point.column, characters);
        characters
    }
}

fn number(from_zero: usize) -> u32 {
    u32::try_from(from_zero).map_or(u32::MAX, |number| number.saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn byte_order_mark_is_dropped() {
        assert_eq!(decode(b"\xef\xbb\xbfx = 1"), "x = 1");
    }

    #[test]
    fn latin_1_is_read_by_its_cookie() {
        assert_eq!(
            decode(b"# -*- coding: latin-1 -*-\nx = '\xe9'"),
            "# -*- coding: latin-1 -*-\nx = 'é'"
        );
    }

    #[test]
    fn other_bytes_are_replaced() {
        assert_eq!(decode(b"x = '\xe9'"), "x = '\u{fffd}'");
    }

    #[test]
    fn columns_count_characters() {
        let mut columns = Columns::new("é = ü + a\nb");
        let column = |columns: &mut Columns<'_>, row, column| columns.span(Point { row, column });
        assert_eq!(column(&mut columns, 0, 5), Span { line: 1, column: 5 });
        assert_eq!(column(&mut columns, 0, 10), Span { line: 1, column: 9 });
        assert_eq!(column(&mut columns, 0, 0), Span { line: 1, column: 1 });
        assert_eq!(column(&mut columns, 1, 0), Span { line: 2, column: 1 });
    }
}
