//! Expressions as text: YAML in block or flow style, JSON, literals of JavaScript.

pub(crate) mod javascript;
mod json;
mod scalar;

pub use json::json;
use scalar::scalar;

use super::idiom::Idiom;
use crate::expr::Expr;

/// An entry of a block mapping whose key stands at column `indent`, without line end: `Key: value`.
pub fn block_entry(idiom: &Idiom, key: &str, value: &Expr, indent: usize) -> String {
    let key = scalar(idiom, key, Place::Block);
    format!("{key}:{}", block_after_key(idiom, value, indent))
}

/// What follows the colon of such an entry.
pub fn block_after_key(idiom: &Idiom, value: &Expr, indent: usize) -> String {
    let mut out = String::new();
    block_value(idiom, value, indent, idiom.sequence_offset, &mut out);
    out
}

/// An item of a block sequence whose dash stands at column `indent`, without line end: `- value`.
pub fn block_item(idiom: &Idiom, value: &Expr, indent: usize) -> String {
    let mut out = "-".to_owned();
    item_value(idiom, value, indent, &mut out);
    out
}

/// A value in one line: YAML flow style, or JSON.
pub fn flow(idiom: &Idiom, value: &Expr) -> String {
    if idiom.json {
        return value.to_json().to_string();
    }
    let mut out = String::new();
    flow_value(idiom, value, &mut out);
    out
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Block,
    Flow,
}

/// Writes what comes after `key:` or `- `, with the blank in front.
fn block_value(
    idiom: &Idiom,
    value: &Expr,
    indent: usize,
    sequence_offset: usize,
    out: &mut String,
) {
    match value {
        Expr::List(items) if !items.is_empty() => {
            let column = indent + sequence_offset;
            for item in items {
                line(idiom, column, out);
                out.push('-');
                item_value(idiom, item, column, out);
            }
        }
        Expr::Map(entries) if !entries.is_empty() => {
            let column = indent + idiom.step;
            for (key, value) in entries {
                line(idiom, column, out);
                out.push_str(&block_entry(idiom, key, value, column));
            }
        }
        Expr::Call(name, argument) => call(idiom, name, argument, indent, out),
        value => {
            out.push(' ');
            flow_value_at(idiom, value, Place::Block, out);
        }
    }
}

/// After a dash a mapping starts on the same line.
fn item_value(idiom: &Idiom, value: &Expr, indent: usize, out: &mut String) {
    let long = match value {
        Expr::Call(name, argument) if tag(idiom, name, argument).is_none() => {
            Some(Expr::Map(vec![(name.clone(), argument.as_ref().clone())]))
        }
        _ => None,
    };
    match long.as_ref().unwrap_or(value) {
        Expr::Map(entries) if !entries.is_empty() => {
            let column = indent + 2;
            for (index, (key, value)) in entries.iter().enumerate() {
                if index == 0 {
                    out.push(' ');
                } else {
                    line(idiom, column, out);
                }
                out.push_str(&block_entry(idiom, key, value, column));
            }
        }
        Expr::List(items) if !items.is_empty() => {
            let column = indent + 2;
            for (index, item) in items.iter().enumerate() {
                if index == 0 {
                    out.push(' ');
                } else {
                    line(idiom, column, out);
                }
                out.push_str(&block_item(idiom, item, column));
            }
        }
        value => block_value(idiom, value, indent, idiom.step, out),
    }
}

fn call(idiom: &Idiom, name: &str, argument: &Expr, indent: usize, out: &mut String) {
    match tag(idiom, name, argument) {
        Some(tag) => {
            out.push_str(&format!(" !{tag}"));
            // Below a tag a sequence has to be indented.
            let offset = idiom.sequence_offset.max(idiom.step);
            match getatt(name, argument) {
                Some(text) => out.push_str(&format!(" {text}")),
                None => block_value(idiom, argument, indent, offset, out),
            }
        }
        None => {
            let column = indent + idiom.step;
            line(idiom, column, out);
            out.push_str(&block_entry(idiom, name, argument, column));
        }
    }
}

/// The short tag; none where tags are not used, none for a call of a call, which would need two tags in a row, and none for
/// what would read as a text behind a tag.
fn tag<'a>(idiom: &Idiom, name: &'a str, argument: &Expr) -> Option<&'a str> {
    if !idiom.short_tags || !matches!(argument, Expr::Text(_) | Expr::List(_) | Expr::Map(_)) {
        return None;
    }
    match name {
        "Ref" | "Condition" => Some(name),
        name => name
            .strip_prefix("Fn::")
            .filter(|tag| tag.chars().all(char::is_alphanumeric)),
    }
}

/// `Orders.Arn`, as the short form of `Fn::GetAtt` wants it.
fn getatt(name: &str, argument: &Expr) -> Option<String> {
    match (name, argument.items()) {
        ("Fn::GetAtt", [Expr::Text(id), Expr::Text(attribute)]) => {
            Some(format!("{id}.{attribute}"))
        }
        _ => None,
    }
}

fn line(idiom: &Idiom, column: usize, out: &mut String) {
    out.push_str(idiom.newline);
    out.push_str(&" ".repeat(column));
}

fn flow_value(idiom: &Idiom, value: &Expr, out: &mut String) {
    flow_value_at(idiom, value, Place::Flow, out);
}

fn flow_value_at(idiom: &Idiom, value: &Expr, place: Place, out: &mut String) {
    match value {
        Expr::Null => out.push_str("null"),
        Expr::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Expr::Number(text) => out.push_str(text),
        Expr::Text(text) => out.push_str(&scalar(idiom, text, place)),
        Expr::List(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { ", " });
                flow_value(idiom, item, out);
            }
            out.push(']');
        }
        Expr::Map(entries) => {
            out.push('{');
            for (index, (key, value)) in entries.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { ", " });
                out.push_str(&scalar(idiom, key, Place::Flow));
                out.push_str(": ");
                flow_value(idiom, value, out);
            }
            out.push('}');
        }
        Expr::Call(name, argument) => match (tag(idiom, name, argument), getatt(name, argument)) {
            (Some(tag), Some(text)) => out.push_str(&format!("!{tag} {text}")),
            (Some(tag), None) => {
                out.push_str(&format!("!{tag} "));
                flow_value(idiom, argument, out);
            }
            (None, _) => {
                let long = Expr::Map(vec![(name.clone(), argument.as_ref().clone())]);
                flow_value(idiom, &long, out);
            }
        },
    }
}

#[cfg(test)]
mod tests;
