//! Control flow: blocks and `let`, and the places that the values of code made of statements go to.

use super::attributes::deployed;
use super::branches::strip;
use super::exprs::bare;
use super::lower::{Lowering, name};
use super::patterns::Access;
use crate::facts::Reason;
use crate::ir::builder::Binding;
use crate::ir::{Block, Constant, Expr, ExprId, Stmt, VarId};
use syn::spanned::Spanned;
use syn::{Expr as Ast, Item, Local, Pat};

/// Where the value of a piece of code goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dest {
    /// Nowhere.
    Discard,
    /// It is the result of the function.
    Return,
    /// To a slot.
    Slot(VarId),
}

impl Lowering {
    /// Lowers an expression as statements that leave its value at `dest`.
    pub(super) fn put(&mut self, ast: &Ast, dest: Dest, out: &mut Block) {
        if self
            .nest(|lowering| lowering.put_nested(ast, dest, out))
            .is_none()
        {
            let value = self.b.unknown(Reason::Budget);
            self.deliver(value, dest, out);
        }
    }

    fn put_nested(&mut self, ast: &Ast, dest: Dest, out: &mut Block) {
        match ast {
            Ast::Paren(inner) => self.put(&inner.expr, dest, out),
            Ast::Group(inner) => self.put(&inner.expr, dest, out),
            Ast::Block(block) => match &block.label {
                Some(label) => {
                    let label = name(&label.name.ident);
                    self.labelled(label, dest, out, |lowering, out| {
                        lowering.block_into(&block.block, dest, out);
                    });
                }
                None => self.block_into(&block.block, dest, out),
            },
            Ast::Unsafe(block) => self.block_into(&block.block, dest, out),
            Ast::Const(block) => self.block_into(&block.block, dest, out),
            Ast::If(branch) => self.if_into(branch, dest, out),
            Ast::Match(branch) => self.match_into(branch, dest, out),
            Ast::Loop(_) | Ast::While(_) | Ast::ForLoop(_) => self.loop_into(ast, dest, out),
            Ast::Return(_) | Ast::Break(_) | Ast::Continue(_) => self.jump(ast, out),
            Ast::Macro(mac) => self.macro_into(&mac.mac, dest, out),
            // A macro that leaves early does so as a statement, `?` or not.
            Ast::Try(inner) if matches!(bare(&inner.expr), Ast::Macro(_)) => {
                self.put(&inner.expr, dest, out)
            }
            _ => {
                let value = self.expr(ast);
                self.deliver(value, dest, out);
            }
        }
    }

    /// Sends a value to its destination.
    pub(super) fn deliver(&mut self, value: ExprId, dest: Dest, out: &mut Block) {
        match dest {
            Dest::Discard => out.push(Stmt::Expr(value)),
            Dest::Return => out.push(Stmt::Return(Some(value))),
            Dest::Slot(var) => self.set(var, value, out),
        }
    }

    /// The value of an expression that is made of statements.
    pub(super) fn control_value(&mut self, ast: &Ast) -> ExprId {
        if let Ast::If(branch) = ast
            && let Some(value) = self.conditional(branch)
        {
            return value;
        }
        let mut body = Block::new();
        let result = match ast {
            Ast::Return(_) | Ast::Break(_) | Ast::Continue(_) | Ast::While(_) | Ast::ForLoop(_) => {
                self.put(ast, Dest::Discard, &mut body);
                self.b.null()
            }
            _ => {
                let var = self.b.temporary();
                self.put(ast, Dest::Slot(var), &mut body);
                self.b.read_slot(var)
            }
        };
        self.b.expr(Expr::Do { body, result })
    }

    /// Lowers a block in a scope of its own.
    pub(super) fn block_into(&mut self, block: &syn::Block, dest: Dest, out: &mut Block) {
        self.statements(&block.stmts, dest, out);
    }

    /// Lowers statements in a scope of their own; the last gives the value when it has no semicolon.
    pub(super) fn statements(&mut self, statements: &[syn::Stmt], dest: Dest, out: &mut Block) {
        let expanded = self.expanded_statements(statements);
        let statements = expanded.as_deref().unwrap_or(statements);
        self.b.push_scope();
        let globs = self.globs.len();
        let items: Vec<&Item> = statements
            .iter()
            .filter_map(|statement| match statement {
                syn::Stmt::Item(item) => Some(item),
                _ => None,
            })
            .collect();
        if !items.is_empty() {
            self.items(&items, out);
        }
        let last = statements.len().saturating_sub(1);
        for (position, statement) in statements.iter().enumerate() {
            let tail = if position == last {
                dest
            } else {
                Dest::Discard
            };
            self.statement(statement, tail, out);
        }
        self.globs.truncate(globs);
        self.b.pop_scope();
    }

    fn statement(&mut self, statement: &syn::Stmt, tail: Dest, out: &mut Block) {
        match statement {
            syn::Stmt::Local(local) => {
                if deployed(&local.attrs) {
                    self.local(local, out);
                }
            }
            syn::Stmt::Item(_) => {}
            syn::Stmt::Expr(ast, None) => self.put(ast, tail, out),
            syn::Stmt::Expr(ast, Some(_)) => self.put(ast, Dest::Discard, out),
            syn::Stmt::Macro(statement) => {
                let dest = if statement.semi_token.is_some() {
                    Dest::Discard
                } else {
                    tail
                };
                if !deployed(&statement.attrs) {
                    return;
                }
                self.macro_statement(&statement.mac, dest, out);
            }
        }
    }

    fn local(&mut self, local: &Local, out: &mut Block) {
        let (pat, ty) = match &local.pat {
            Pat::Type(typed) => (&*typed.pat, Some(&*typed.ty)),
            pat => (pat, None),
        };
        let Some(init) = &local.init else {
            self.declare_pattern(pat);
            return;
        };
        let hint = ty.and_then(|ty| self.hint(ty));
        match (pat, &init.diverge) {
            (Pat::Wild(_), _) => self.put(&init.expr, Dest::Discard, out),
            (Pat::Ident(pat), None) if pat.subpat.is_none() => {
                self.bind_local(&name(&pat.ident), &init.expr, hint, out);
            }
            (pat, None) => {
                let (access, _) = self.subject(&init.expr, hint, out);
                self.destructure_at(pat, &access, out);
            }
            (pat, Some((_, otherwise))) => {
                let (access, _) = self.subject(&init.expr, hint, out);
                let matched = self.pattern(pat, &access);
                let test = self.emit_test(&matched.test);
                let mut diverging = Block::new();
                self.put(otherwise, Dest::Discard, &mut diverging);
                out.push(Stmt::If {
                    test,
                    then: Block::new(),
                    otherwise: diverging,
                });
                self.emit_bindings(&matched, out);
            }
        }
    }

    fn bind_local(&mut self, own: &str, init: &Ast, hint: Option<ExprId>, out: &mut Block) {
        if hint.is_none() && is_control(init) {
            // The value is made before the name means it.
            self.b.push_scope();
            let var = self.b.declare(own);
            self.b.pop_scope();
            self.put(init, Dest::Slot(var), out);
            self.b.alias(own, var);
            return;
        }
        let value = self.expr(init);
        let value = self.typed(value, hint);
        self.at(init.span());
        let var = self.b.declare(own);
        self.set(var, value, out);
    }

    /// A value with its declared type.
    pub(super) fn typed(&mut self, value: ExprId, hint: Option<ExprId>) -> ExprId {
        match hint {
            Some(hint) => self.b.expr(Expr::Typed { value, hint }),
            None => value,
        }
    }

    /// Puts a value where patterns can look at it more than once.
    pub(super) fn subject(
        &mut self,
        ast: &Ast,
        hint: Option<ExprId>,
        out: &mut Block,
    ) -> (Access, VarId) {
        if hint.is_none()
            && let Ast::Path(path) = bare(ast)
            && let Some(ident) = path.path.get_ident()
            && let Binding::Local(var) = self.b.resolve(&name(ident))
        {
            return (Access::slot(var), var);
        }
        let value = self.expr(ast);
        let value = self.typed(value, hint);
        let var = self.b.temporary();
        self.set(var, value, out);
        (Access::slot(var), var)
    }

    /// A value that statements come before.
    pub(super) fn after(&mut self, body: Block, result: ExprId) -> ExprId {
        if body.is_empty() {
            return result;
        }
        self.b.expr(Expr::Do { body, result })
    }

    /// A boolean that is not known.
    pub(super) fn maybe(&mut self) -> ExprId {
        self.b.unknown(Reason::Computed)
    }

    /// A truth value.
    pub(super) fn truth(&mut self, value: bool) -> ExprId {
        self.b.expr(Expr::Constant(Constant::Bool(value)))
    }
}

/// An expression that is lowered to statements.
pub(super) fn is_control(ast: &Ast) -> bool {
    matches!(
        strip(ast),
        Ast::If(_)
            | Ast::Match(_)
            | Ast::Block(_)
            | Ast::Unsafe(_)
            | Ast::Const(_)
            | Ast::Loop(_)
            | Ast::While(_)
            | Ast::ForLoop(_)
            | Ast::Return(_)
            | Ast::Break(_)
            | Ast::Continue(_)
    )
}
