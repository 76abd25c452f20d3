//! Calls of the project's own macros, replaced by what they stand for: as items, statements, expressions, members of an
//! `impl`.

use super::definitions::Definitions;
use super::{Meaning, derives, meaning, parse};
use crate::frontend::rust::lower::Lowering;
use crate::frontend::rust::paths::segments;
use proc_macro2::TokenStream;
use syn::spanned::Spanned;
use syn::{Expr as Ast, ImplItem, Item, Macro, Stmt};

/// Calls that are expanded for one file; a macro that calls itself for ever ends here.
const MOST_EXPANSIONS: usize = 4000;
/// Calls inside of what another call stands for.
const DEEPEST_EXPANSION: usize = 64;

/// The macros of a file and how much of them has been expanded.
#[derive(Debug, Default)]
pub(in crate::frontend::rust) struct Expander {
    /// The macros.
    pub(in crate::frontend::rust) definitions: Definitions,
    used: usize,
    depth: usize,
}

impl Expander {
    pub(in crate::frontend::rust) fn new(definitions: Definitions) -> Self {
        Self {
            definitions,
            used: 0,
            depth: 0,
        }
    }

    /// What a call stands for; `None` when the macro is not one of the project's, or no rule fits.
    fn tokens(&mut self, mac: &Macro) -> Option<TokenStream> {
        let own = segments(&mac.path).pop()?;
        let definitions = self.definitions.get(&own);
        if self.used >= MOST_EXPANSIONS {
            return None;
        }
        self.used += 1;
        let at = mac.path.span();
        definitions.iter().find_map(|definition| {
            let rules = &definition.rules;
            rules.expand(mac.tokens.clone(), &definition.krate, at)
        })
    }

    /// Replaces macro calls among items by the items they stand for: own macros, `cfg_if!` and wrappers around items; adds
    /// what derives make.
    pub(in crate::frontend::rust) fn items(&mut self, items: Vec<Item>) -> Vec<Item> {
        let mut expanded = Vec::new();
        let mut waiting: Vec<_> = items.into_iter().rev().collect();
        while let Some(mut item) = waiting.pop() {
            match &mut item {
                Item::Mod(module) => {
                    if let Some((_, content)) = &mut module.content {
                        *content = self.items(std::mem::take(content));
                    }
                }
                Item::Macro(call) if call.ident.is_none() => {
                    let inside = self.tokens(&call.mac).and_then(file_items);
                    let inside = match inside {
                        Some(inside) => Some(inside),
                        None if meaning(&call.mac.path) == Meaning::Other => {
                            parse::items(call.mac.tokens.clone())
                        }
                        None => None,
                    };
                    if let Some(inside) = inside {
                        waiting.extend(inside.into_iter().rev());
                        continue;
                    }
                }
                _ => {}
            }
            let made = derives::made(&item);
            expanded.push(item);
            expanded.extend(made);
        }
        expanded
    }

    /// Statements with those that are calls of own macros replaced; `None` when none is.
    fn statements(&mut self, statements: &[Stmt]) -> Option<Vec<Stmt>> {
        let is_call =
            |statement: &Stmt| matches!(statement, Stmt::Macro(call) if self.is_own(&call.mac));
        if !statements.iter().any(is_call) {
            return None;
        }
        let mut expanded = Vec::new();
        let mut waiting: Vec<_> = statements.iter().rev().cloned().collect();
        while let Some(statement) = waiting.pop() {
            let Stmt::Macro(call) = &statement else {
                expanded.push(statement);
                continue;
            };
            let Some(block) = self.tokens(&call.mac).and_then(parse::block) else {
                expanded.push(statement);
                continue;
            };
            let mut inside = block.stmts;
            if call.semi_token.is_some()
                && let Some(Stmt::Expr(_, semicolon @ None)) = inside.last_mut()
            {
                *semicolon = Some(syn::token::Semi::default());
            }
            waiting.extend(inside.into_iter().rev());
        }
        Some(expanded)
    }

    fn is_own(&self, mac: &Macro) -> bool {
        let own = segments(&mac.path).pop();
        own.is_some_and(|own| !self.definitions.get(&own).is_empty())
    }
}

impl Lowering {
    /// See [`Expander::statements`].
    pub(in crate::frontend::rust) fn expanded_statements(
        &mut self,
        statements: &[Stmt],
    ) -> Option<Vec<Stmt>> {
        self.expander.statements(statements)
    }

    /// The expression that a call of an own macro stands for.
    pub(in crate::frontend::rust) fn expanded_expression(&mut self, mac: &Macro) -> Option<Ast> {
        let tokens = self.expander.tokens(mac)?;
        if let Ok(ast) = syn::parse2(tokens.clone()) {
            return Some(ast);
        }
        let block = parse::block(tokens)?;
        Some(Ast::Block(syn::ExprBlock {
            attrs: Vec::new(),
            label: None,
            block,
        }))
    }

    /// The members of an `impl` with those that are calls of own macros replaced.
    pub(in crate::frontend::rust) fn expanded_members(
        &mut self,
        parts: &[ImplItem],
    ) -> Vec<ImplItem> {
        let mut members = Vec::new();
        let mut waiting: Vec<_> = parts.iter().rev().cloned().collect();
        while let Some(part) = waiting.pop() {
            if let ImplItem::Macro(call) = &part
                && let Some(tokens) = self.expander.tokens(&call.mac)
                && let Ok(block) =
                    syn::parse2::<syn::ItemImpl>(quote::quote!(impl Members { #tokens }))
            {
                waiting.extend(block.items.into_iter().rev());
                continue;
            }
            members.push(part);
        }
        members
    }

    /// Runs `inner` with what a call stands for; `None` when calls nest too deeply.
    pub(in crate::frontend::rust) fn in_expansion<T>(
        &mut self,
        inner: impl FnOnce(&mut Self) -> T,
    ) -> Option<T> {
        if self.expander.depth >= DEEPEST_EXPANSION {
            return None;
        }
        self.expander.depth += 1;
        let value = inner(self);
        self.expander.depth -= 1;
        Some(value)
    }
}

fn file_items(tokens: TokenStream) -> Option<Vec<Item>> {
    syn::parse2::<syn::File>(tokens).ok().map(|file| file.items)
}
