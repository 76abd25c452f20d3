//! String literals: prefixes, escapes, interpolation, implicit concatenation.
//!
//! Byte strings are text here. Format specifications and conversions of f-strings are ignored.

use super::lowering::Lowering;
use super::syntax::{Field, Kind, field, kind};
use crate::ir::{Constant, Expr, ExprId};
use tree_sitter::Node;

/// A piece of a literal.
enum Part {
    Text(String),
    Value(ExprId),
}

/// The prefix of a literal.
#[derive(Clone, Copy)]
struct Prefix {
    raw: bool,
    bytes: bool,
    format: bool,
}

impl<'t> Lowering<'t> {
    /// A literal, or several in a row.
    pub(super) fn string(&mut self, node: Node<'t>) -> ExprId {
        if let Some(text) = self.plain_text(node) {
            return self.constant(node, Constant::Text(text));
        }
        let mut parts = Vec::new();
        self.string_parts(node, &mut parts);
        if let [Part::Text(_)] | [] = parts.as_slice() {
            let text = match parts.pop() {
                Some(Part::Text(text)) => text,
                _ => String::new(),
            };
            return self.constant(node, Constant::Text(text));
        }
        let ids = parts
            .into_iter()
            .map(|part| match part {
                Part::Text(text) => self.constant(node, Constant::Text(text)),
                Part::Value(id) => id,
            })
            .collect();
        self.add(node, Expr::Text(ids))
    }

    /// The text of a literal without interpolation; `None` for anything else.
    pub(super) fn plain_text(&self, node: Node<'t>) -> Option<String> {
        match kind(node) {
            Kind::String => {
                let (prefix, content) = self.literal(node);
                (!prefix.format).then(|| unescape(content, prefix))
            }
            Kind::ConcatenatedString => {
                let mut text = String::new();
                for part in self.named(node) {
                    let (prefix, content) = self.literal(part);
                    if prefix.format {
                        return None;
                    }
                    text.push_str(&unescape(content, prefix));
                }
                Some(text)
            }
            _ => None,
        }
    }

    /// Prefix and what stands between the quotes.
    fn literal(&self, string: Node<'t>) -> (Prefix, &'t str) {
        let text = self.text_of(string);
        let quote = text.find(['"', '\'']).unwrap_or(text.len());
        let (letters, quoted) = text.split_at_checked(quote).unwrap_or((text, ""));
        let has = |letter: char| letters.chars().any(|c| c.eq_ignore_ascii_case(&letter));
        let prefix = Prefix {
            raw: has('r'),
            bytes: has('b'),
            format: has('f') || has('t'),
        };
        (prefix, unquote(quoted))
    }

    fn string_parts(&mut self, node: Node<'t>, parts: &mut Vec<Part>) {
        if kind(node) == Kind::ConcatenatedString {
            for string in self.named(node) {
                self.string_parts(string, parts);
            }
            return;
        }
        let (prefix, content) = self.literal(node);
        if !prefix.format {
            push_text(parts, &unescape(content, prefix));
            return;
        }
        for child in self.named(node) {
            match kind(child) {
                Kind::StringContent => {
                    let text = unescape(self.text_of(child), prefix);
                    push_text(parts, &text.replace("{{", "{").replace("}}", "}"));
                }
                Kind::Interpolation => self.interpolation(child, parts),
                _ => {}
            }
        }
    }

    fn interpolation(&mut self, node: Node<'t>, parts: &mut Vec<Part>) {
        let Some(expression) = field(node, Field::Expression) else {
            return;
        };
        let self_documenting = {
            let mut cursor = node.walk();
            node.children(&mut cursor).any(|child| child.kind() == "=")
        };
        if self_documenting {
            push_text(parts, &format!("{}=", self.text_of(expression)));
        }
        let value = self.expr(expression);
        parts.push(Part::Value(value));
    }
}

fn unquote(quoted: &str) -> &str {
    for quote in ["\"\"\"", "'''", "\"", "'"] {
        if let Some(rest) = quoted.strip_prefix(quote) {
            return rest.strip_suffix(quote).unwrap_or(rest);
        }
    }
    quoted
}

fn push_text(parts: &mut Vec<Part>, text: &str) {
    match parts.last_mut() {
        Some(Part::Text(last)) => last.push_str(text),
        _ if text.is_empty() => {}
        _ => parts.push(Part::Text(text.to_owned())),
    }
}

/// Resolves escapes. Named characters (`\N{…}`) and halves of surrogate pairs become replacement characters.
fn unescape(text: &str, prefix: Prefix) -> String {
    if prefix.raw || !text.contains('\\') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        rest = escape(after, prefix, &mut out);
    }
    out.push_str(rest);
    out
}

/// Resolves the escape whose text after the backslash is `after`; gives what follows it.
fn escape<'t>(after: &'t str, prefix: Prefix, out: &mut String) -> &'t str {
    let mut chars = after.chars();
    let Some(first) = chars.next() else {
        out.push('\\');
        return after;
    };
    let rest = chars.as_str();
    let simple = match first {
        '\n' => return rest,
        '\r' => return rest.strip_prefix('\n').unwrap_or(rest),
        'x' => return digits(rest, 2, 16, first, out),
        'u' if !prefix.bytes => return digits(rest, 4, 16, first, out),
        'U' if !prefix.bytes => return digits(rest, 8, 16, first, out),
        'N' if !prefix.bytes && rest.starts_with('{') => {
            out.push(char::REPLACEMENT_CHARACTER);
            return rest.split_once('}').map_or("", |(_, rest)| rest);
        }
        '0'..='7' => {
            let count = after.chars().take(3).take_while(|c| c.is_digit(8)).count();
            return digits(after, count, 8, first, out);
        }
        '\\' | '\'' | '"' => first,
        'a' => '\u{7}',
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\u{b}',
        _ => {
            out.push('\\');
            first
        }
    };
    out.push(simple);
    rest
}

/// A character by its number of `count` digits; an escape that is none is kept as written.
fn digits<'t>(text: &'t str, count: usize, radix: u32, letter: char, out: &mut String) -> &'t str {
    let number = text
        .get(..count)
        .and_then(|digits| u32::from_str_radix(digits, radix).ok());
    match (number, text.get(count..)) {
        (Some(number), Some(rest)) => {
            out.push(char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER));
            rest
        }
        _ => {
            out.push('\\');
            out.push(letter);
            text
        }
    }
}
