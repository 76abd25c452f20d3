//! Loops, labelled blocks, and the jumps out of them.

use super::control::Dest;
use super::lower::{Lowering, name};
use crate::ir::{Block, Over, Stmt};
use syn::{Expr as Ast, Pat};

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

impl Lowering {
    pub(super) fn labelled(
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

    pub(super) fn loop_into(&mut self, ast: &Ast, dest: Dest, out: &mut Block) {
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
        let iterable = self.builtin_call("%iterated", vec![iterable]);
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

    pub(super) fn jump(&mut self, ast: &Ast, out: &mut Block) {
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
}
