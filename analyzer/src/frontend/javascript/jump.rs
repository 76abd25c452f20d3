//! `break`, `continue` and labels.
//!
//! The IR labels loops only. A labelled block or switch becomes a loop that runs once; an unlabelled jump that would
//! then mean that loop is given the label of the one it meant.

use super::lower::Lowering;
use super::syntax::{Field, Kind};
use crate::ir::{Block, Stmt};
use tree_sitter::Node;

/// Something that `break` can leave.
#[derive(Debug)]
pub(super) struct Target {
    kind: TargetKind,
    label: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TargetKind {
    /// A loop.
    Loop,
    /// A switch.
    Switch,
    /// A labelled statement that is neither, as a loop that runs once.
    Once,
}

impl<'t> Lowering<'t> {
    /// Lowers what can be left by `break`; gives the label it ended up with.
    pub(super) fn target<R>(
        &mut self,
        kind: TargetKind,
        label: Option<String>,
        inner: impl FnOnce(&mut Self) -> R,
    ) -> (R, Option<String>) {
        self.targets.push(Target { kind, label });
        let result = inner(self);
        let label = self.targets.pop().and_then(|target| target.label);
        (result, label)
    }

    /// Lowers a `break` or `continue`.
    pub(super) fn jump(&mut self, node: Node<'t>, out: &mut Block) {
        let is_break = self.kind(node) == Kind::BreakStatement;
        let label = match self.child(node, Field::Label) {
            Some(label) => Some(self.text(label).to_owned()),
            None => self.implied_label(is_break),
        };
        out.push(if is_break {
            Stmt::Break(label)
        } else {
            Stmt::Continue(label)
        });
    }

    /// The label an unlabelled jump needs because a loop that runs once stands between it and what it means.
    fn implied_label(&mut self, is_break: bool) -> Option<String> {
        let meant = self.targets.iter().rposition(|target| match target.kind {
            TargetKind::Loop => true,
            TargetKind::Switch => is_break,
            TargetKind::Once => false,
        })?;
        let hidden = self
            .targets
            .iter()
            .skip(meant + 1)
            .any(|target| target.kind == TargetKind::Once);
        if !hidden {
            return None;
        }
        let target = self.targets.get_mut(meant)?;
        Some(
            target
                .label
                .get_or_insert_with(|| format!("%{meant}"))
                .clone(),
        )
    }

    /// Lowers a labelled statement.
    pub(super) fn labelled(&mut self, node: Node<'t>, out: &mut Block) {
        let Some(body) = self.child(node, Field::Body) else {
            return;
        };
        let label = self
            .child(node, Field::Label)
            .map(|label| self.text(label).to_owned());
        match self.kind(body) {
            Kind::ForStatement
            | Kind::ForInStatement
            | Kind::WhileStatement
            | Kind::DoStatement => self.looping(body, label, out),
            Kind::FunctionDeclaration => {}
            _ => {
                let (block, label) = self.target(TargetKind::Once, label, |this| {
                    let mut block = Block::new();
                    this.statement(body, &mut block);
                    block
                });
                out.push(once(label, block));
            }
        }
    }
}

/// A loop that runs once, to be left by its label.
pub(super) fn once(label: Option<String>, mut body: Block) -> Stmt {
    body.push(Stmt::Break(label.clone()));
    Stmt::Loop {
        label,
        body,
        update: Block::new(),
    }
}
