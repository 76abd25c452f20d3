//! JSON files: modules whose export cell is their value; and the lenient JSON of `tsconfig.json`.

use crate::facts::{ProblemKind, Reason};
use crate::ir::builder::ModuleBuilder;
use crate::ir::{Block, Constant, Entry, Exports, Expr, ExprId, Item, Module, Place, Span, Stmt};
use crate::project::Language;
use serde_json::Value;

/// Bytes of a JSON file beyond which its value is not looked at.
const MAX_BYTES: usize = 1 << 20;

/// Lowers a JSON file.
pub(super) fn lower(path: &str, bytes: &[u8]) -> Module {
    let mut builder = ModuleBuilder::new(path, Language::JavaScript, Exports::Cell);
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let value = if bytes.len() > MAX_BYTES {
        builder.unknown(Reason::Widened)
    } else {
        match serde_json::from_slice(bytes) {
            Ok(value) => lower_value(&mut builder, &value),
            Err(error) => unreadable(&mut builder, &error),
        }
    };
    let assigned = builder.assign(Place::Exports, value);
    builder.finish(Block::from([Stmt::Expr(assigned)]))
}

fn unreadable(builder: &mut ModuleBuilder, error: &serde_json::Error) -> ExprId {
    builder.at(Span {
        line: u32::try_from(error.line()).unwrap_or(1).max(1),
        column: u32::try_from(error.column()).unwrap_or(1).max(1),
    });
    builder.problem(ProblemKind::SyntaxError, "the file is not valid JSON");
    builder.unknown(Reason::Missing)
}

fn lower_value(builder: &mut ModuleBuilder, value: &Value) -> ExprId {
    let constant = match value {
        Value::Null => Constant::Null,
        Value::Bool(value) => Constant::Bool(*value),
        Value::Number(number) => Constant::Number(number.to_string()),
        Value::String(text) => Constant::Text(text.clone()),
        Value::Array(items) => {
            let items = items
                .iter()
                .map(|item| Item::One(lower_value(builder, item)))
                .collect();
            return builder.expr(Expr::List(items));
        }
        Value::Object(fields) => {
            let entries = fields
                .iter()
                .map(|(name, value)| Entry::Field(name.clone(), lower_value(builder, value)))
                .collect();
            return builder.expr(Expr::Record(entries));
        }
    };
    builder.expr(Expr::Constant(constant))
}

/// Reads JSON that may hold comments and trailing commas.
pub(super) fn read_lenient(bytes: &[u8]) -> Option<Value> {
    let text = String::from_utf8_lossy(bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    match serde_json::from_str(text) {
        Ok(value) => Some(value),
        Err(_) => serde_json::from_str(&strict(text)).ok(),
    }
}

/// The text without comments and trailing commas.
fn strict(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        match (char, chars.peek()) {
            ('"', _) => {
                out.push(char);
                copy_string(&mut chars, &mut out);
            }
            ('/', Some('/')) => while chars.next_if(|char| *char != '\n').is_some() {},
            ('/', Some('*')) => skip_block(&mut chars),
            ('}' | ']', _) => {
                let end = out.trim_end().len();
                if out.trim_end().ends_with(',') {
                    out.truncate(end - 1);
                }
                out.push(char);
            }
            _ => out.push(char),
        }
    }
    out
}

type Chars<'a> = std::iter::Peekable<std::str::Chars<'a>>;

fn copy_string(chars: &mut Chars<'_>, out: &mut String) {
    while let Some(char) = chars.next() {
        out.push(char);
        match char {
            '"' => return,
            '\\' => out.extend(chars.next()),
            _ => {}
        }
    }
}

fn skip_block(chars: &mut Chars<'_>) {
    chars.next();
    while let Some(char) = chars.next() {
        if char == '*' && chars.next_if_eq(&'/').is_some() {
            return;
        }
    }
}
