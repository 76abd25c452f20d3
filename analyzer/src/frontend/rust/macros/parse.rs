//! The token grammars of macro arguments.

use super::super::lower::name;
use super::super::values::Value;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Block, Expr, Ident, Item, Lit, Pat, Token};

/// An argument of a formatting macro or of an unknown one.
pub(super) struct Arg {
    /// Its name, in `name = value`.
    pub(super) name: Option<String>,
    /// Its value.
    pub(super) value: Expr,
}

impl Parse for Arg {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name =
            if input.peek(Ident::peek_any) && input.peek2(Token![=]) && !input.peek2(Token![==]) {
                let ident = input.call(Ident::parse_any)?;
                input.parse::<Token![=]>()?;
                Some(name(&ident))
            } else {
                None
            };
        let value = input.parse()?;
        Ok(Self { name, value })
    }
}

/// Arguments separated by commas.
pub(super) fn arguments(tokens: TokenStream) -> Option<Vec<Arg>> {
    let parsed = Punctuated::<Arg, Token![,]>::parse_terminated
        .parse2(tokens)
        .ok()?;
    Some(parsed.into_iter().collect())
}

/// The arguments of a logging macro: `target: "x", key = %value, ?other, "text {}", argument`. Format strings with
/// inline names only read variables, so they are left out with all other literals.
pub(super) fn log_arguments(tokens: TokenStream) -> Vec<Expr> {
    split(tokens, &[','])
        .into_iter()
        .filter_map(|tokens| {
            let mut rest = tokens.as_slice();
            let assigned = rest.iter().position(|token| is_punct(token, '='));
            let compares = assigned.is_some_and(|at| {
                at == 0
                    || rest
                        .get(at + 1)
                        .is_some_and(|next| is_punct(next, '=') || is_punct(next, '>'))
            });
            if let Some(at) = assigned
                && !compares
                && rest.iter().take(at).all(is_key)
            {
                rest = rest.get(at + 1..).unwrap_or_default();
            } else if let [TokenTree::Ident(_), colon, after @ ..] = rest
                && is_punct(colon, ':')
                && !after.first().is_some_and(|next| is_punct(next, ':'))
            {
                rest = after;
            }
            if let [sigil, after @ ..] = rest
                && (is_punct(sigil, '%') || is_punct(sigil, '?'))
            {
                rest = after;
            }
            syn::parse2(rest.iter().cloned().collect()).ok()
        })
        .collect()
}

fn is_key(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Ident(_) | TokenTree::Literal(_)) || is_punct(token, '.')
}

pub(super) fn is_punct(token: &TokenTree, wanted: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == wanted)
}

/// Token trees between separators of the top level.
fn split(tokens: TokenStream, separators: &[char]) -> Vec<Vec<TokenTree>> {
    let mut parts = vec![Vec::new()];
    for token in tokens {
        if separators
            .iter()
            .any(|separator| is_punct(&token, *separator))
        {
            parts.push(Vec::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(token);
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// `element; count`.
pub(super) fn repeated(tokens: TokenStream) -> Option<(Expr, Expr)> {
    let parser = |input: ParseStream<'_>| {
        let element = input.parse()?;
        input.parse::<Token![;]>()?;
        Ok((element, input.parse()?))
    };
    parser.parse2(tokens).ok()
}

/// `key => value, …`.
pub(super) fn pairs(tokens: TokenStream) -> Option<Vec<(Expr, Expr)>> {
    let parser = |input: ParseStream<'_>| {
        let mut pairs = Vec::new();
        while !input.is_empty() {
            let key = input.parse()?;
            input.parse::<Token![=>]>()?;
            pairs.push((key, input.parse()?));
            if input.is_empty() {
                break;
            }
            input.parse::<Token![,]>()?;
        }
        Ok(pairs)
    };
    parser.parse2(tokens).ok()
}

/// The arguments of `matches!`.
pub(super) fn matched(tokens: TokenStream) -> Option<(Expr, Pat, Option<Expr>)> {
    let parser = |input: ParseStream<'_>| {
        let value = input.parse()?;
        input.parse::<Token![,]>()?;
        let pat = input.call(Pat::parse_multi_with_leading_vert)?;
        let guard = match input.parse::<Option<Token![if]>>()? {
            Some(_) => Some(input.parse()?),
            None => None,
        };
        input.parse::<Option<Token![,]>>()?;
        Ok((value, pat, guard))
    };
    parser.parse2(tokens).ok()
}

/// Statements.
pub(super) fn block(tokens: TokenStream) -> Option<Block> {
    let stmts = Block::parse_within.parse2(tokens).ok()?;
    Some(Block {
        brace_token: syn::token::Brace::default(),
        stmts,
    })
}

/// Items, or `if #[cfg(a)] { items } else { items }`.
pub(super) fn items(tokens: TokenStream) -> Option<Vec<Item>> {
    if let Ok(file) = syn::parse2::<syn::File>(tokens.clone()) {
        return (!file.items.is_empty()).then_some(file.items);
    }
    let mut found = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                found.extend(syn::parse2::<syn::File>(group.stream()).ok()?.items);
            }
            TokenTree::Ident(word) if word == "if" || word == "else" => {}
            TokenTree::Punct(mark) if mark.as_char() == '#' => {}
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {}
            _ => return None,
        }
    }
    (!found.is_empty()).then_some(found)
}

/// What of the tokens between commas, semicolons and arrows are expressions or statements, and whether that is all.
pub(super) fn fragments(tokens: TokenStream) -> (Vec<Expr>, bool) {
    let mut whole = true;
    let mut found = Vec::new();
    for part in split(tokens, &[',', ';', '>']) {
        let part: Vec<_> = part
            .into_iter()
            .filter(|token| !is_punct(token, '='))
            .collect();
        let call = part
            .iter()
            .any(|token| matches!(token, TokenTree::Group(_)));
        match syn::parse2(part.into_iter().collect()) {
            Ok(expr) => found.push(expr),
            Err(_) => whole &= !call,
        }
    }
    (found, whole)
}

/// `static NAME: Type = value;` of `thread_local!`: each is the value inside of a key.
pub(super) fn thread_locals(tokens: TokenStream) -> Vec<Value> {
    let mut found = statics(tokens);
    for Value { value, .. } in &mut found {
        *value = syn::parse_quote!(::std::thread::LocalKey { held: #value });
    }
    found
}

/// `static ref NAME: Type = value;` and `static NAME: Type = value;`.
pub(super) fn statics(tokens: TokenStream) -> Vec<Value> {
    let mut found = Vec::new();
    for part in split(tokens, &[';']) {
        let kept = part
            .iter()
            .position(|token| matches!(token, TokenTree::Ident(ident) if ident == "static"));
        let Some(rest) = kept.and_then(|at| part.get(at + 1..)) else {
            continue;
        };
        let rest = match rest {
            [TokenTree::Ident(word), after @ ..] if word == "ref" => after,
            rest => rest,
        };
        let value = rest
            .iter()
            .position(|token| is_punct(token, '='))
            .and_then(|at| rest.get(at + 1..));
        let (Some(TokenTree::Ident(ident)), Some(value)) = (rest.first(), value) else {
            continue;
        };
        if let Ok(value) = syn::parse2(value.iter().cloned().collect()) {
            found.push(Value {
                name: ident.clone(),
                value,
            });
        }
    }
    found
}

/// The text of a string literal.
pub(super) fn literal_text(ast: &Expr) -> Option<String> {
    match ast {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        Expr::Group(group) => literal_text(&group.expr),
        _ => None,
    }
}

/// The stream inside a group, when the tokens are nothing but it.
pub(super) fn only_group(tokens: &TokenStream, delimiter: Delimiter) -> Option<TokenStream> {
    let mut trees = tokens.clone().into_iter();
    match (trees.next(), trees.next()) {
        (Some(TokenTree::Group(group)), None) if group.delimiter() == delimiter => {
            Some(group.stream())
        }
        _ => None,
    }
}
