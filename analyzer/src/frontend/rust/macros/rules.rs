//! `macro_rules!` definitions: patterns and bodies, and the expansion of a call by the first rule that fits.
//!
//! Not hygienic: names that a body introduces are visible to the arguments of the call. Repetitions take as much as they
//! can and never less. All tokens of a body stand where the call stands.

mod matching;
mod transcribe;

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use std::collections::BTreeMap;

/// Fragments, by the names of their variables.
type Bindings = BTreeMap<String, Bound>;

/// What a variable stands for.
#[derive(Debug, Clone)]
enum Bound {
    /// A fragment of the call.
    Fragment(TokenStream),
    /// One for each round of a repetition.
    Rounds(Vec<Self>),
}

/// A part of a pattern or of a body: both are written in the same way.
#[derive(Debug, Clone)]
enum Part {
    /// A token that stands for itself.
    Token(TokenTree),
    /// Brackets with what is inside.
    Group(Delimiter, Vec<Self>),
    /// `$name`, in patterns with the kind of fragment.
    Variable(String, Option<String>),
    /// `$crate`.
    Crate,
    /// `$( … ) separator *`.
    Repeated {
        inner: Vec<Self>,
        separator: Vec<TokenTree>,
        at_most_once: bool,
    },
}

/// One `(pattern) => { body }`.
#[derive(Debug, Clone)]
struct Rule {
    pattern: Vec<Part>,
    body: Vec<Part>,
}

/// A definition.
#[derive(Debug, Clone)]
pub(super) struct Rules {
    rules: Vec<Rule>,
}

impl Rules {
    /// Reads what is inside of the brackets of a `macro_rules!`. Rules that make no sense are left out.
    pub(super) fn parse(tokens: TokenStream) -> Self {
        let tokens: Vec<_> = tokens.into_iter().collect();
        let mut rules = Vec::new();
        for rule in tokens.split(|token| super::parse::is_punct(token, ';')) {
            if let [TokenTree::Group(pattern), .., TokenTree::Group(body)] = rule {
                rules.push(Rule {
                    pattern: parts(pattern.stream(), true),
                    body: parts(body.stream(), false),
                });
            }
        }
        Self { rules }
    }

    /// What a call stands for; `None` when no rule fits. `krate` is what `$crate` means, `at` the place of the call.
    pub(super) fn expand(
        &self,
        tokens: TokenStream,
        krate: &TokenTree,
        at: Span,
    ) -> Option<TokenStream> {
        let tokens: Vec<_> = tokens.into_iter().collect();
        self.rules.iter().find_map(|rule| {
            let bindings = matching::whole(&rule.pattern, &tokens)?;
            Some(transcribe::transcribe(&rule.body, &bindings, krate, at))
        })
    }
}

/// The parts of a pattern (whose variables have kinds) or of a body.
fn parts(tokens: TokenStream, is_pattern: bool) -> Vec<Part> {
    let tokens: Vec<_> = tokens.into_iter().collect();
    let mut rest = tokens.as_slice();
    let mut found = Vec::new();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        match first {
            TokenTree::Punct(mark) if mark.as_char() == '$' => {
                let (part, after) = dollar(first, after, is_pattern);
                found.push(part);
                rest = after;
            }
            TokenTree::Group(group) => {
                let inner = parts(group.stream(), is_pattern);
                found.push(Part::Group(group.delimiter(), inner));
            }
            token => found.push(Part::Token(token.clone())),
        }
    }
    found
}

/// What follows a `$`.
fn dollar<'t>(
    mark: &TokenTree,
    rest: &'t [TokenTree],
    is_pattern: bool,
) -> (Part, &'t [TokenTree]) {
    match rest {
        [TokenTree::Ident(word), after @ ..] if word == "crate" => (Part::Crate, after),
        [
            TokenTree::Ident(word),
            colon,
            TokenTree::Ident(kind),
            after @ ..,
        ] if is_pattern && super::parse::is_punct(colon, ':') => {
            let variable = Part::Variable(word.to_string(), Some(kind.to_string()));
            (variable, after)
        }
        [TokenTree::Ident(word), after @ ..] => (Part::Variable(word.to_string(), None), after),
        [TokenTree::Group(group), after @ ..] if group.delimiter() == Delimiter::Parenthesis => {
            let end = after.iter().position(|token| operator(token).is_some());
            let (separator, after) = after.split_at(end.unwrap_or(after.len()));
            let at_most_once = after.first().and_then(operator) == Some('?');
            let repeated = Part::Repeated {
                inner: parts(group.stream(), is_pattern),
                separator: separator.to_vec(),
                at_most_once,
            };
            (repeated, after.get(1..).unwrap_or_default())
        }
        rest => (Part::Token(mark.clone()), rest),
    }
}

fn operator(token: &TokenTree) -> Option<char> {
    match token {
        TokenTree::Punct(mark) => {
            Some(mark.as_char()).filter(|mark| matches!(mark, '*' | '+' | '?'))
        }
        _ => None,
    }
}
