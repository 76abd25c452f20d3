//! Statements.

use super::jump::{TargetKind, once};
use super::lower::Lowering;
use super::pattern::Bound;
use super::syntax::{Field, Kind};
use crate::ir::{Block, Expr, ExprId, Handler, Stmt};
use tree_sitter::Node;

/// Links of an `else if` chain that are nested into each other; further ones become statements of their own.
const MAX_CHAIN: usize = 64;

impl<'t> Lowering<'t> {
    /// Lowers statements in order.
    pub(super) fn statements(&mut self, statements: &[Node<'t>], out: &mut Block) {
        for statement in statements {
            self.statement(*statement, out);
        }
    }

    /// Lowers a statement.
    pub(super) fn statement(&mut self, node: Node<'t>, out: &mut Block) {
        let lowered = self.nested(node, |this| this.statement_of(node, out));
        if lowered.is_none() {
            let value = self.beyond_budget();
            out.push(Stmt::Expr(value));
        }
    }

    fn statement_of(&mut self, node: Node<'t>, out: &mut Block) {
        match self.kind(node) {
            Kind::ExpressionStatement => self.expression_statement(node, out),
            Kind::LexicalDeclaration | Kind::VariableDeclaration | Kind::UsingDeclaration => {
                self.declarators(node, out);
            }
            Kind::ReturnStatement => {
                let value = self.first(node).map(|value| self.expression(value));
                out.push(Stmt::Return(value));
            }
            Kind::IfStatement => self.if_statement(node, out),
            Kind::StatementBlock => {
                let statements = self.named(node);
                self.block(&statements, out);
            }
            Kind::ForStatement
            | Kind::ForInStatement
            | Kind::WhileStatement
            | Kind::DoStatement => self.looping(node, None, out),
            Kind::SwitchStatement => self.switch(node, out),
            Kind::TryStatement => self.try_statement(node, out),
            Kind::ThrowStatement => {
                let value = self.first(node).map(|value| self.expression(value));
                out.push(Stmt::Throw(value));
            }
            Kind::BreakStatement | Kind::ContinueStatement => self.jump(node, out),
            Kind::LabeledStatement => self.labelled(node, out),
            Kind::ClassDeclaration | Kind::AbstractClassDeclaration => {
                self.class_declaration(node, &[], out);
            }
            Kind::ExportStatement => self.export(node, out),
            Kind::EnumDeclaration => self.enumeration(node, out),
            Kind::InternalModule | Kind::Module => self.namespace(node, out),
            Kind::ImportAlias => self.import_alias(node, out),
            Kind::ImportStatement => self.import_require(node, out),
            Kind::WithStatement => self.with_statement(node, out),
            Kind::Error => self.misread(node, out),
            Kind::FunctionDeclaration
            | Kind::GeneratorFunctionDeclaration
            | Kind::InterfaceDeclaration
            | Kind::TypeAliasDeclaration
            | Kind::AmbientDeclaration
            | Kind::FunctionSignature
            | Kind::EmptyStatement
            | Kind::DebuggerStatement
            | Kind::HashBangLine
            | Kind::Comment
            | Kind::HtmlComment
            | Kind::Token => {}
            _ => {
                let value = self.expression(node);
                out.push(Stmt::Expr(value));
            }
        }
    }

    /// Lowers the statement in a field as a block.
    pub(super) fn body(&mut self, node: Node<'t>, field: Field) -> Block {
        let mut block = Block::new();
        if let Some(body) = self.child(node, field) {
            self.statement(body, &mut block);
        }
        block
    }

    fn expression_statement(&mut self, node: Node<'t>, out: &mut Block) {
        let Some(inner) = self.first(node) else {
            return;
        };
        match self.kind(inner) {
            Kind::String => {}
            Kind::InternalModule => self.namespace(inner, out),
            Kind::AssignmentExpression => self.assignment_statement(inner, out),
            Kind::SequenceExpression => {
                for part in self.named(inner) {
                    match self.kind(part) {
                        Kind::AssignmentExpression => self.assignment_statement(part, out),
                        _ => {
                            let value = self.expression(part);
                            out.push(Stmt::Expr(value));
                        }
                    }
                }
            }
            _ => {
                let value = self.expression(inner);
                out.push(Stmt::Expr(value));
            }
        }
    }

    fn declarators(&mut self, node: Node<'t>, out: &mut Block) {
        let is_var = self.kind(node) == Kind::VariableDeclaration;
        for declarator in self.named(node) {
            if self.is_created_require(declarator) {
                continue;
            }
            if self.kind(declarator) == Kind::VariableDeclarator {
                self.declarator(declarator, is_var, out);
            } else {
                self.misread(declarator, out);
            }
        }
    }

    fn declarator(&mut self, declarator: Node<'t>, is_var: bool, out: &mut Block) {
        let Some(pattern) = self.child(declarator, Field::Name) else {
            return;
        };
        let value = match self.child(declarator, Field::Value) {
            Some(value) => self.named_value(value, self.text(pattern)),
            None if is_var => return,
            None => {
                self.at(declarator);
                self.builder.null()
            }
        };
        let hint = self.hint_of(self.child(declarator, Field::Type));
        self.at(declarator);
        let value = self.typed(value, hint);
        self.bind(pattern, Bound::Value(value), out);
    }

    fn if_statement(&mut self, node: Node<'t>, out: &mut Block) {
        let mut links = Vec::new();
        let mut rest = Some(node);
        while let Some(link) = rest.filter(|rest| self.kind(*rest) == Kind::IfStatement) {
            links.push(link);
            let alternative = self.child(link, Field::Alternative);
            rest = alternative.and_then(|otherwise| self.first(otherwise));
        }
        let mut otherwise = rest;
        let chunks: Vec<_> = links.chunks(MAX_CHAIN).collect();
        let mut lowered = Vec::new();
        for (index, chunk) in chunks.iter().enumerate() {
            let last = index + 1 == chunks.len();
            let tail = if last { otherwise.take() } else { None };
            lowered.push(self.if_chain(chunk, tail));
        }
        out.extend(lowered.into_iter().flatten());
    }

    /// Lowers the links of an `else if` chain, tests in order of their text.
    fn if_chain(&mut self, links: &[Node<'t>], otherwise: Option<Node<'t>>) -> Option<Stmt> {
        let mut branches = Vec::new();
        for link in links {
            let test = self.field_value(*link, Field::Condition);
            branches.push((test, self.body(*link, Field::Consequence)));
        }
        let mut tail = Block::new();
        if let Some(node) = otherwise {
            self.statement(node, &mut tail);
        }
        let mut chain = None;
        for (test, then) in branches.into_iter().rev() {
            tail.extend(chain.take());
            chain = Some(Stmt::If {
                test,
                then,
                otherwise: std::mem::take(&mut tail),
            });
        }
        chain
    }

    fn switch(&mut self, node: Node<'t>, out: &mut Block) {
        let subject = self.field_value(node, Field::Value);
        let parts = match self.child(node, Field::Body) {
            Some(body) => self.named(body),
            None => Vec::new(),
        };
        let mut bodies = Vec::new();
        for part in &parts {
            let children = self.named(*part);
            let value = self.child(*part, Field::Value);
            let statements: Vec<_> = children
                .into_iter()
                .filter(|child| Some(*child) != value)
                .collect();
            bodies.push((value, statements));
        }
        self.builder.push_scope();
        for (_, statements) in &bodies {
            self.declare_block(statements);
        }
        for (_, statements) in &bodies {
            self.hoist_functions(statements, out);
        }
        let (cases, label) = self.target(TargetKind::Switch, None, |this| this.cases(&bodies));
        self.builder.pop_scope();
        let switch = Stmt::Switch { subject, cases };
        out.push(match label {
            Some(label) => once(Some(label), vec![switch]),
            None => switch,
        });
    }

    fn cases(
        &mut self,
        bodies: &[(Option<Node<'t>>, Vec<Node<'t>>)],
    ) -> Vec<(Option<ExprId>, Block)> {
        let mut cases = Vec::new();
        for (value, statements) in bodies {
            let value = value.map(|value| self.expression(value));
            let mut body = Block::new();
            self.statements(statements, &mut body);
            cases.push((value, body));
        }
        cases
    }

    fn try_statement(&mut self, node: Node<'t>, out: &mut Block) {
        let body = self.body(node, Field::Body);
        let mut handlers = Vec::new();
        if let Some(clause) = self.child(node, Field::Handler) {
            handlers.push(self.catch_clause(clause));
        }
        let finally = match self.child(node, Field::Finalizer) {
            Some(clause) => self.body(clause, Field::Body),
            None => Block::new(),
        };
        out.push(Stmt::Try {
            body,
            handlers,
            otherwise: Block::new(),
            finally,
        });
    }

    fn catch_clause(&mut self, clause: Node<'t>) -> Handler {
        self.builder.push_scope();
        let mut body = Block::new();
        let parameter = self.child(clause, Field::Parameter);
        let var = parameter.map(|parameter| {
            self.declare_pattern(parameter);
            self.element_slot(Some(parameter), true, &mut body)
        });
        body.extend(self.body(clause, Field::Body));
        self.builder.pop_scope();
        Handler { var, body }
    }

    /// `with (object) body`: names inside are read as if it were not there; may miss.
    fn with_statement(&mut self, node: Node<'t>, out: &mut Block) {
        let object = self.field_value(node, Field::Object);
        out.push(Stmt::Expr(object));
        out.extend(self.body(node, Field::Body));
    }

    /// `import x = require("m")` at its place; all other imports were evaluated at the start.
    fn import_require(&mut self, node: Node<'t>, out: &mut Block) {
        for clause in self.named(node) {
            if self.kind(clause) != Kind::ImportRequireClause {
                continue;
            }
            let (Some(name), Some(source)) =
                (self.first(clause), self.child(clause, Field::Source))
            else {
                continue;
            };
            self.at(node);
            let module = self.builder.expr(Expr::Import(self.string(source)));
            let assigned = self.assign_name(self.text(name), module);
            out.push(Stmt::Expr(assigned));
        }
    }

    /// Lowers what can be recognised inside of text that does not parse.
    fn misread(&mut self, node: Node<'t>, out: &mut Block) {
        let parts = self.named(node);
        self.declare_block(&parts);
        self.hoist_functions(&parts, out);
        self.statements(&parts, out);
    }
}
