//! Parsing with tree-sitter, bounded.
//!
//! A tree of code costs time and memory in the order of its length. What is no code costs many times as much a byte, since
//! the parser tries to repair it, and endless nesting costs memory: so of a long text the start is parsed first, and only
//! when that looks like code, all of it. Bounds count bytes and nodes, never time: the same text always gives the same tree.

use crate::facts::ProblemKind;
use crate::ir::Span;
use crate::ir::builder::ModuleBuilder;
use std::ops::ControlFlow;
use tree_sitter::{Language, Node, ParseOptions, Parser, Tree};

/// Texts up to this length are parsed as a whole, whatever they are.
const SHORT: usize = 128 << 10;
/// Nesting that no code has, in nodes.
const DEEPEST: u32 = 30_000;
/// In a text that is damaged, the parser gives up on so many bytes for each piece that it cannot place.
const BYTES_A_STRAY: usize = 12;
/// Steps of the parser for each byte of the text, at most; code takes about one.
const STEPS_A_BYTE: usize = 16;
/// Steps between two calls of the parser's callback.
const STEPS_A_CALL: usize = 100;

/// The text is handed to the parser in pieces of so many bytes.
const PIECE: usize = 512;
/// Bytes handed to the parser, at most, for each byte of the text and for any text: one that looks ahead to the end of the text
/// from every place, as after quotes and slashes that nothing closes, reads it again and again.
const READ_A_BYTE: usize = 64;
const READ_AT_HAND: usize = 100 << 20;

/// A parsed text.
pub(super) struct Parsed {
    /// The tree. Places in it are places of the whole text.
    pub(super) tree: Tree,
    /// Where the text begins that was not parsed.
    pub(super) rest: Option<Rest>,
}

/// The part of a text that was not parsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rest {
    /// Its first line, from 1.
    pub(super) line: u32,
}

impl Rest {
    /// Says that it is not followed.
    pub(super) fn report(self, builder: &mut ModuleBuilder) {
        builder.at(Span {
            line: self.line,
            column: 1,
        });
        let message = "from here on the file is not followed: it is too long for text that does not parse or nests this deeply";
        builder.problem(ProblemKind::Budget, message);
    }
}

/// Parses a text; `None` only when the parser refuses to work at all.
pub(super) fn parse(language: &Language, text: &str) -> Option<Parsed> {
    let mut parser = Parser::new();
    parser.set_language(language).ok()?;
    let start = start_of(text);
    if start.len() == text.len() {
        return whole(&mut parser, text);
    }
    let parsed = whole(&mut parser, start)?;
    if is_code(parsed.tree.root_node(), start.len()) {
        parser.reset();
        if let Some(parsed) = whole(&mut parser, text) {
            return Some(parsed);
        }
    }
    let lines = start.bytes().filter(|byte| *byte == b'\n').count();
    let line = u32::try_from(lines).unwrap_or(u32::MAX).saturating_add(1);
    Some(Parsed {
        rest: Some(Rest { line }),
        ..parsed
    })
}

/// A text that is parsed as a whole, or the lines that fit into one; one line that does not fit is cut.
fn start_of(text: &str) -> &str {
    if text.len() <= SHORT {
        return text;
    }
    let start = text.get(..text.floor_char_boundary(SHORT)).unwrap_or(text);
    match start.rfind('\n') {
        Some(end) => start.get(..=end).unwrap_or(start),
        None => start,
    }
}

fn whole(parser: &mut Parser, text: &str) -> Option<Parsed> {
    let mut calls_left = 1_000 + text.len() * STEPS_A_BYTE / STEPS_A_CALL;
    let mut count = |_: &tree_sitter::ParseState| match calls_left.checked_sub(1) {
        Some(left) => {
            calls_left = left;
            ControlFlow::Continue(())
        }
        None => ControlFlow::Break(()),
    };
    let options = ParseOptions::new().progress_callback(&mut count);
    let bytes = text.as_bytes();
    let mut bytes_left = Some(READ_AT_HAND + bytes.len() * READ_A_BYTE);
    let mut read = |from: usize, _| {
        let end = from.saturating_add(PIECE).min(bytes.len());
        let piece = bytes.get(from..end).unwrap_or_default();
        bytes_left = bytes_left.and_then(|left| left.checked_sub(piece.len()));
        // The text ends for a parser that has read too much of it.
        bytes_left.map_or(&[][..], |_| piece)
    };
    let tree = parser.parse_with_options(&mut read, None, Some(options))?;
    bytes_left.map(|_| Parsed { tree, rest: None })
}

/// Whether a tree is one of code, damaged or not: nests like code, and has few pieces that have no place.
fn is_code(root: Node<'_>, length: usize) -> bool {
    let most = length / BYTES_A_STRAY;
    let mut cursor = root.walk();
    let mut strays = 0;
    loop {
        let node = cursor.node();
        if node.is_missing() {
            strays += 1;
        } else if node.is_error() {
            strays += node.child_count() as usize;
        }
        if strays > most || cursor.depth() > DEEPEST {
            return false;
        }
        if cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return true;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line_of_rest(text: &str) -> Option<u32> {
        let language = Language::new(tree_sitter_python::LANGUAGE);
        parse(&language, text).unwrap().rest.map(|rest| rest.line)
    }

    #[test]
    fn long_code_is_parsed_whole_also_where_it_is_damaged() {
        let code = "def f(x):\n    return g(x, [1, 2])\n".repeat(10_000);
        assert_eq!(line_of_rest(&code), None);
        let damaged = code.replacen("return g", "return ] g", 20);
        assert_eq!(line_of_rest(&damaged), None);
    }

    #[test]
    fn long_text_that_is_no_code_ends_early() {
        let text = format!("import os\n{}", "<a>\n".repeat(100_000));
        assert_eq!(line_of_rest(&text), Some(32_767));
        for unit in ["f(", "[[a ", ".a"] {
            assert_eq!(line_of_rest(&unit.repeat(100_000)), Some(1), "{unit}");
        }
    }

    #[test]
    fn reading_the_same_again_and_again_ends() {
        let language = Language::new(tree_sitter_javascript::LANGUAGE);
        let text = format!("const x = {}", "/[(".repeat(40_000));
        assert!(parse(&language, &text).is_none());
        let many_characters = "const x = '\u{e9}\u{20ac}\u{1f600}';\n".repeat(1_000);
        let parsed = parse(&language, &many_characters).unwrap();
        assert!(!parsed.tree.root_node().has_error());
    }

    #[test]
    fn short_text_is_parsed_whatever_it_is() {
        assert_eq!(line_of_rest(&"(".repeat(10_000)), None);
    }
}
