//! Markup: the expressions in it are evaluated; what it makes is not followed.

use super::lower::Lowering;
use super::syntax::{Field, Kind};
use crate::facts::Reason;
use crate::ir::{Block, Expr, ExprId, Stmt};
use tree_sitter::Node;

impl<'t> Lowering<'t> {
    /// Lowers an element.
    pub(super) fn markup(&mut self, node: Node<'t>) -> ExprId {
        let mut body = Block::new();
        let mut open = vec![node];
        while let Some(node) = open.pop() {
            match self.kind(node) {
                Kind::JsxElement
                | Kind::JsxOpeningElement
                | Kind::JsxSelfClosingElement
                | Kind::JsxAttribute => {
                    if let Some(name) = self.child(node, Field::Name) {
                        self.unread.remove(self.text(name));
                        self.hinting.remove(self.text(name));
                    }
                    let parts = self.named(node);
                    let inner = parts.into_iter().rev().filter(|part| self.is_inner(*part));
                    open.extend(inner.collect::<Vec<_>>());
                }
                _ => {
                    if let Some(inner) = self.first(node) {
                        let value = match self.spread(inner) {
                            Some(value) => value,
                            None => self.expression(inner),
                        };
                        body.push(Stmt::Expr(value));
                    }
                }
            }
        }
        self.at(node);
        let result = self.builder.unknown(Reason::External);
        if body.is_empty() {
            return result;
        }
        self.builder.expr(Expr::Do { body, result })
    }

    /// Whether a part of an element can hold expressions.
    fn is_inner(&self, node: Node<'t>) -> bool {
        matches!(
            self.kind(node),
            Kind::JsxElement
                | Kind::JsxOpeningElement
                | Kind::JsxSelfClosingElement
                | Kind::JsxAttribute
                | Kind::JsxExpression
        )
    }
}
