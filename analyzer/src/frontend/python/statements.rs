//! Blocks and simple statements.

use super::lowering::{Frame, Lowering};
use super::syntax::{Field, Kind, field, kind};
use crate::ir::{Block, Expr, ExprId, Stmt};
use tree_sitter::Node;

impl<'t> Lowering<'t> {
    /// Lowers the statements of a block, a module or a place that does not parse.
    pub(super) fn block(&mut self, block: Node<'t>, out: &mut Block) {
        for child in self.named(block) {
            self.statement(child, out);
        }
    }

    /// Lowers the block in a field.
    pub(super) fn block_in(&mut self, node: Node<'t>, name: Field) -> Block {
        let mut out = Block::new();
        if let Some(block) = field(node, name) {
            self.block(block, &mut out);
        }
        out
    }

    /// Lowers the block among the children of a clause.
    pub(super) fn clause_block(&mut self, clause: Node<'t>) -> Block {
        let mut out = Block::new();
        let block = self
            .named(clause)
            .into_iter()
            .find(|child| kind(*child) == Kind::Block);
        if let Some(block) = block {
            self.block(block, &mut out);
        }
        out
    }

    /// Lowers a statement.
    pub(super) fn statement(&mut self, node: Node<'t>, out: &mut Block) {
        self.deeper(node, |lowering| lowering.statement_of_kind(node, out));
    }

    fn statement_of_kind(&mut self, node: Node<'t>, out: &mut Block) {
        match kind(node) {
            Kind::ExpressionStatement => self.expression_statement(node, out),
            Kind::ReturnStatement => self.return_statement(node, out),
            Kind::RaiseStatement => self.raise_statement(node, out),
            Kind::AssertStatement => self.assert_statement(node, out),
            Kind::BreakStatement => out.push(Stmt::Break(None)),
            Kind::ContinueStatement => out.push(Stmt::Continue(None)),
            Kind::ImportStatement => self.import_statement(node, out),
            Kind::ImportFromStatement => self.import_from_statement(node, out),
            Kind::IfStatement => self.if_statement(node, out),
            Kind::ForStatement => self.for_statement(node, out),
            Kind::WhileStatement => self.while_statement(node, out),
            Kind::TryStatement => self.try_statement(node, out),
            Kind::WithStatement => self.with_statement(node, out),
            Kind::DeleteStatement => self.delete_statement(node, out),
            Kind::MatchStatement => self.match_statement(node, out),
            Kind::FunctionDefinition | Kind::ClassDefinition | Kind::DecoratedDefinition => {
                self.definition(node, out);
            }
            Kind::TypeAliasStatement => self.type_alias(node, out),
            Kind::PrintStatement | Kind::Chevron => self.evaluate_all(node, out),
            Kind::Block | Kind::Error => self.block(node, out),
            Kind::PassStatement
            | Kind::GlobalStatement
            | Kind::NonlocalStatement
            | Kind::FutureImportStatement
            | Kind::ExecStatement
            | Kind::Other => {}
            _ => self.evaluate(node, out),
        }
    }

    fn expression_statement(&mut self, node: Node<'t>, out: &mut Block) {
        for child in self.named(node) {
            match kind(child) {
                Kind::Assignment => self.assignment(child, out),
                Kind::AugmentedAssignment => self.augmented_assignment(child, out),
                Kind::String | Kind::Ellipsis => {}
                _ => self.evaluate(child, out),
            }
        }
    }

    fn evaluate_all(&mut self, node: Node<'t>, out: &mut Block) {
        for child in self.named(node) {
            match kind(child) {
                Kind::Chevron => self.evaluate_all(child, out),
                _ => self.evaluate(child, out),
            }
        }
    }

    fn evaluate(&mut self, node: Node<'t>, out: &mut Block) {
        let value = self.expr(node);
        out.push(Stmt::Expr(value));
    }

    /// A `return` outside of a function is a mistake of indentation: what follows still counts.
    fn return_statement(&mut self, node: Node<'t>, out: &mut Block) {
        let value = self.first(node).map(|value| self.expr(value));
        let in_function = self
            .frames
            .iter()
            .any(|frame| matches!(frame, Frame::Function { .. }));
        if !in_function {
            out.extend(value.map(Stmt::Expr));
            return;
        }
        let value = value.map(|value| self.returned(node, value));
        out.push(Stmt::Return(value));
    }

    /// A returned value, with the type that the function declares for it.
    fn returned(&mut self, node: Node<'t>, value: ExprId) -> ExprId {
        let Some(Frame::Function {
            returns: Some(annotation),
            ..
        }) = self.frames.last()
        else {
            return value;
        };
        match self.annotation(*annotation) {
            Some(hint) => self.add(node, Expr::Typed { value, hint }),
            None => value,
        }
    }

    fn raise_statement(&mut self, node: Node<'t>, out: &mut Block) {
        let cause = field(node, Field::Cause);
        if let Some(cause) = cause.filter(|cause| kind(*cause) == Kind::Call) {
            self.evaluate(cause, out);
        }
        let value = self.first(node).filter(|value| Some(*value) != cause);
        let value = value.map(|value| self.expr(value));
        out.push(Stmt::Throw(value));
    }

    fn assert_statement(&mut self, node: Node<'t>, out: &mut Block) {
        let parts = self.named(node);
        let Some((test, message)) = parts.split_first() else {
            return;
        };
        let test = self.expr(*test);
        let message = message.first().map(|message| self.expr(*message));
        out.push(Stmt::If {
            test,
            then: Block::new(),
            otherwise: vec![Stmt::Throw(message)],
        });
    }

    fn type_alias(&mut self, node: Node<'t>, out: &mut Block) {
        let (Some(left), Some(right)) = (field(node, Field::Left), field(node, Field::Right))
        else {
            return;
        };
        let Some(hint) = self.annotation(right) else {
            return;
        };
        let place = self.place(self.text_of(left));
        let assigned = self.builder.assign(place, hint);
        out.push(Stmt::Expr(assigned));
    }
}
