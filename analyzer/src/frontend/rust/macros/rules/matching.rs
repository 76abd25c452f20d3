//! Whether the tokens of a macro call fit a pattern, and what its variables then are.

use super::{Bindings, Bound, Part};
use proc_macro2::{Group, Spacing, TokenStream, TokenTree};
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Expr, Item, Meta, Pat, Type, TypePath, Visibility};

/// Fits all of the tokens.
pub(super) fn whole(pattern: &[Part], tokens: &[TokenTree]) -> Option<Bindings> {
    let mut bindings = Bindings::new();
    let rest = all(pattern, tokens, &mut bindings)?;
    rest.is_empty().then_some(bindings)
}

/// Fits as many tokens as the pattern takes; gives the others.
fn all<'t>(
    pattern: &[Part],
    tokens: &'t [TokenTree],
    bindings: &mut Bindings,
) -> Option<&'t [TokenTree]> {
    pattern
        .iter()
        .try_fold(tokens, |rest, part| one(part, rest, bindings))
}

fn one<'t>(
    part: &Part,
    tokens: &'t [TokenTree],
    bindings: &mut Bindings,
) -> Option<&'t [TokenTree]> {
    match part {
        Part::Token(wanted) => {
            let (first, rest) = tokens.split_first()?;
            (first.to_string() == wanted.to_string()).then_some(rest)
        }
        Part::Group(delimiter, inner) => {
            let (first, rest) = tokens.split_first()?;
            let TokenTree::Group(group) = first else {
                return None;
            };
            if group.delimiter() != *delimiter {
                return None;
            }
            let inside: Vec<_> = group.stream().into_iter().collect();
            bindings.extend(whole(inner, &inside)?);
            Some(rest)
        }
        Part::Variable(name, kind) => {
            let length = fragment(kind.as_deref().unwrap_or("tt"), tokens)?;
            let (taken, rest) = tokens.split_at_checked(length)?;
            let taken: TokenStream = taken.iter().cloned().collect();
            let bound = match kind.as_deref() {
                // What binds less tightly than the code around it stays together.
                Some("expr" | "expr_2021") if length > 1 => {
                    let group = Group::new(proc_macro2::Delimiter::None, taken);
                    TokenTree::Group(group).into()
                }
                _ => taken,
            };
            bindings.insert(name.clone(), Bound::Fragment(bound));
            Some(rest)
        }
        Part::Crate => None,
        Part::Repeated {
            inner,
            separator,
            at_most_once,
        } => Some(repeated(inner, separator, *at_most_once, tokens, bindings)),
    }
}

fn repeated<'t>(
    inner: &[Part],
    separator: &[TokenTree],
    at_most_once: bool,
    tokens: &'t [TokenTree],
    bindings: &mut Bindings,
) -> &'t [TokenTree] {
    let mut rounds: Vec<Bindings> = Vec::new();
    let mut rest = tokens;
    while !rest.is_empty() && (!at_most_once || rounds.is_empty()) {
        let mut start = Some(rest);
        if !rounds.is_empty() {
            start = separator.iter().try_fold(rest, |rest, wanted| {
                let (first, rest) = rest.split_first()?;
                (first.to_string() == wanted.to_string()).then_some(rest)
            });
        }
        let mut round = Bindings::new();
        let Some(after) = start.and_then(|start| all(inner, start, &mut round)) else {
            break;
        };
        if after.len() == rest.len() {
            break;
        }
        rounds.push(round);
        rest = after;
    }
    let mut names = Vec::new();
    variables(inner, &mut names);
    for name in names {
        let values = rounds.iter_mut().filter_map(|round| round.remove(&name));
        let values = Bound::Rounds(values.collect());
        bindings.insert(name, values);
    }
    rest
}

/// The names of the variables in a pattern or body.
pub(super) fn variables(parts: &[Part], out: &mut Vec<String>) {
    for part in parts {
        match part {
            Part::Variable(name, _) => out.push(name.clone()),
            Part::Group(_, inner) | Part::Repeated { inner, .. } => variables(inner, out),
            Part::Token(_) | Part::Crate => {}
        }
    }
}

/// How many tokens a fragment of this kind takes from the start.
fn fragment(kind: &str, tokens: &[TokenTree]) -> Option<usize> {
    let first = tokens.first();
    match kind {
        "ident" => matches!(first?, TokenTree::Ident(_)).then_some(1),
        "lifetime" => lifetime(tokens),
        "literal" => match tokens {
            [TokenTree::Literal(_), ..] => Some(1),
            [TokenTree::Ident(word), ..] if word == "true" || word == "false" => Some(1),
            [minus, TokenTree::Literal(_), ..] if minus.to_string() == "-" => Some(2),
            _ => None,
        },
        "block" => match first? {
            TokenTree::Group(group) if group.delimiter() == proc_macro2::Delimiter::Brace => {
                Some(1)
            }
            _ => None,
        },
        "tt" => first.map(|_| lifetime(tokens).unwrap_or_else(|| operator(tokens))),
        "expr" | "expr_2021" => parsed(tokens, Expr::parse),
        "ty" => parsed(tokens, Type::parse),
        "path" => parsed(tokens, TypePath::parse),
        "pat" => parsed(tokens, Pat::parse_multi_with_leading_vert),
        "pat_param" => parsed(tokens, Pat::parse_single),
        "item" => parsed(tokens, Item::parse),
        "meta" => parsed(tokens, Meta::parse),
        "vis" => parsed(tokens, Visibility::parse).or(Some(0)),
        "stmt" => parsed(tokens, Item::parse)
            .or_else(|| statement(tokens))
            .or_else(|| parsed(tokens, Expr::parse)),
        _ => None,
    }
    .filter(|length| *length > 0 || kind == "vis")
}

/// `let` up to its semicolon, which is not part of it.
fn statement(tokens: &[TokenTree]) -> Option<usize> {
    let is_let = matches!(tokens.first()?, TokenTree::Ident(word) if word == "let");
    let end = tokens.iter().position(|token| token.to_string() == ";");
    is_let.then_some(end.unwrap_or(tokens.len()))
}

fn lifetime(tokens: &[TokenTree]) -> Option<usize> {
    match tokens {
        [TokenTree::Punct(mark), TokenTree::Ident(_), ..] if mark.as_char() == '\'' => Some(2),
        _ => None,
    }
}

/// One token, or the characters of one operator.
fn operator(tokens: &[TokenTree]) -> usize {
    let joint = |token: &&TokenTree| matches!(token, TokenTree::Punct(mark) if mark.spacing() == Spacing::Joint);
    let joined = tokens.iter().take(2).take_while(joint).count();
    (joined + 1).min(tokens.len())
}

/// How many tokens a parser takes from the start.
fn parsed<T>(tokens: &[TokenTree], parse: fn(ParseStream<'_>) -> syn::Result<T>) -> Option<usize> {
    let stream: TokenStream = tokens.iter().cloned().collect();
    let parser = |input: ParseStream<'_>| {
        parse(input)?;
        input.parse::<TokenStream>()
    };
    let rest = parser.parse2(stream).ok()?;
    tokens.len().checked_sub(rest.into_iter().count())
}
