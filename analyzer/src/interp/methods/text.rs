//! Methods of strings.

use super::list::join_with;
use crate::facts::Reason;
use crate::interp::arguments::Arguments;
use crate::interp::conditions::Truth;
use crate::interp::text::{Hole, Piece, Text};
use crate::interp::value::{Atom, Value};
use crate::interp::{Interpreter, Site};

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
        "includes" | "contains" | "match" | "test" | "isdigit" | "is_empty" => {
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
        "substring" | "slice" | "substr" | "charAt" | "padStart" | "padEnd" | "zfill" | "title"
        | "capitalize" | "repeat" | "hex" | "swapcase" => {
            Some(one(interp, Text::hole(Hole::Unknown(Reason::Computed))))
        }
        "push_str" | "push" => Some(interp.pool.null()),
        _ => None,
    }
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

/// Given characters taken off the ends. What a hole starts or ends with is taken to have none of them.
fn stripped(interp: &mut Interpreter<'_>, text: &Text, name: &str, arguments: &Arguments) -> Value {
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

/// What is before a separator, the separator, and what is after.
fn partition(
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

fn trimmed(text: &Text) -> Text {
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

fn split(interp: &mut Interpreter<'_>, site: Site, text: &Text, arguments: &Arguments) -> Value {
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

/// `splitn(parts, separator)` as `split(separator, splits)`.
fn limit_last(interp: &mut Interpreter<'_>, arguments: &Arguments) -> Arguments {
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
fn limited(parts: Vec<Text>, limit: usize, separator: &str) -> Vec<Text> {
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

fn replace(interp: &mut Interpreter<'_>, text: &Text, arguments: &Arguments) -> Value {
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
fn splice(text: &Text, from: &str, with: &Text) -> Text {
    let mut result = Text::literal("");
    for (index, part) in text.split(from).iter().enumerate() {
        if index > 0 {
            result = result.concat(with);
        }
        result = result.concat(part);
    }
    result
}

fn without_affix(
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

impl Interpreter<'_> {
    /// `"%s/%s" % (a, b)`.
    pub(crate) fn percent_format(&mut self, site: Site, left: Value, right: Value) -> Value {
        let unknown = Text::hole(Hole::Unknown(Reason::Computed));
        let Some(Atom::Text(format)) = self.pool.single(left).cloned() else {
            return self.pool.one(Atom::Text(unknown));
        };
        let Some(literal) = format.as_literal().map(str::to_owned) else {
            return self.pool.one(Atom::Text(unknown));
        };
        let tuple = self.known_elements(site, right, crate::ir::Over::Elements);
        let is_record =
            self.pool.has(right, |atom| matches!(atom, Atom::Object(_))) && tuple.is_none();
        let mut given = tuple.unwrap_or_else(|| vec![right]).into_iter();
        let mut parts = Vec::new();
        let mut rest = literal.as_str();
        while let Some((before, after)) = rest.split_once('%') {
            parts.push(self.pool.text(before));
            let end = after
                .find(|c: char| c.is_ascii_alphabetic() || c == '%' || c == '(')
                .unwrap_or(0);
            let conversion = after.get(end..).and_then(|tail| tail.chars().next());
            rest = after
                .get(end + conversion.map_or(0, char::len_utf8)..)
                .unwrap_or_default();
            match conversion {
                Some('%') => parts.push(self.pool.text("%")),
                Some('(') => {
                    let (name, tail) = rest.split_once(')').unwrap_or((rest, ""));
                    parts.push(self.read_field(site, right, name));
                    let end = tail
                        .find(|c: char| c.is_ascii_alphabetic())
                        .map_or(tail.len(), |end| end + 1);
                    rest = tail.get(end..).unwrap_or_default();
                }
                _ if is_record => parts.push(self.unknown(Reason::Computed)),
                _ => {
                    let value = given.next();
                    let value = value.unwrap_or_else(|| self.unknown(Reason::Computed));
                    parts.push(value);
                }
            }
        }
        parts.push(self.pool.text(rest));
        self.concat(&parts)
    }

    /// `"{}/{name}".format(a, name=b)`.
    pub(crate) fn format_braces(
        &mut self,
        site: Site,
        format: &Text,
        arguments: &Arguments,
    ) -> Value {
        let Some(mut rest) = format.as_literal() else {
            return self
                .pool
                .one(Atom::Text(Text::hole(Hole::Unknown(Reason::Computed))));
        };
        let mut parts = Vec::new();
        let mut next = 0;
        while let Some((before, after)) = rest.split_once('{') {
            parts.push(self.pool.text(&before.replace("}}", "}")));
            if let Some(after) = after.strip_prefix('{') {
                parts.push(self.pool.text("{"));
                rest = after;
                continue;
            }
            let (field, after) = after.split_once('}').unwrap_or((after, ""));
            rest = after;
            let field = field.split(['!', ':']).next().unwrap_or_default();
            parts.push(self.format_field(site, field, &mut next, arguments));
        }
        parts.push(self.pool.text(&rest.replace("}}", "}")));
        self.concat(&parts)
    }

    fn format_field(
        &mut self,
        site: Site,
        field: &str,
        next: &mut usize,
        arguments: &Arguments,
    ) -> Value {
        let plain = field.split(['.', '[']).next().unwrap_or_default();
        let value = match plain.parse::<usize>() {
            Ok(position) => arguments.at(position),
            Err(_) if plain.is_empty() => {
                *next += 1;
                arguments.at(*next - 1)
            }
            Err(_) => Some(self.named_argument(site, arguments, plain)),
        };
        match value {
            Some(value) if value != Value::NEVER && plain == field => value,
            _ => self.unknown(Reason::Computed),
        }
    }
}
