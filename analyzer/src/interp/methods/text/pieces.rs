//! Taking strings apart: parts between separators, ends cut off, occurrences replaced.

use super::literal_argument;
use crate::facts::{Reason, Step};
use crate::interp::arguments::Arguments;
use crate::interp::text::{Hole, Piece, Text};
use crate::interp::value::{Atom, Root, Symbol, Value};
use crate::interp::{Interpreter, Site};

pub(super) fn split(
    interp: &mut Interpreter<'_>,
    site: Site,
    text: &Text,
    arguments: &Arguments,
) -> Value {
    let separator = arguments
        .at(0)
        .and_then(|value| match interp.pool.single(value) {
            Some(Atom::Text(text)) => text.as_literal().map(str::to_owned),
            _ => None,
        });
    let limit = arguments
        .at(1)
        .and_then(|value| match interp.pool.single(value) {
            Some(Atom::Number(text)) => text.parse::<usize>().ok(),
            _ => None,
        });
    let mut expanded = None;
    if let Some(symbol) = text.as_symbol() {
        if let Some(arn) = own_arn(symbol) {
            expanded = Some(arn);
        } else if let (Some(separator), 0 | 1) = (&separator, arguments.positional.len())
            && let Ok(separator) = separator.parse::<char>()
        {
            let parts = symbol.step(Step::Part(separator, None));
            return interp.pool.one(Atom::Symbol(parts));
        }
    }
    let text = expanded.as_ref().unwrap_or(text);
    let parts = match separator {
        Some(separator) if text.is_certainly_not_empty() => {
            match (arguments.positional.len(), limit) {
                (0 | 1, _) => Some(text.split(&separator)),
                (_, Some(limit)) => Some(limited(text.split(&separator), limit, &separator)),
                _ => None,
            }
        }
        _ => None,
    };
    match parts {
        Some(parts) => {
            let parts: Vec<Value> = parts
                .into_iter()
                .map(|part| interp.pool.one(Atom::Text(part)))
                .collect();
            interp.new_list(site, 57, &parts)
        }
        None => {
            let part = interp.unknown(Reason::Computed);
            interp.new_list_of(site, 58, part)
        }
    }
}

/// The ARN of the function itself, in its parts.
fn own_arn(symbol: &Symbol) -> Option<Text> {
    let name = match (&symbol.root, symbol.path.as_ref()) {
        (Root::Context, [Step::Field(name)]) if name == "invoked_function_arn" => "function_name",
        (Root::Context, [Step::Field(name)]) if name == "invokedFunctionArn" => "functionName",
        _ => return None,
    };
    let name = Symbol::new(Root::Context).step(Step::Field(name.to_owned()));
    Some(Text::new([
        Piece::Literal("arn:".into()),
        Piece::Hole(Hole::Unknown(Reason::Computed)),
        Piece::Literal(":lambda:".into()),
        Piece::Hole(Hole::Region),
        Piece::Literal(":".into()),
        Piece::Hole(Hole::Account),
        Piece::Literal(":function:".into()),
        Piece::Hole(Hole::Symbol(name)),
    ]))
}

/// `splitn(parts, separator)` as `split(separator, splits)`.
pub(super) fn limit_last(interp: &mut Interpreter<'_>, arguments: &Arguments) -> Arguments {
    let unknown = interp.unknown(Reason::Computed);
    let splits = arguments
        .at(0)
        .and_then(|parts| match interp.pool.single(parts) {
            Some(Atom::Number(parts)) => parts.parse::<usize>().ok()?.checked_sub(1),
            _ => None,
        });
    let splits = match splits {
        Some(splits) => interp.pool.one(Atom::Number(splits.to_string().into())),
        None => unknown,
    };
    Arguments::positional([arguments.at(1).unwrap_or(unknown), splits])
}

/// The first `limit` parts, and the rest as it was.
pub(super) fn limited(parts: Vec<Text>, limit: usize, separator: &str) -> Vec<Text> {
    let mut result: Vec<Text> = Vec::new();
    for (index, part) in parts.into_iter().enumerate() {
        match result.last_mut() {
            Some(last) if index > limit => {
                *last = last.concat(&Text::literal(separator)).concat(&part)
            }
            _ => result.push(part),
        }
    }
    result
}

/// What is before a separator, the separator, and what is after.
pub(super) fn partition(
    interp: &mut Interpreter<'_>,
    site: Site,
    text: &Text,
    arguments: &Arguments,
) -> Value {
    let cut = literal_argument(interp, arguments, 0)
        .and_then(|separator| Some((text.cut(&separator)?, separator)));
    let parts = match cut {
        Some(((before, after), separator)) => {
            [before, Text::literal(&separator), after].map(|part| interp.pool.one(Atom::Text(part)))
        }
        None => [interp.unknown(Reason::Computed); 3],
    };
    interp.new_list(site, 59, &parts)
}

pub(super) fn replace(interp: &mut Interpreter<'_>, text: &Text, arguments: &Arguments) -> Value {
    let literal = |interp: &Interpreter<'_>, position: usize| {
        let value = arguments.at(position)?;
        match interp.pool.single(value) {
            Some(Atom::Text(text)) => text.as_literal().map(str::to_owned),
            _ => None,
        }
    };
    let changed = match (literal(interp, 0), literal(interp, 1)) {
        (Some(from), Some(to)) if !from.is_empty() => {
            text.map_literals(|literal| literal.replace(&from, &to))
        }
        (Some(from), None) if !from.is_empty() => {
            let with = arguments
                .at(1)
                .map(|value| interp.texts(value))
                .unwrap_or_default();
            match (with.as_slice(), text.as_literal()) {
                ([with], Some(_)) => splice(text, &from, with),
                _ => Text::hole(Hole::Unknown(Reason::Computed)),
            }
        }
        _ => Text::hole(Hole::Unknown(Reason::Computed)),
    };
    interp.pool.one(Atom::Text(changed))
}

/// Each occurrence of `from` replaced by a pattern.
pub(super) fn splice(text: &Text, from: &str, with: &Text) -> Text {
    let mut result = Text::literal("");
    for (index, part) in text.split(from).iter().enumerate() {
        if index > 0 {
            result = result.concat(with);
        }
        result = result.concat(part);
    }
    result
}

pub(super) fn without_affix(
    interp: &mut Interpreter<'_>,
    text: &Text,
    name: &str,
    arguments: &Arguments,
) -> Value {
    let is_prefix = name.contains("pre") || name.contains("start");
    let affix = literal_argument(interp, arguments, 0);
    let result = affix.and_then(|affix| {
        let mut pieces = text.pieces().to_vec();
        let end = if is_prefix {
            pieces.first_mut()
        } else {
            pieces.last_mut()
        };
        match end {
            None => {}
            Some(Piece::Literal(literal)) => {
                let rest = if is_prefix {
                    literal.strip_prefix(affix.as_str())
                } else {
                    literal.strip_suffix(affix.as_str())
                };
                match rest {
                    Some(rest) => *literal = rest.into(),
                    // The affix may reach into the hole beside the literal.
                    None if literal.len() < affix.len() && text.as_literal().is_none() => {
                        return None;
                    }
                    None => {}
                }
            }
            Some(Piece::Hole(_)) => return None,
        }
        Some(Text::new(pieces))
    });
    let result = result.unwrap_or_else(|| Text::hole(Hole::Unknown(Reason::Computed)));
    interp.pool.one(Atom::Text(result))
}

/// Given characters taken off the ends. What a hole starts or ends with is taken to have none of them.
pub(super) fn stripped(
    interp: &mut Interpreter<'_>,
    text: &Text,
    name: &str,
    arguments: &Arguments,
) -> Value {
    let unknown = || Text::hole(Hole::Unknown(Reason::Computed));
    let changed = match literal_argument(interp, arguments, 0) {
        Some(chars) => {
            let last = text.pieces().len().saturating_sub(1);
            let pieces = text.pieces().iter().enumerate();
            Text::new(pieces.map(|(index, piece)| match piece {
                Piece::Literal(literal) => {
                    let mut literal: &str = literal;
                    if index == 0 && name != "rstrip" {
                        literal = literal.trim_start_matches(|c| chars.contains(c));
                    }
                    if index == last && name != "lstrip" {
                        literal = literal.trim_end_matches(|c| chars.contains(c));
                    }
                    Piece::Literal(literal.into())
                }
                hole => hole.clone(),
            }))
        }
        None => unknown(),
    };
    interp.pool.one(Atom::Text(changed))
}

pub(super) fn trimmed(text: &Text) -> Text {
    let last = text.pieces().len().saturating_sub(1);
    Text::new(
        text.pieces()
            .iter()
            .enumerate()
            .map(|(index, piece)| match piece {
                Piece::Literal(literal) => {
                    let literal = if index == 0 {
                        literal.trim_start()
                    } else {
                        literal
                    };
                    Piece::Literal(if index == last {
                        literal.trim_end().into()
                    } else {
                        literal.into()
                    })
                }
                hole => hole.clone(),
            }),
    )
}
