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
        let Some(text) = hint_text(source.of(node)) else {
            continue;
        };
        let line_start = node
            .start_byte()
            .saturating_sub(node.start_position().column);
        builder.hint(HintComment {
            at: source.span(node),
            own_line: source
                .between(line_start, node.start_byte())
                .trim()
                .is_empty(),
            text: text.to_owned(),
        });
    }
}

/// The text of a comment that starts with the mark.
fn hint_text(comment: &str) -> Option<&str> {
    let inner = match comment.strip_prefix("/*") {
        Some(block) => block.strip_suffix("*/").unwrap_or(block),
        None => comment.strip_prefix("//")?,
    };
    let inner = inner.trim_start_matches(['*', '/', '!']).trim();
    inner.strip_prefix(MARK).map(str::trim)
}
