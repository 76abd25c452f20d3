//! Comprehensions and generator expressions: loops that fill a temporary.

use super::lowering::Lowering;
use super::names::push_targets;
use super::syntax::{Field, Kind, field, kind};
use crate::ir::{Block, Expr, ExprId, Over, Place, Stmt, VarId};
use tree_sitter::Node;

/// What a comprehension adds to its temporary each time.
#[derive(Clone, Copy)]
struct Collected<'t> {
    into: VarId,
    /// An element, or a pair.
    body: Node<'t>,
}

impl<'t> Lowering<'t> {
    /// A list, set or dictionary comprehension, or a generator expression (taken as a list).
    pub(super) fn comprehension(&mut self, node: Node<'t>) -> ExprId {
        let mut clauses = self.named(node);
        clauses.retain(|clause| matches!(kind(*clause), Kind::ForInClause | Kind::IfClause));
        let Some(body) = field(node, Field::Body) else {
            return self.computed(node);
        };
        let iterable = match clauses.first() {
            Some(first) => self.iterable(*first),
            None => self.computed(node),
        };
        let empty = match kind(node) {
            Kind::DictionaryComprehension => Expr::Record(Vec::new()),
            _ => Expr::List(Vec::new()),
        };
        let mut out = Block::new();
        let empty = self.add(node, empty);
        self.at(node);
        let into = self.temporary(empty, &mut out);
        self.builder.push_scope();
        self.clauses(&clauses, Some(iterable), Collected { into, body }, &mut out);
        self.builder.pop_scope();
        self.at(node);
        let result = self.builder.read_slot(into);
        self.add(node, Expr::Do { body: out, result })
    }

    fn iterable(&mut self, clause: Node<'t>) -> ExprId {
        let left = field(clause, Field::Left);
        let mut parts = self.named(clause);
        parts.retain(|part| Some(*part) != left);
        match parts.as_slice() {
            [only] => self.expr(*only),
            _ => self.list_of(clause, &parts),
        }
    }

    /// `first` is the iterable of the first clause, which stands outside of the comprehension's scope.
    fn clauses(
        &mut self,
        clauses: &[Node<'t>],
        first: Option<ExprId>,
        collected: Collected<'t>,
        out: &mut Block,
    ) {
        let Some((clause, rest)) = clauses.split_first() else {
            return self.collect(collected, out);
        };
        if kind(*clause) == Kind::IfClause {
            let test = match self.first(*clause) {
                Some(test) => self.expr(test),
                None => self.computed(*clause),
            };
            let mut then = Block::new();
            self.deeper(*clause, |lowering| {
                lowering.clauses(rest, None, collected, &mut then)
            });
            out.push(Stmt::If {
                test,
                then,
                otherwise: Block::new(),
            });
            return;
        }
        let iterable = match first {
            Some(iterable) => iterable,
            None => self.iterable(*clause),
        };
        let mut body = Block::new();
        let var = self.clause_slot(*clause, &mut body);
        self.deeper(*clause, |lowering| {
            lowering.clauses(rest, None, collected, &mut body)
        });
        out.push(Stmt::ForEach {
            label: None,
            var,
            iterable,
            over: Over::Elements,
            body,
        });
    }

    fn clause_slot(&mut self, clause: Node<'t>, body: &mut Block) -> VarId {
        let Some(target) = field(clause, Field::Left) else {
            return self.builder.temporary();
        };
        let mut names = Vec::new();
        push_targets(target, self.text, &mut names);
        for name in names {
            if self.builder.declared_here(name).is_none() {
                self.declare_hidden(name);
            }
        }
        self.loop_slot(target, body)
    }

    fn collect(&mut self, collected: Collected<'t>, out: &mut Block) {
        let Collected { into, body } = collected;
        let added = if kind(body) == Kind::Pair {
            let index = self.expr_in(body, Field::Key);
            let value = self.expr_in(body, Field::Value);
            let object = self.add(body, Expr::Local(into));
            let place = Place::Index { object, index };
            self.add(body, Expr::Assign { place, value })
        } else {
            let value = self.expr(body);
            self.add(body, Expr::Append { list: into, value })
        };
        out.push(Stmt::Expr(added));
    }
}
