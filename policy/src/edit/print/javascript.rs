//! Literals of JavaScript and TypeScript, for configurations that are programs.

use crate::expr::Expr;

/// A property over several lines, its key at column `indent`: `role: 'ShopRole',`.
pub(crate) fn property(key: &str, value: &Expr, indent: usize, quote: char) -> String {
    format!("{}: {},", name(key, quote), literal(value, indent, quote))
}

fn literal(value: &Expr, indent: usize, quote: char) -> String {
    let margin = " ".repeat(indent);
    let inner = indent + 2;
    let lines = |open: char, lines: Vec<String>, close: char| {
        let lines = lines
            .iter()
            .map(|line| format!("{margin}  {line}\n"))
            .collect::<String>();
        format!("{open}\n{lines}{margin}{close}")
    };
    match value {
        Expr::List(items) if !items.is_empty() && !is_short(items) => lines(
            '[',
            items
                .iter()
                .map(|item| format!("{},", literal(item, inner, quote)))
                .collect(),
            ']',
        ),
        Expr::List(items) => {
            let items: Vec<_> = items
                .iter()
                .map(|item| literal(item, inner, quote))
                .collect();
            format!("[{}]", items.join(", "))
        }
        Expr::Map(entries) if !entries.is_empty() => lines(
            '{',
            entries
                .iter()
                .map(|(key, value)| property(key, value, inner, quote))
                .collect(),
            '}',
        ),
        Expr::Map(_) => "{}".to_owned(),
        Expr::Call(function, argument) => format!(
            "{{ {}: {} }}",
            name(function, quote),
            literal(argument, indent, quote)
        ),
        Expr::Text(text) => quoted(text, quote),
        Expr::Null | Expr::Bool(_) | Expr::Number(_) => value.to_json().to_string(),
    }
}

/// Whether a list stands in one line: up to two texts.
fn is_short(items: &[Expr]) -> bool {
    items.len() < 3 && items.iter().all(|item| matches!(item, Expr::Text(_)))
}

fn name(key: &str, quote: char) -> String {
    let is_identifier = key
        .chars()
        .all(|it| it.is_ascii_alphanumeric() || it == '_')
        && !key.starts_with(|it: char| it.is_ascii_digit());
    match is_identifier && !key.is_empty() {
        true => key.to_owned(),
        false => quoted(key, quote),
    }
}

fn quoted(text: &str, quote: char) -> String {
    let json = Expr::text(text).to_json().to_string();
    match quote {
        '\'' if !text.contains(['\'', '"']) => {
            let inner = json.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
            format!("'{}'", inner.unwrap_or_default())
        }
        _ => json,
    }
}
