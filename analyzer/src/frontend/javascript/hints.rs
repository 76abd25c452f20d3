//! Hint comments: `// iam-tailor: …` and `/* iam-tailor: … */`.

use super::source::Source;
use super::syntax::{Grammar, Kind};
use crate::ir::HintComment;
use crate::ir::builder::ModuleBuilder;
use tree_sitter::Tree;

const MARK: &str = "iam-tailor:";

/// Adds the hint comments of a file to its module.
pub(super) fn collect(
    source: &Source,
    grammar: &Grammar,
    tree: &Tree,
    builder: &mut ModuleBuilder,
) {
    for (offset, _) in source.text.match_indices(MARK) {
        let Some(node) = tree.root_node().descendant_for_byte_range(offset, offset) else {
            continue;
        };
        if grammar.kind(node) != Kind::Comment {
            continue;
        }
        let line_start = source
            .text
            .get(..offset)
            .and_then(|before| before.rfind('\n'));
        let line_start = line_start.map_or(0, |newline| newline + 1);
        let before = source.between(line_start, offset);
        let in_comment = source.between(line_start.max(node.start_byte()), offset);
        if !in_comment.chars().all(is_decoration) {
            continue;
        }
        let line = source.between(offset + MARK.len(), node.end_byte());
        let line = line.lines().next().unwrap_or_default().trim();
        builder.hint(HintComment {
            at: source.span_of(node, offset),
            own_line: before.chars().all(is_decoration),
            text: line.strip_suffix("*/").unwrap_or(line).trim().to_owned(),
        });
    }
}

/// Whether a character may stand before the mark.
fn is_decoration(char: char) -> bool {
    char.is_whitespace() || matches!(char, '/' | '*' | '!')
}
