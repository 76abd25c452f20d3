//! Calls and their arguments, `super()`.

use super::lowering::{Frame, Lowering};
use super::syntax::{Field, Kind, field, kind};
use crate::ir::builder::Binding;
use crate::ir::{Argument, ArgumentKind, Expr, ExprId};
use tree_sitter::Node;

/// The slot that holds the class a method belongs to, as Python itself calls it.
pub(super) const CLASS_CELL: &str = "__class__";

impl<'t> Lowering<'t> {
    pub(super) fn call(&mut self, node: Node<'t>) -> ExprId {
        let callee = self.expr_in(node, Field::Function);
        let arguments = self.arguments(node);
        let arguments = match self.implied_arguments(node, &arguments) {
            Some(implied) => implied,
            None => arguments,
        };
        self.add(
            node,
            Expr::Call {
                callee,
                arguments,
                new: false,
            },
        )
    }

    fn arguments(&mut self, call: Node<'t>) -> Vec<Argument> {
        let Some(list) = field(call, Field::Arguments) else {
            return Vec::new();
        };
        if kind(list) == Kind::GeneratorExpression {
            return positional(vec![self.expr(list)]);
        }
        let parts = self.named(list);
        parts.iter().map(|part| self.argument(*part)).collect()
    }

    fn argument(&mut self, node: Node<'t>) -> Argument {
        let node = self.without_parentheses(node);
        let (kind, value) = match kind(node) {
            Kind::KeywordArgument => {
                let name = field(node, Field::Name).map_or("", |name| self.text_of(name));
                (
                    ArgumentKind::Named(name.to_owned()),
                    field(node, Field::Value),
                )
            }
            Kind::ListSplat | Kind::ListSplatPattern => (ArgumentKind::Spread, self.first(node)),
            Kind::DictionarySplat => (ArgumentKind::NamedSpread, self.first(node)),
            _ => (ArgumentKind::Positional, Some(node)),
        };
        let value = match value {
            Some(value) => self.expr(value),
            None => self.computed(node),
        };
        Argument { kind, value }
    }

    /// What `super()` without arguments stands for: the class the method is written in, and the method's receiver.
    fn implied_arguments(&mut self, call: Node<'t>, given: &[Argument]) -> Option<Vec<Argument>> {
        let callee = field(call, Field::Function)?;
        if !given.is_empty() || kind(callee) != Kind::Identifier || self.text_of(callee) != "super"
        {
            return None;
        }
        let receiver = self.frames.iter().rev().find_map(|frame| match frame {
            Frame::Function { receiver, .. } => *receiver,
            Frame::Class(_) => None,
        })?;
        if self.builder.resolve(CLASS_CELL) == Binding::Unbound {
            return None;
        }
        self.at(call);
        let class = self.builder.read(CLASS_CELL);
        let receiver = self.builder.read(receiver);
        Some(positional(vec![class, receiver]))
    }
}

/// Arguments by position.
pub(super) fn positional(values: Vec<ExprId>) -> Vec<Argument> {
    values
        .into_iter()
        .map(|value| Argument {
            kind: ArgumentKind::Positional,
            value,
        })
        .collect()
}
