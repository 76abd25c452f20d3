//! Compound statements: `if`, `for`, `while`, `try`, `with`.

use super::lowering::Lowering;
use super::names::walk;
use super::syntax::{Field, Kind, field, kind};
use crate::ir::{Block, Constant, Expr, ExprId, Handler, Over, Place, Stmt, VarId};
use tree_sitter::Node;

/// Longest chain of branches that is kept as nested branches; see [`Lowering::chain`].
const MAX_CHAIN: usize = 48;

/// A branch of a chain: what is tested, and what is done when it holds.
pub(super) struct Arm {
    /// `None` holds always.
    pub(super) test: Option<ExprId>,
    pub(super) body: Block,
}

impl<'t> Lowering<'t> {
    pub(super) fn if_statement(&mut self, node: Node<'t>, out: &mut Block) {
        let mut arms = vec![self.arm(node)];
        let mut otherwise = Block::new();
        for clause in self.named(node) {
            match kind(clause) {
                Kind::ElifClause => arms.push(self.arm(clause)),
                Kind::ElseClause => otherwise = self.block_in(clause, Field::Body),
                _ => {}
            }
        }
        self.chain(node, arms, otherwise, out);
    }

    fn arm(&mut self, node: Node<'t>) -> Arm {
        let test = match field(node, Field::Condition) {
            Some(test) => self.expr(test),
            None => self.computed(node),
        };
        Arm {
            test: Some(test),
            body: self.block_in(node, Field::Consequence),
        }
    }

    /// The first arm that holds, or `otherwise`.
    ///
    /// Becomes branches nested in each other's else. A very long chain is cut into pieces joined by a flag, so that
    /// nesting stays bounded; the cut may over-report, as the pieces no longer exclude each other for certain.
    pub(super) fn chain(
        &mut self,
        node: Node<'t>,
        arms: Vec<Arm>,
        otherwise: Block,
        out: &mut Block,
    ) {
        let mut arms = arms;
        let mut entered = None;
        while arms.len() > MAX_CHAIN {
            let rest = arms.split_off(MAX_CHAIN);
            let flag = self.flag(node, out);
            let raised = self.constant(node, Constant::Bool(true));
            let mut beyond = Block::new();
            self.store(flag, raised, &mut beyond);
            let piece = nest(std::mem::replace(&mut arms, rest), beyond);
            self.piece(entered.replace(flag), piece, out);
        }
        self.piece(entered, nest(arms, otherwise), out);
    }

    fn flag(&mut self, node: Node<'t>, out: &mut Block) -> VarId {
        self.at(node);
        let value = self.constant(node, Constant::Bool(false));
        self.temporary(value, out)
    }

    /// A piece of a chain, entered when its flag was raised.
    fn piece(&mut self, entered: Option<VarId>, piece: Block, out: &mut Block) {
        match entered {
            None => out.extend(piece),
            Some(flag) => out.push(Stmt::If {
                test: self.builder.read_slot(flag),
                then: piece,
                otherwise: Block::new(),
            }),
        }
    }

    pub(super) fn for_statement(&mut self, node: Node<'t>, out: &mut Block) {
        let iterable = match field(node, Field::Right) {
            Some(right) => self.expr(right),
            None => self.computed(node),
        };
        let mut body = Block::new();
        let var = match field(node, Field::Left) {
            Some(target) => self.loop_slot(target, &mut body),
            None => self.builder.temporary(),
        };
        if let Some(block) = field(node, Field::Body) {
            self.block(block, &mut body);
        }
        out.push(Stmt::ForEach {
            label: None,
            var,
            iterable,
            over: Over::Elements,
            body,
        });
        self.loop_else(node, out);
    }

    /// The slot a loop fills for a target; taking it apart goes to `body`.
    pub(super) fn loop_slot(&mut self, target: Node<'t>, body: &mut Block) -> VarId {
        let target = self.without_parentheses(target);
        self.at(target);
        if kind(target) == Kind::Identifier
            && let Place::Local(slot) = self.place(self.text_of(target))
        {
            return slot;
        }
        let slot = self.builder.temporary();
        if matches!(kind(target), Kind::PatternList | Kind::TuplePattern) {
            self.unpack(target, slot, body);
            return slot;
        }
        let element = self.builder.read_slot(slot);
        self.assign_to(target, element, body);
        slot
    }

    pub(super) fn while_statement(&mut self, node: Node<'t>, out: &mut Block) {
        let mut body = Block::new();
        if let Some(condition) = field(node, Field::Condition)
            && kind(condition) != Kind::True
        {
            let test = self.expr(condition);
            body.push(Stmt::If {
                test,
                then: Block::new(),
                otherwise: vec![Stmt::Break(None)],
            });
        }
        if let Some(block) = field(node, Field::Body) {
            self.block(block, &mut body);
        }
        out.push(Stmt::Loop {
            label: None,
            body,
            update: Block::new(),
        });
        self.loop_else(node, out);
    }

    /// The `else` of a loop: runs unless the loop was left by `break`. Where there is one, it runs maybe.
    fn loop_else(&mut self, node: Node<'t>, out: &mut Block) {
        let Some(clause) = field(node, Field::Alternative) else {
            return;
        };
        let body = self.block_in(clause, Field::Body);
        if !field(node, Field::Body).is_some_and(has_break) {
            out.extend(body);
            return;
        }
        let test = self.computed(clause);
        out.push(Stmt::If {
            test,
            then: body,
            otherwise: Block::new(),
        });
    }

    pub(super) fn try_statement(&mut self, node: Node<'t>, out: &mut Block) {
        let body = self.block_in(node, Field::Body);
        let mut handlers = Vec::new();
        let mut otherwise = Block::new();
        let mut finally = Block::new();
        for clause in self.named(node) {
            match kind(clause) {
                Kind::ExceptClause => handlers.push(self.except_clause(clause)),
                Kind::ElseClause => otherwise = self.block_in(clause, Field::Body),
                Kind::FinallyClause => finally = self.clause_block(clause),
                _ => {}
            }
        }
        out.push(Stmt::Try {
            body,
            handlers,
            otherwise,
            finally,
        });
    }

    fn except_clause(&mut self, clause: Node<'t>) -> Handler {
        let mut body = Block::new();
        let var = exception_target(clause).map(|target| self.loop_slot(target, &mut body));
        body.extend(self.clause_block(clause));
        Handler { var, body }
    }

    pub(super) fn with_statement(&mut self, node: Node<'t>, out: &mut Block) {
        let mut items = Vec::new();
        for clause in self.named(node) {
            if kind(clause) == Kind::WithClause {
                for item in self.named(clause) {
                    items.extend(field(item, Field::Value));
                }
            }
        }
        // `with (a as x, b as y):` reads as one tuple.
        if let [only] = items.as_slice()
            && kind(*only) == Kind::Tuple
        {
            let parts = self.named(*only);
            if parts.iter().any(|part| kind(*part) == Kind::AsPattern) {
                items = parts;
            }
        }
        self.with_items(&items, node, out);
    }

    fn with_items(&mut self, items: &[Node<'t>], node: Node<'t>, out: &mut Block) {
        let Some((item, rest)) = items.split_first() else {
            if let Some(block) = field(node, Field::Body) {
                self.block(block, out);
            }
            return;
        };
        let item = self.without_parentheses(*item);
        let target = match kind(item) {
            Kind::AsPattern => field(item, Field::Alias),
            _ => None,
        };
        let manager = match target {
            Some(_) => self.first(item).unwrap_or(item),
            None => item,
        };
        let manager = self.expr(manager);
        self.at(item);
        let slot = self.temporary(manager, out);
        let manager = self.builder.read_slot(slot);
        let entered = self.builder.expr(Expr::Enter(manager));
        match target {
            Some(target) => self.assign_to(target, entered, out),
            None => out.push(Stmt::Expr(entered)),
        }
        let mut body = Block::new();
        self.deeper(item, |lowering| lowering.with_items(rest, node, &mut body));
        self.at(item);
        let manager = self.builder.read_slot(slot);
        let exit = self.builder.expr(Expr::Exit(manager));
        out.push(Stmt::Try {
            body,
            handlers: Vec::new(),
            otherwise: Block::new(),
            finally: vec![Stmt::Expr(exit)],
        });
    }

    /// What is inside of any parentheses.
    pub(super) fn without_parentheses(&self, node: Node<'t>) -> Node<'t> {
        let mut node = node;
        while matches!(
            kind(node),
            Kind::ParenthesizedExpression | Kind::AsPatternTarget
        ) {
            let Some(inner) = self.first(node) else {
                break;
            };
            node = inner;
        }
        node
    }
}

fn nest(arms: Vec<Arm>, otherwise: Block) -> Block {
    arms.into_iter().rev().fold(otherwise, |otherwise, arm| {
        let Some(test) = arm.test else {
            return arm.body;
        };
        vec![Stmt::If {
            test,
            then: arm.body,
            otherwise,
        }]
    })
}

/// What `except … as x` binds; also Python 2's `except E, x`.
fn exception_target(clause: Node<'_>) -> Option<Node<'_>> {
    if let Some(alias) = field(clause, Field::Alias) {
        return Some(alias);
    }
    let value = field(clause, Field::Value)?;
    match kind(value) {
        Kind::AsPattern => field(value, Field::Alias),
        _ => None,
    }
}

/// Whether a loop's body has a `break` of that loop.
fn has_break(body: Node<'_>) -> bool {
    let mut found = false;
    walk(body, |node| {
        found |= kind(node) == Kind::BreakStatement;
        !found
            && !matches!(
                kind(node),
                Kind::ForStatement
                    | Kind::WhileStatement
                    | Kind::FunctionDefinition
                    | Kind::ClassDefinition
                    | Kind::ExpressionStatement
            )
    });
    found
}
