//! Constants and statics: which there are, and in which order they are made.

use super::exprs::bare;
use super::lower::{Lowering, name};
use super::paths::segments;
use crate::ir::Block;
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use std::collections::BTreeSet;
use syn::{Expr as Ast, Item};

/// A constant or static, wherever it is written (`const`, `static`, `lazy_static!`, `thread_local!`).
pub(super) struct Value {
    /// Its name.
    pub(super) name: syn::Ident,
    /// What it is made of.
    pub(super) value: Ast,
}

impl Lowering {
    /// Makes constants and statics, each after those that it names.
    pub(super) fn values(
        &mut self,
        items: &[&Item],
        which: impl Fn(&Ast) -> bool,
        out: &mut Block,
    ) {
        let all = items.iter().flat_map(|item| values(item));
        let mut waiting: Vec<_> = all.filter(|value| which(&value.value)).collect();
        while !waiting.is_empty() {
            let names: BTreeSet<_> = waiting.iter().map(|value| value.name.clone()).collect();
            let (later, now): (Vec<_>, Vec<_>) = waiting
                .into_iter()
                .partition(|value| mentions(value.value.to_token_stream(), &names));
            let (now, later) = if now.is_empty() {
                (later, Vec::new())
            } else {
                (now, later)
            };
            for value in now {
                let lowered = self.expr(&value.value);
                self.bind(&name(&value.name), lowered, out);
            }
            waiting = later;
        }
    }
}

pub(super) fn values(item: &Item) -> Vec<Value> {
    match item {
        Item::Const(item) if item.ident == "_" => Vec::new(),
        Item::Const(item) => vec![Value {
            name: item.ident.clone(),
            value: (*item.expr).clone(),
        }],
        Item::Static(item) => vec![Value {
            name: item.ident.clone(),
            value: (*item.expr).clone(),
        }],
        Item::Macro(item) => super::macros::macro_values(&item.mac),
        _ => Vec::new(),
    }
}

/// Names of values that are made after functions.
pub(super) fn late_values(items: &[&Item]) -> Vec<String> {
    let all = items.iter().flat_map(|item| values(item));
    all.filter(|value| !written_out(&value.value))
        .map(|value| name(&value.name))
        .collect()
}

/// Whether tokens contain one of these names.
fn mentions(tokens: TokenStream, names: &BTreeSet<syn::Ident>) -> bool {
    let mut open = vec![tokens];
    while let Some(tokens) = open.pop() {
        for token in tokens {
            match token {
                TokenTree::Group(group) => open.push(group.stream()),
                TokenTree::Ident(ident) if names.contains(&ident) => return true,
                _ => {}
            }
        }
    }
    false
}

/// A value put together from literals and other constants: it needs no class, function or implementation.
pub(super) fn written_out(ast: &Ast) -> bool {
    let mut open = vec![ast];
    while let Some(ast) = open.pop() {
        match bare(ast) {
            Ast::Lit(_) => {}
            Ast::Path(path)
                if segments(&path.path)
                    .last()
                    .is_some_and(|last| shouted(last)) => {}
            Ast::Macro(mac) if mac.mac.path.is_ident("concat") => {}
            Ast::Array(array) => open.extend(&array.elems),
            Ast::Tuple(tuple) => open.extend(&tuple.elems),
            Ast::Binary(binary) => open.extend([&*binary.left, &*binary.right]),
            Ast::Unary(unary) => open.push(&unary.expr),
            _ => return false,
        }
    }
    true
}

fn shouted(name: &str) -> bool {
    !name.chars().any(char::is_lowercase)
}
