//! `json!` literals: records and lists all the way down, expressions in between.

use super::parse::{literal_text, only_group};
use super::{Lowering, is_null};
use crate::facts::Reason;
use crate::ir::{Entry, Expr, ExprId, Item};
use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use syn::Expr as Ast;

impl Lowering {
    /// A JSON value.
    pub(super) fn json(&mut self, tokens: TokenStream) -> ExprId {
        self.nest(|lowering| lowering.json_nested(tokens))
            .unwrap_or_else(|| self.b.unknown(Reason::Budget))
    }

    fn json_nested(&mut self, tokens: TokenStream) -> ExprId {
        if let Some(inside) = only_group(&tokens, Delimiter::Brace) {
            return self.json_record(inside);
        }
        if let Some(inside) = only_group(&tokens, Delimiter::Bracket) {
            let items = elements(inside)
                .into_iter()
                .map(|element| Item::One(self.json(element)))
                .collect();
            return self.b.expr(Expr::List(items));
        }
        // `bson!` and `doc!` write the fields without braces.
        if colon(&tokens).is_some() {
            return self.json_record(tokens);
        }
        match syn::parse2::<Ast>(tokens) {
            Ok(ast) if is_null(&ast) => self.b.null(),
            Ok(ast) => self.expr(&ast),
            Err(_) => self.b.unknown(Reason::Computed),
        }
    }

    fn json_record(&mut self, tokens: TokenStream) -> ExprId {
        let mut entries = Vec::new();
        for entry in elements(tokens) {
            let Some(at) = colon(&entry) else {
                continue;
            };
            let key: TokenStream = entry.clone().into_iter().take(at).collect();
            let value: TokenStream = entry.into_iter().skip(at + 1).collect();
            let Ok(key) = syn::parse2::<Ast>(key) else {
                continue;
            };
            let entry = match literal_text(&key) {
                Some(key) => Entry::Field(key, self.json(value)),
                None => Entry::Computed(self.expr(&key), self.json(value)),
            };
            entries.push(entry);
        }
        self.b.expr(Expr::Record(entries))
    }
}

/// The parts between commas; commas between angle brackets after `::` belong to their part.
fn elements(tokens: TokenStream) -> Vec<TokenStream> {
    let mut parts = Vec::new();
    let mut part = Vec::new();
    let (mut angles, mut colons) = (0usize, 0);
    for token in tokens {
        if let TokenTree::Punct(punct) = &token {
            match punct.as_char() {
                '<' if colons == 2 || angles > 0 => angles += 1,
                '>' => angles = angles.saturating_sub(1),
                ',' if angles == 0 => {
                    parts.push(std::mem::take(&mut part).into_iter().collect());
                    colons = 0;
                    continue;
                }
                _ => {}
            }
            colons = if punct.as_char() == ':' {
                colons + 1
            } else {
                0
            };
        } else {
            colons = 0;
        }
        part.push(token);
    }
    if !part.is_empty() {
        parts.push(part.into_iter().collect());
    }
    parts
}

/// Where a single `:` of the top level stands.
fn colon(tokens: &TokenStream) -> Option<usize> {
    let mut after_joint = false;
    for (position, token) in tokens.clone().into_iter().enumerate() {
        let TokenTree::Punct(punct) = token else {
            after_joint = false;
            continue;
        };
        if punct.as_char() != ':' {
            after_joint = false;
            continue;
        }
        let joint = punct.spacing() == Spacing::Joint;
        if !joint && !after_joint {
            return Some(position);
        }
        after_joint = joint;
    }
    None
}
