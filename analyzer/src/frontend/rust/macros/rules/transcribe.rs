//! The body of a rule with its variables filled in.

use super::matching::variables;
use super::{Bindings, Bound, Part};
use proc_macro2::{Group, Span, TokenStream, TokenTree};

/// Rounds of a repetition beyond which the rest is left out.
const MOST_ROUNDS: usize = 256;

/// Fills in a body. `krate` stands for `$crate`; the body's own tokens get the place `at`.
pub(super) fn transcribe(
    body: &[Part],
    bindings: &Bindings,
    krate: &TokenTree,
    at: Span,
) -> TokenStream {
    let mut out = Vec::new();
    for part in body {
        match part {
            Part::Token(token) => out.push(placed(token.clone(), at)),
            Part::Group(delimiter, inner) => {
                let inner = transcribe(inner, bindings, krate, at);
                out.push(placed(Group::new(*delimiter, inner).into(), at));
            }
            Part::Variable(name, _) => match bindings.get(name) {
                Some(Bound::Fragment(tokens)) => out.extend(tokens.clone()),
                Some(Bound::Rounds(_)) => {}
                // A variable of a macro that the body defines.
                None => {
                    let mark = proc_macro2::Punct::new('$', proc_macro2::Spacing::Alone);
                    out.push(placed(mark.into(), at));
                    out.push(proc_macro2::Ident::new(name, at).into());
                }
            },
            Part::Crate => out.push(placed(krate.clone(), at)),
            Part::Repeated {
                inner, separator, ..
            } => {
                for (number, round) in rounds(inner, bindings).iter().enumerate() {
                    if number > 0 {
                        let separator = separator.iter().cloned();
                        out.extend(separator.map(|token| placed(token, at)));
                    }
                    out.extend(transcribe(inner, round, krate, at));
                }
            }
        }
    }
    out.into_iter().collect()
}

/// The bindings of each round of a repetition: as many as the variables in it have.
fn rounds(inner: &[Part], bindings: &Bindings) -> Vec<Bindings> {
    let mut names = Vec::new();
    variables(inner, &mut names);
    let repeated: Vec<_> = names
        .iter()
        .filter_map(|name| match bindings.get(name) {
            Some(Bound::Rounds(rounds)) => Some((name, rounds)),
            _ => None,
        })
        .collect();
    let count = repeated.iter().map(|(_, rounds)| rounds.len()).max();
    let round = |number: usize| {
        let mut round = bindings.clone();
        for (name, rounds) in &repeated {
            match rounds.get(number) {
                Some(bound) => round.insert((*name).clone(), bound.clone()),
                None => round.remove(*name),
            };
        }
        round
    };
    (0..count.unwrap_or(0).min(MOST_ROUNDS))
        .map(round)
        .collect()
}

fn placed(mut token: TokenTree, at: Span) -> TokenTree {
    token.set_span(at);
    token
}
