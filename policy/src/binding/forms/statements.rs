//! Statements in PartiQL, which name the table that they are about.

use super::{Target, is_first};
use crate::binding::text::{Part, Text};

/// The table (or index) that a PartiQL statement names.
pub(super) fn partiql(target: &Target<'_>, text: &Text) -> Text {
    let words = partiql_words(text);
    let after = |keyword: &str| {
        words.iter().position(|word| {
            word.as_literal()
                .is_some_and(|word| word.eq_ignore_ascii_case(keyword))
        })
    };
    let at = ["FROM", "INTO", "UPDATE"]
        .iter()
        .find_map(|keyword| after(keyword));
    let Some(named) = at.and_then(|at| words.get(at + 1)) else {
        return Text::any();
    };
    let mut pieces = named.split('.').into_iter();
    let unquoted = |text: Text| {
        let mut result = Text::default();
        for part in text.parts() {
            result.push(match part {
                Part::Literal(literal) => Part::Literal(literal.replace(['"', '\'', ';', '`'], "")),
                part => part.clone(),
            });
        }
        result
    };
    let table = pieces.next().map_or_else(Text::any, unquoted);
    if is_first(target) {
        return table;
    }
    pieces.next().map_or_else(Text::any, unquoted)
}

fn partiql_words(text: &Text) -> Vec<Text> {
    let mut plain = Text::default();
    for part in text.parts() {
        plain.push(match part {
            Part::Literal(literal) => Part::Literal(literal.replace(['\n', '\t', '\r'], " ")),
            part => part.clone(),
        });
    }
    plain
        .split(' ')
        .into_iter()
        .filter(|word| !word.is_empty())
        .collect()
}
