//! Control flow: blocks, branches, matches, loops, and the places their values go to.

use super::exprs::bare;
use super::items::deployed;
use super::lower::{Lowering, name};
use super::patterns::Access;
use crate::facts::Reason;
use crate::ir::builder::Binding;
use crate::ir::{Block, ChoiceOperator, Constant, Expr, ExprId, Over, Stmt, VarId};
use syn::spanned::Spanned;
use syn::{Expr as Ast, ExprIf, ExprMatch, Item, Local, Pat};

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

/// A loop or labelled block around the current place.
#[derive(Debug)]
pub(super) struct Frame {
    /// Its name; made up when a jump out of a labelled block inside needs one.
    label: Option<String>,
    /// A loop of the source: what jumps without a label mean.
    loops: bool,
    /// Where `break` takes its value.
    dest: Dest,
}

/// A condition: its test, and what to run when it holds.
pub(super) struct Condition {
    /// The test.
    pub(super) test: ExprId,
    /// Bindings of its patterns.
    pub(super) bindings: Block,
}

/// A branch: `None` is always taken.
type Branch = (Option<ExprId>, Block);

/// Branches beyond this are a flat sequence in a labelled block instead of nested in each other.
const MANY_BRANCHES: usize = 32;

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

    /// `if` between two expressions without statements.
    fn conditional(&mut self, branch: &ExprIf) -> Option<ExprId> {
        let (_, otherwise) = branch.else_branch.as_ref()?;
        let Ast::Block(otherwise) = &**otherwise else {
            return None;
        };
        let then = only_value(&branch.then_branch)?;
        let otherwise = only_value(&otherwise.block)?;
        if has_let(&branch.cond) {
            return None;
        }
        let test = self.expr(&branch.cond);
        let then = self.expr(then);
        let otherwise = self.expr(otherwise);
        self.at(branch.if_token.span());
        Some(self.b.expr(Expr::Conditional {
            test,
            then,
            otherwise,
        }))
    }

    /// Lowers a block in a scope of its own.
    pub(super) fn block_into(&mut self, block: &syn::Block, dest: Dest, out: &mut Block) {
        self.statements(&block.stmts, dest, out);
    }

    /// Lowers statements in a scope of their own; the last gives the value when it has no semicolon.
    pub(super) fn statements(&mut self, statements: &[syn::Stmt], dest: Dest, out: &mut Block) {
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

    fn typed(&mut self, value: ExprId, hint: Option<ExprId>) -> ExprId {
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

    fn if_into(&mut self, branch: &ExprIf, dest: Dest, out: &mut Block) {
        let count = std::iter::successors(Some(branch), |branch| next_if(branch)).count();
        if count <= MANY_BRANCHES {
            self.nested_if(branch, dest, out);
            return;
        }
        let label = format!("%{}", branch.if_token.span().start().line);
        self.labelled(label.clone(), dest, out, |lowering, out| {
            let mut branch = branch;
            loop {
                let (test, mut then) = lowering.if_branch(branch, dest, out);
                then.push(Stmt::Break(Some(label.clone())));
                out.push(Stmt::If {
                    test,
                    then,
                    otherwise: Block::new(),
                });
                match next_if(branch) {
                    Some(next) => branch = next,
                    None => break,
                }
            }
            if let Some((_, otherwise)) = &branch.else_branch {
                lowering.put(otherwise, dest, out);
            }
        });
    }

    fn nested_if(&mut self, branch: &ExprIf, dest: Dest, out: &mut Block) {
        let (test, then) = self.if_branch(branch, dest, out);
        let mut otherwise = Block::new();
        if let Some((_, ast)) = &branch.else_branch {
            match next_if(branch) {
                Some(next) => self.nested_if(next, dest, &mut otherwise),
                None => self.put(ast, dest, &mut otherwise),
            }
        }
        out.push(Stmt::If {
            test,
            then,
            otherwise,
        });
    }

    fn if_branch(&mut self, branch: &ExprIf, dest: Dest, out: &mut Block) -> (ExprId, Block) {
        self.b.push_scope();
        let (before, condition) = self.condition(&branch.cond);
        out.extend(before);
        let mut then = condition.bindings;
        self.block_into(&branch.then_branch, dest, &mut then);
        self.b.pop_scope();
        (condition.test, then)
    }

    /// A condition with `let` patterns; what must run before its test comes first.
    pub(super) fn condition(&mut self, ast: &Ast) -> (Block, Condition) {
        let mut operands = Vec::new();
        let mut at = strip(ast);
        while let Ast::Binary(binary) = at
            && matches!(binary.op, syn::BinOp::And(_))
            && has_let(at)
        {
            operands.push(&*binary.right);
            at = &binary.left;
        }
        operands.push(at);
        operands.reverse();
        let (mut before, mut bindings, mut test) = (Block::new(), Block::new(), None);
        for operand in operands {
            let (mut body, value, bound) = self.operand(operand);
            let value = match test {
                None => {
                    before.append(&mut body);
                    value
                }
                Some(_) => {
                    let mut all = std::mem::take(&mut bindings);
                    all.append(&mut body);
                    self.after(all, value)
                }
            };
            bindings.extend(bound);
            test = Some(match test {
                None => value,
                Some(left) => self.b.expr(Expr::Choice {
                    operator: ChoiceOperator::And,
                    left,
                    right: value,
                }),
            });
        }
        let test = test.unwrap_or_else(|| self.b.unknown(Reason::Computed));
        (before, Condition { test, bindings })
    }

    fn operand(&mut self, ast: &Ast) -> (Block, ExprId, Block) {
        let Ast::Let(binding) = strip(ast) else {
            return (Block::new(), self.expr(ast), Block::new());
        };
        let mut before = Block::new();
        let (access, _) = self.subject(&binding.expr, None, &mut before);
        let matched = self.pattern(&binding.pat, &access);
        let test = self.emit_test(&matched.test);
        let mut bindings = Block::new();
        self.emit_bindings(&matched, &mut bindings);
        (before, test, bindings)
    }

    /// A value that statements come before.
    pub(super) fn after(&mut self, body: Block, result: ExprId) -> ExprId {
        if body.is_empty() {
            return result;
        }
        self.b.expr(Expr::Do { body, result })
    }

    fn match_into(&mut self, branch: &ExprMatch, dest: Dest, out: &mut Block) {
        let (access, _) = self.subject(&branch.expr, None, out);
        let arms: Vec<_> = branch
            .arms
            .iter()
            .filter(|arm| deployed(&arm.attrs))
            .collect();
        if arms.len() <= MANY_BRANCHES {
            let branches = self.arms(&arms, &access, dest);
            out.extend(nest(branches));
            return;
        }
        let label = format!("%{}", branch.match_token.span().start().line);
        self.labelled(label.clone(), dest, out, |lowering, out| {
            for (test, mut then) in lowering.arms(&arms, &access, dest) {
                let Some(test) = test else {
                    out.extend(then);
                    continue;
                };
                then.push(Stmt::Break(Some(label.clone())));
                out.push(Stmt::If {
                    test,
                    then,
                    otherwise: Block::new(),
                });
            }
        });
    }

    /// The arms of a match in order. One of them is always taken: so is the last when nothing else is.
    fn arms(&mut self, arms: &[&syn::Arm], access: &Access, dest: Dest) -> Vec<Branch> {
        let mut branches = Vec::new();
        for (position, arm) in arms.iter().enumerate() {
            self.b.push_scope();
            self.at(arm.pat.span());
            let (pat, guard) = match &arm.pat {
                Pat::Guard(guarded) => (&*guarded.pat, Some(&*guarded.guard)),
                pat => (pat, None),
            };
            let matched = self.pattern(pat, access);
            let mut bindings = Block::new();
            let last = position + 1 == arms.len();
            let test = if last && guard.is_none() || guard.is_none() && matched.always() {
                None
            } else {
                Some(self.emit_test(&matched.test))
            };
            self.emit_bindings(&matched, &mut bindings);
            let test = match (test, guard) {
                (Some(test), Some(guard)) => {
                    let guard = self.expr(guard);
                    let right = self.after(std::mem::take(&mut bindings), guard);
                    Some(self.b.expr(Expr::Choice {
                        operator: ChoiceOperator::And,
                        left: test,
                        right,
                    }))
                }
                (test, _) => test,
            };
            self.put(&arm.body, dest, &mut bindings);
            self.b.pop_scope();
            branches.push((test, bindings));
            if test.is_none() {
                break;
            }
        }
        branches
    }

    fn labelled(
        &mut self,
        label: String,
        dest: Dest,
        out: &mut Block,
        body: impl FnOnce(&mut Self, &mut Block),
    ) {
        self.frames.push(Frame {
            label: Some(label.clone()),
            loops: false,
            dest,
        });
        let mut inside = Block::new();
        body(self, &mut inside);
        inside.push(Stmt::Break(Some(label.clone())));
        self.frames.pop();
        out.push(Stmt::Loop {
            label: Some(label),
            body: inside,
            update: Block::new(),
        });
    }

    fn loop_into(&mut self, ast: &Ast, dest: Dest, out: &mut Block) {
        let label = match ast {
            Ast::Loop(ast) => &ast.label,
            Ast::While(ast) => &ast.label,
            Ast::ForLoop(ast) => &ast.label,
            _ => &None,
        };
        let frame = Frame {
            label: label.as_ref().map(|label| name(&label.name.ident)),
            loops: true,
            dest,
        };
        match ast {
            Ast::Loop(ast) => {
                self.frames.push(frame);
                let mut body = Block::new();
                self.block_into(&ast.body, Dest::Discard, &mut body);
                self.close_loop(body, out);
            }
            Ast::While(ast) => {
                self.frames.push(frame);
                self.b.push_scope();
                let (mut body, condition) = self.condition(&ast.cond);
                let mut then = condition.bindings;
                self.block_into(&ast.body, Dest::Discard, &mut then);
                self.b.pop_scope();
                body.push(Stmt::If {
                    test: condition.test,
                    then,
                    otherwise: vec![Stmt::Break(None)],
                });
                self.close_loop(body, out);
            }
            Ast::ForLoop(ast) => self.for_into(ast, frame, out),
            _ => {}
        }
    }

    fn close_loop(&mut self, body: Block, out: &mut Block) {
        let label = self.frames.pop().and_then(|frame| frame.label);
        out.push(Stmt::Loop {
            label,
            body,
            update: Block::new(),
        });
    }

    fn for_into(&mut self, ast: &syn::ExprForLoop, frame: Frame, out: &mut Block) {
        let iterable = self.expr(&ast.expr);
        self.frames.push(frame);
        self.b.push_scope();
        let mut body = Block::new();
        let var = match &*ast.pat {
            Pat::Ident(pat) if pat.subpat.is_none() => self.b.declare(&name(&pat.ident)),
            pat => {
                let var = self.b.temporary();
                self.destructure(pat, var, &mut body);
                var
            }
        };
        self.block_into(&ast.body, Dest::Discard, &mut body);
        self.b.pop_scope();
        let label = self.frames.pop().and_then(|frame| frame.label);
        out.push(Stmt::ForEach {
            label,
            var,
            iterable,
            over: Over::Elements,
            body,
        });
    }

    fn jump(&mut self, ast: &Ast, out: &mut Block) {
        match ast {
            Ast::Return(ast) => match &ast.expr {
                Some(value) => self.put(value, Dest::Return, out),
                None => out.push(Stmt::Return(None)),
            },
            Ast::Break(ast) => {
                let wanted = ast.label.as_ref().map(|label| name(&label.ident));
                let (dest, label) = self.target(wanted);
                if let Some(value) = &ast.expr {
                    self.put(value, dest, out);
                }
                out.push(Stmt::Break(label));
            }
            Ast::Continue(ast) => {
                let wanted = ast.label.as_ref().map(|label| name(&label.ident));
                let (_, label) = self.target(wanted);
                out.push(Stmt::Continue(label));
            }
            _ => {}
        }
    }

    /// Where a jump goes: the destination of its value, and the label it needs.
    fn target(&mut self, wanted: Option<String>) -> (Dest, Option<String>) {
        let count = self.frames.len();
        let found = self
            .frames
            .iter_mut()
            .enumerate()
            .rev()
            .find(|(_, frame)| match &wanted {
                Some(label) => frame.label.as_ref() == Some(label),
                None => frame.loops,
            });
        let Some((position, frame)) = found else {
            return (Dest::Discard, wanted);
        };
        if wanted.is_some() || position + 1 == count {
            return (frame.dest, wanted);
        }
        let label = frame
            .label
            .get_or_insert_with(|| format!("%loop{position}"));
        (frame.dest, Some(label.clone()))
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

/// Branches as conditions nested in each other's alternatives.
fn nest(branches: Vec<Branch>) -> Block {
    let mut rest = Block::new();
    for (test, then) in branches.into_iter().rev() {
        rest = match test {
            None => then,
            Some(test) => vec![Stmt::If {
                test,
                then,
                otherwise: rest,
            }],
        };
    }
    rest
}

fn next_if(branch: &ExprIf) -> Option<&ExprIf> {
    match branch.else_branch.as_ref().map(|(_, ast)| &**ast) {
        Some(Ast::If(next)) => Some(next),
        _ => None,
    }
}

fn strip(ast: &Ast) -> &Ast {
    let mut ast = ast;
    loop {
        ast = match ast {
            Ast::Paren(inner) => &inner.expr,
            Ast::Group(inner) => &inner.expr,
            _ => return ast,
        };
    }
}

/// A `let` among the operands of a condition.
fn has_let(ast: &Ast) -> bool {
    let mut at = strip(ast);
    loop {
        at = match at {
            Ast::Let(_) => return true,
            Ast::Binary(binary) if matches!(binary.op, syn::BinOp::And(_)) => {
                if matches!(strip(&binary.right), Ast::Let(_)) {
                    return true;
                }
                strip(&binary.left)
            }
            _ => return false,
        };
    }
}

fn only_value(block: &syn::Block) -> Option<&Ast> {
    match block.stmts.as_slice() {
        [syn::Stmt::Expr(value, None)] if !is_control(value) && !matches!(value, Ast::Macro(_)) => {
            Some(value)
        }
        _ => None,
    }
}

/// An expression that is lowered to statements.
fn is_control(ast: &Ast) -> bool {
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
