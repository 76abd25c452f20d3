//! Serverless Framework variables inside of text: `${self:custom.x}`, `${opt:stage, 'dev'}`.
//!
//! Finds them and looks up the one kind whose value stands in the same document (`self:`). Everything else stays a
//! variable that the framework replaces; nothing is read from disk, environment or network.

use super::text::{Part, Text};
use crate::expr::Expr;

/// Takes text apart into known text and variables.
///
/// `${AWS::Region}` and `${Orders}` are no variables of the framework: they stay known text, for the caller to read
/// as `Fn::Sub` does. What a program gives and nobody could follow is any text.
pub fn split(text: &str) -> Text {
    let mut result = Text::default();
    let mut rest = text;
    while let Some((before, variable, after)) = next(rest) {
        result.push(Part::Literal(before.to_owned()));
        result.push(match variable.starts_with("${program:") {
            true => Part::Any,
            false => Part::Template(Expr::text(variable)),
        });
        rest = after;
    }
    result.push(Part::Literal(rest.to_owned()));
    result
}

/// Known text with the pseudo parameters of `serverless-pseudo-parameters` (`#{AWS::Region}`, `#{Orders.Arn}`) taken out.
pub fn split_pseudo(text: &Text) -> Text {
    let mut result = Text::default();
    for part in text.parts() {
        let Part::Literal(literal) = part else {
            result.push(part.clone());
            continue;
        };
        let mut rest = literal.as_str();
        while let Some((before, inner, after)) = next_pseudo(rest) {
            result.push(Part::Literal(before.to_owned()));
            result.push(Part::Template(match inner.split_once('.') {
                Some((id, attribute)) => Expr::get_att(id, attribute),
                None => Expr::reference(inner),
            }));
            rest = after;
        }
        result.push(Part::Literal(rest.to_owned()));
    }
    result
}

fn next_pseudo(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once("#{")?;
    let (inner, after) = rest.split_once('}')?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == ':' || c == '.';
    (!inner.is_empty() && inner.chars().all(is_name)).then_some((before, inner, after))
}

/// The first variable of a text, with what stands before and after it.
pub fn next(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    while let Some(found) = text.get(from..)?.find("${") {
        let start = from + found;
        if let Some(end) = end_of(text, start)
            && is_variable(text.get(start + 2..end - 1)?)
        {
            return Some((text.get(..start)?, text.get(start..end)?, text.get(end..)?));
        }
        from = start + 2;
    }
    None
}

/// The path and the default of a `self:` variable: `${self:custom.table, 'x'}` is (`custom.table`, `'x'`).
pub fn own_path(variable: &str) -> Option<(&str, Option<&str>)> {
    let inner = variable.strip_prefix("${self:")?.strip_suffix('}')?;
    Some(match inner.split_once(',') {
        Some((path, default)) => (path.trim(), Some(default.trim())),
        None => (inner.trim(), None),
    })
}

/// The text that a variable falls back to: of `${opt:region, 'eu-west-1'}`, the quoted one.
pub fn constant_default(variable: &str) -> Option<&str> {
    let (_, default) = variable.strip_suffix('}')?.rsplit_once(',')?;
    let default = default.trim();
    let quoted = |quote| default.strip_prefix(quote)?.strip_suffix(quote);
    quoted('\'').or_else(|| quoted('"'))
}

/// Whether a document has a variable of an environment: `${env:NAME}`, with or without a default.
pub fn mentions_environment(document: &Expr, name: &str) -> bool {
    let begun = format!("${{env:{name}");
    let in_text = |text: &str| {
        text.match_indices(&begun)
            .filter_map(|(at, _)| text.get(at + begun.len()..))
            .any(|rest| rest.trim_start().starts_with(['}', ',']))
    };
    match document {
        Expr::Text(text) => in_text(text),
        Expr::List(items) => items.iter().any(|item| mentions_environment(item, name)),
        Expr::Map(entries) => entries
            .iter()
            .any(|(_, value)| mentions_environment(value, name)),
        Expr::Call(_, argument) => mentions_environment(argument, name),
        Expr::Null | Expr::Bool(_) | Expr::Number(_) => false,
    }
}

/// The value at a dotted path of the document, such as `custom.tables.0`; `None` when the path holds a variable itself.
pub fn look_up<'a>(document: &'a Expr, path: &str) -> Option<&'a Expr> {
    path.split('.')
        .try_fold(document, |value, key| match value {
            Expr::List(items) => items.get(key.parse::<usize>().ok()?),
            value => value.get(key),
        })
}

/// Byte offset behind the brace that closes the one opened at `start`.
fn end_of(text: &str, start: usize) -> Option<usize> {
    let mut depth = 0usize;
    for (offset, byte) in text.as_bytes().iter().enumerate().skip(start) {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 1 => return Some(offset + 1),
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// `type:address` or `type(parameters):address`, but not `AWS::Region`.
fn is_variable(inner: &str) -> bool {
    let end = inner
        .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-'))
        .unwrap_or(inner.len());
    let (name, rest) = inner.split_at_checked(end).unwrap_or((inner, ""));
    !name.is_empty() && (rest.starts_with('(') || rest.starts_with(':') && !rest.starts_with("::"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_nested_variables_and_leaves_pseudo_parameters() {
        let text = split("a-${self:custom.${opt:stage, 'dev'}.x}-${AWS::Region}-${Orders}");
        let parts: Vec<_> = text.parts().to_vec();
        assert_eq!(
            parts,
            [
                Part::Literal("a-".into()),
                Part::Template(Expr::text("${self:custom.${opt:stage, 'dev'}.x}")),
                Part::Literal("-${AWS::Region}-${Orders}".into()),
            ]
        );
    }

    #[test]
    fn unbalanced_braces_are_text() {
        assert_eq!(split("${self:x").as_literal(), Some("${self:x"));
    }

    #[test]
    fn looks_up_lists_and_maps() {
        let document = Expr::Map(vec![(
            "custom".into(),
            Expr::List(vec![Expr::text("a"), Expr::text("b")]),
        )]);
        assert_eq!(look_up(&document, "custom.1"), Some(&Expr::text("b")));
        assert_eq!(look_up(&document, "custom.x"), None);
        assert_eq!(
            own_path("${self:custom.t, 'x'}"),
            Some(("custom.t", Some("'x'")))
        );
    }
}
