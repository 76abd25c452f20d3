//! Loops of all kinds.

use super::jump::TargetKind;
use super::lower::Lowering;
use super::pattern::Bound;
use super::syntax::{Field, Kind};
use crate::ir::{Block, Expr, Over, Stmt, VarId};
use tree_sitter::Node;

impl<'t> Lowering<'t> {
    /// Lowers a loop of any kind.
    pub(super) fn looping(&mut self, node: Node<'t>, label: Option<String>, out: &mut Block) {
        self.builder.push_scope();
        match self.kind(node) {
            Kind::ForStatement => self.for_statement(node, label, out),
            Kind::ForInStatement => self.for_each(node, label, out),
            _ => self.while_statement(node, label, out),
        }
        self.builder.pop_scope();
    }

    fn for_statement(&mut self, node: Node<'t>, label: Option<String>, out: &mut Block) {
        if let Some(start) = self.child(node, Field::Initializer) {
            if self.kind(start) == Kind::LexicalDeclaration {
                self.declare_block(&[start]);
            }
            self.statement(start, out);
        }
        let test = self
            .child(node, Field::Condition)
            .filter(|test| self.kind(*test) != Kind::EmptyStatement && test.is_named());
        let mut body: Block = test
            .map(|test| self.leave_unless(test))
            .into_iter()
            .collect();
        let (inner, label) =
            self.target(TargetKind::Loop, label, |this| this.body(node, Field::Body));
        body.extend(inner);
        let update = self.child(node, Field::Increment).map(|update| {
            let value = self.expression(update);
            Stmt::Expr(value)
        });
        out.push(Stmt::Loop {
            label,
            body,
            update: update.into_iter().collect(),
        });
    }

    fn while_statement(&mut self, node: Node<'t>, label: Option<String>, out: &mut Block) {
        let test = self.child(node, Field::Condition);
        let test_first = self.kind(node) == Kind::WhileStatement;
        let mut body = Block::new();
        if test_first {
            body.extend(test.map(|test| self.leave_unless(test)));
        }
        let (inner, label) =
            self.target(TargetKind::Loop, label, |this| this.body(node, Field::Body));
        body.extend(inner);
        let mut update = Block::new();
        if !test_first {
            update.extend(test.map(|test| self.leave_unless(test)));
        }
        out.push(Stmt::Loop {
            label,
            body,
            update,
        });
    }

    fn leave_unless(&mut self, test: Node<'t>) -> Stmt {
        let value = self.expression(test);
        self.at(test);
        Stmt::If {
            test: self.builder.expr(Expr::Not(value)),
            then: vec![Stmt::Break(None)],
            otherwise: Block::new(),
        }
    }

    fn for_each(&mut self, node: Node<'t>, label: Option<String>, out: &mut Block) {
        let iterable = self.field_value(node, Field::Right);
        let operator = self.child(node, Field::Operator);
        let over = match operator.map(|operator| self.text(operator)) {
            Some("in") => Over::Keys,
            _ => Over::Elements,
        };
        let declared = self.child(node, Field::Kind);
        let left = self.child(node, Field::Left);
        if let Some(left) = left
            && declared.is_some_and(|kind| self.text(kind) != "var")
        {
            self.declare_pattern(left);
        }
        let mut body = Block::new();
        let var = self.element_slot(left, declared.is_some(), &mut body);
        let (inner, label) =
            self.target(TargetKind::Loop, label, |this| this.body(node, Field::Body));
        body.extend(inner);
        out.push(Stmt::ForEach {
            label,
            var,
            iterable,
            over,
            body,
        });
    }

    /// The slot for the elements of a loop: the declared variable, or a temporary that is taken apart in `body`.
    pub(super) fn element_slot(
        &mut self,
        left: Option<Node<'t>>,
        declared: bool,
        body: &mut Block,
    ) -> VarId {
        let Some(left) = left else {
            return self.builder.temporary();
        };
        if declared
            && self.kind(left) == Kind::Identifier
            && let Some(var) = self.own_slot(self.text(left))
        {
            return var;
        }
        let var = self.builder.temporary();
        self.at(left);
        self.bind(left, Bound::Slot(var), body);
        var
    }
}
