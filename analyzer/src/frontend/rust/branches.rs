//! Branches: `if`, `match`, and conditions with `let` in them.

use super::attributes::deployed;
use super::control::{Dest, is_control};
use super::lower::Lowering;
use super::patterns::Access;
use crate::facts::Reason;
use crate::ir::{Block, ChoiceOperator, Expr, ExprId, Stmt};
use syn::spanned::Spanned;
use syn::{Expr as Ast, ExprIf, ExprMatch, Pat};

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
    /// `if` between two expressions without statements.
    pub(super) fn conditional(&mut self, branch: &ExprIf) -> Option<ExprId> {
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

    pub(super) fn if_into(&mut self, branch: &ExprIf, dest: Dest, out: &mut Block) {
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

    pub(super) fn match_into(&mut self, branch: &ExprMatch, dest: Dest, out: &mut Block) {
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

pub(super) fn strip(ast: &Ast) -> &Ast {
    let mut ast = ast;
    loop {
        ast = match ast {
            Ast::Paren(inner) => &inner.expr,
            Ast::Group(inner) => &inner.expr,
            _ => return ast,
        };
    }
}
