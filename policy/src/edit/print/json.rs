//! JSON over several lines.

use crate::edit::idiom::Idiom;
use crate::expr::Expr;

/// JSON over several lines; the closing bracket stands at column `indent`.
pub fn json(idiom: &Idiom, value: &Expr, indent: &str) -> String {
    let mut out = String::new();
    json_value(idiom, value, indent, &mut out);
    out
}

fn json_value(idiom: &Idiom, value: &Expr, indent: &str, out: &mut String) {
    let inner = format!("{indent}{}", " ".repeat(idiom.step));
    match value {
        Expr::List(items) if is_short(idiom, items, indent) => out.push_str(&one_line(items)),
        Expr::List(items) if !items.is_empty() => {
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index == 0 { "[" } else { "," });
                out.push_str(idiom.newline);
                out.push_str(&inner);
                json_value(idiom, item, &inner, out);
            }
            out.push_str(&format!("{}{indent}]", idiom.newline));
        }
        Expr::Map(entries) if !entries.is_empty() => {
            for (index, (key, value)) in entries.iter().enumerate() {
                out.push_str(if index == 0 { "{" } else { "," });
                out.push_str(&format!(
                    "{}{inner}{}: ",
                    idiom.newline,
                    Expr::text(key.clone()).to_json()
                ));
                json_value(idiom, value, &inner, out);
            }
            out.push_str(&format!("{}{indent}}}", idiom.newline));
        }
        Expr::Call(name, argument) => match argument.as_ref() {
            Expr::Text(_) => out.push_str(&spaced(name, argument)),
            Expr::List(items) if items.iter().all(|item| matches!(item, Expr::Text(_))) => {
                out.push_str(&spaced(name, argument));
            }
            argument => json_value(
                idiom,
                &Expr::Map(vec![(name.clone(), argument.clone())]),
                indent,
                out,
            ),
        },
        value => out.push_str(&value.to_json().to_string()),
    }
}

/// Whether a list of plain values fits into a line, indentation included.
fn is_short(idiom: &Idiom, items: &[Expr], indent: &str) -> bool {
    let is_plain = items
        .iter()
        .all(|item| matches!(item, Expr::Text(_) | Expr::Number(_) | Expr::Bool(_)));
    is_plain && indent.len() + one_line(items).len() + "\"Resource\": ".len() <= idiom.line_width
}

fn one_line(items: &[Expr]) -> String {
    let items: Vec<_> = items
        .iter()
        .map(|item| item.to_json().to_string())
        .collect();
    format!("[{}]", items.join(", "))
}

/// A short call in one line, with blanks: `{ "Fn::GetAtt": ["A", "Arn"] }`.
fn spaced(name: &str, argument: &Expr) -> String {
    let argument = match argument {
        Expr::List(items) => one_line(items),
        argument => argument.to_json().to_string(),
    };
    format!("{{ {}: {argument} }}", Expr::text(name).to_json())
}
