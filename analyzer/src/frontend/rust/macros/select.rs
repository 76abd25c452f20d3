//! `select!`: all futures are made, then the handler of any one of them runs.

use super::super::control::Dest;
use super::Lowering;
use crate::ir::{Block, Stmt};
use syn::parse::{ParseStream, Parser};
use syn::{Expr, Macro, Pat, Token};

struct Branch {
    awaited: Option<(Pat, Expr)>,
    guard: Option<Expr>,
    handler: Expr,
}

impl Lowering {
    /// Lowers `select!`.
    pub(super) fn select_into(&mut self, mac: &Macro, dest: Dest, out: &mut Block) {
        let Ok(branches) = parse.parse2(mac.tokens.clone()) else {
            let value = self.other(mac);
            self.deliver(value, dest, out);
            return;
        };
        let mut awaited = Vec::new();
        for branch in &branches {
            if let Some(guard) = &branch.guard {
                self.evaluate(guard, out);
            }
            let var = branch.awaited.as_ref().map(|(_, future)| {
                let value = self.expr(future);
                let var = self.b.temporary();
                self.set(var, value, out);
                var
            });
            awaited.push(var);
        }
        for (branch, var) in branches.iter().zip(awaited) {
            self.b.push_scope();
            let mut then = Block::new();
            if let (Some((pat, _)), Some(var)) = (&branch.awaited, var) {
                self.destructure(pat, var, &mut then);
            }
            self.put(&branch.handler, dest, &mut then);
            self.b.pop_scope();
            let test = self.maybe();
            out.push(Stmt::If {
                test,
                then,
                otherwise: Block::new(),
            });
        }
    }
}

fn parse(input: ParseStream<'_>) -> syn::Result<Vec<Branch>> {
    let mut branches = Vec::new();
    if input.peek(syn::Ident) && input.peek2(Token![;]) {
        input.parse::<syn::Ident>()?;
        input.parse::<Token![;]>()?;
    }
    while !input.is_empty() {
        branches.push(branch(input)?);
        input.parse::<Option<Token![,]>>()?;
    }
    Ok(branches)
}

fn branch(input: ParseStream<'_>) -> syn::Result<Branch> {
    let mut guard = None;
    let awaited = if input.parse::<Option<Token![else]>>()?.is_some() {
        None
    } else if input.peek(syn::Ident) && input.peek2(Token![=>]) {
        input.parse::<syn::Ident>()?;
        None
    } else {
        let pat = input.call(Pat::parse_multi_with_leading_vert)?;
        input.parse::<Token![=]>()?;
        let future = input.parse()?;
        if input.parse::<Option<Token![,]>>()?.is_some() {
            input.parse::<Token![if]>()?;
            guard = Some(input.parse()?);
        }
        Some((pat, future))
    };
    input.parse::<Token![=>]>()?;
    let handler = if input.peek(syn::token::Brace) {
        Expr::Block(syn::ExprBlock {
            attrs: Vec::new(),
            label: None,
            block: input.parse()?,
        })
    } else {
        input.parse()?
    };
    Ok(Branch {
        awaited,
        guard,
        handler,
    })
}
