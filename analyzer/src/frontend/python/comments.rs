//! Comments that address the analysis: `# iam-tailor: …`.

use super::lowering::Lowering;
use super::names::walk;
use super::syntax::{Kind, kind};
use crate::ir::HintComment;
use tree_sitter::Node;

const MARK: &str = "iam-tailor:";

impl<'t> Lowering<'t> {
    /// Adds all hint comments to the module.
    pub(super) fn collect_hints(&mut self, root: Node<'t>) {
        if !self.text.contains(MARK) {
            return;
        }
        let mut comments = Vec::new();
        walk(root, |node| {
            if kind(node) == Kind::Comment {
                comments.push(node);
            }
            true
        });
        for comment in comments {
            let text = self.text_of(comment).trim_start_matches('#').trim_start();
            let Some(text) = text.strip_prefix(MARK) else {
                continue;
            };
            let hint = HintComment {
                at: self.span(comment),
                own_line: self.starts_line(comment),
                text: text.trim().to_owned(),
            };
            self.builder.hint(hint);
        }
    }

    fn starts_line(&self, node: Node<'t>) -> bool {
        let before = self.text.get(..node.start_byte()).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        line.trim().is_empty()
    }
}
