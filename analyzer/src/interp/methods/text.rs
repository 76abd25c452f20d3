//! Methods of strings.

mod format;
mod pieces;

use super::list::join_with;
use crate::facts::Reason;
use crate::interp::arguments::Arguments;
use crate::interp::bounds::Bounds;
use crate::interp::conditions::Truth;
use crate::interp::text::{Hole, Piece, Text};
use crate::interp::value::{Atom, Value};
use crate::interp::{Interpreter, Site};
use pieces::{limit_last, partition, replace, split, stripped, trimmed, without_affix};

/// Calls a method of a string.
pub(super) fn call(
    interp: &mut Interpreter<'_>,
    site: Site,
    text: &Text,
    name: &str,
    arguments: &Arguments,
) -> Option<Value> {
    let one = |interp: &mut Interpreter<'_>, text: Text| interp.pool.one(Atom::Text(text));
    match name {
        "lower" | "toLowerCase" | "to_lowercase" | "casefold" | "toLocaleLowerCase"
        | "to_ascii_lowercase" => {
            Some(one(interp, text.map_literals_forgetting(str::to_lowercase)))
        }
        "upper" | "toUpperCase" | "to_uppercase" | "toLocaleUpperCase" | "to_ascii_uppercase" => {
            Some(one(interp, text.map_literals_forgetting(str::to_uppercase)))
        }
        "strip" | "trim" | "trimEnd" | "trimStart" | "rstrip" | "lstrip"
            if arguments.positional.is_empty() =>
        {
            Some(one(interp, trimmed(text)))
        }
        "encode" | "decode" | "toString" | "normalize" | "as_str" | "to_string" | "to_owned"
        | "String" | "valueOf" => Some(one(interp, text.clone())),
        "split" | "rsplit" => Some(split(interp, site, text, arguments)),
        "splitn" => {
            let arguments = limit_last(interp, arguments);
            Some(split(interp, site, text, &arguments))
        }
        "split_once" => {
            let parts = literal_argument(interp, arguments, 0)
                .and_then(|separator| text.cut(&separator))
                .map(|(before, after)| {
                    [before, after].map(|part| interp.pool.one(Atom::Text(part)))
                });
            let unknown = interp.unknown(Reason::Computed);
            Some(interp.new_list(site, 63, &parts.unwrap_or([unknown; 2])))
        }
        "join" => {
            let list = arguments.at(0)?;
            let separator = one(interp, text.clone());
            Some(join_with(interp, site, separator, list))
        }
        "concat" => {
            let mut parts = vec![one(interp, text.clone())];
            parts.extend(&arguments.positional);
            Some(interp.concat(&parts))
        }
        "replace" | "replaceAll" => Some(replace(interp, text, arguments)),
        "format" => Some(interp.format_braces(site, text, arguments)),
        "startswith" | "startsWith" | "starts_with" => {
            let truth = starts_with(interp, text, arguments);
            Some(interp.truth_value(truth))
        }
        "endswith" | "endsWith" | "ends_with" => {
            let truth = ends_with(interp, text, arguments);
            Some(interp.truth_value(truth))
        }
        "includes" | "contains" => {
            let whole = one(interp, text.clone());
            let truth = interp.contains(site, whole, arguments.at(0)?);
            Some(interp.truth_value(truth))
        }
        "match" | "test" | "isdigit" | "is_empty" => {
            Some(interp.pool.any([Atom::Bool(true), Atom::Bool(false)]))
        }
        "partition" => Some(partition(interp, site, text, arguments)),
        "lstrip" | "rstrip" | "strip" | "trim_matches" => {
            Some(stripped(interp, text, name, arguments))
        }
        "removeprefix" | "removesuffix" | "strip_prefix" | "strip_suffix"
        | "trim_start_matches" | "trim_end_matches" => {
            Some(without_affix(interp, text, name, arguments))
        }
        "substring" | "slice" | "substr" | "charAt" | "at" => {
            let part = part(interp, text, name, arguments);
            Some(one(interp, part))
        }
        "capitalize" | "title" => match text.as_literal() {
            Some(literal) if literal.chars().all(char::is_alphanumeric) => {
                Some(one(interp, Text::literal(&capitalized(literal))))
            }
            _ => Some(one(interp, Text::hole(Hole::Unknown(Reason::Computed)))),
        },
        "padStart" | "padEnd" | "zfill" | "repeat" | "hex" | "swapcase" => {
            Some(one(interp, Text::hole(Hole::Unknown(Reason::Computed))))
        }
        "push_str" | "push" => Some(interp.pool.null()),
        _ => None,
    }
}

/// A part of a text by positions.
fn part(interp: &Interpreter<'_>, text: &Text, name: &str, arguments: &Arguments) -> Text {
    let number = |position: usize| match arguments.at(position) {
        None => Some(None),
        Some(value) => match interp.pool.single(value)? {
            Atom::Number(text) => text.parse::<i64>().ok().map(Some),
            Atom::Null => Some(None),
            _ => None,
        },
    };
    let (Some(first), Some(second)) = (number(0), number(1)) else {
        return Text::hole(Hole::Unknown(Reason::Computed));
    };
    let at = first.unwrap_or_default();
    let bounds = match name {
        "substring" => Bounds {
            start: first.map(|bound| bound.max(0)),
            stop: second.map(|bound| bound.max(0)),
        },
        "substr" => Bounds {
            start: first,
            stop: second.map(|length| at.saturating_add(length)),
        },
        "charAt" | "at" => Bounds {
            start: Some(at),
            stop: (at != -1).then(|| at.saturating_add(1)),
        },
        _ => Bounds {
            start: first,
            stop: second,
        },
    };
    bounds.of_text(text)
}

fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + &chars.as_str().to_lowercase()
}

/// Whether a text starts with a known one: decided by the literal it starts with.
fn starts_with(interp: &Interpreter<'_>, text: &Text, arguments: &Arguments) -> Truth {
    let Some(prefix) = literal_argument(interp, arguments, 0) else {
        return Truth::Either;
    };
    match (text.pieces(), text.as_literal()) {
        (_, Some(text)) => Truth::from(text.starts_with(&prefix)),
        ([Piece::Literal(head), ..], _) if head.starts_with(&prefix) => Truth::True,
        ([Piece::Literal(head), ..], _) if prefix.starts_with(head.as_ref()) => Truth::Either,
        ([Piece::Literal(_), ..], _) => Truth::False,
        _ => Truth::Either,
    }
}

/// Whether a text ends with a known one: decided by the literal it ends with.
fn ends_with(interp: &Interpreter<'_>, text: &Text, arguments: &Arguments) -> Truth {
    let Some(suffix) = literal_argument(interp, arguments, 0) else {
        return Truth::Either;
    };
    match (text.pieces(), text.as_literal()) {
        (_, Some(text)) => Truth::from(text.ends_with(&suffix)),
        ([.., Piece::Literal(tail)], _) if tail.ends_with(&suffix) => Truth::True,
        ([.., Piece::Literal(tail)], _) if suffix.ends_with(tail.as_ref()) => Truth::Either,
        ([.., Piece::Literal(_)], _) => Truth::False,
        _ => Truth::Either,
    }
}

fn literal_argument(
    interp: &Interpreter<'_>,
    arguments: &Arguments,
    position: usize,
) -> Option<String> {
    match interp.pool.single(arguments.at(position)?) {
        Some(Atom::Text(text)) => text.as_literal().map(str::to_owned),
        _ => None,
    }
}
