//! The syntax of Serverless variables: where they stand in a text and what their sources are.
//!
//! `${opt:stage, self:provider.stage, 'dev'}` has three sources. `${AWS::Region}` and `${Orders.Arn}` are no variables of
//! the framework.

/// A piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// Text outside of variables.
    Literal(&'a str),
    /// What stands between `${` and `}` of a variable.
    Variable(&'a str),
}

/// Takes a text apart.
pub(crate) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut literal = text;
    let mut searched = 0;
    while let Some(found) = literal.get(searched..).and_then(|rest| rest.find("${")) {
        let start = searched + found;
        let inner = literal.get(start + 2..).unwrap_or_default();
        let Some(end) = closing_brace(inner) else {
            break;
        };
        let (content, after) = inner.split_at_checked(end).unwrap_or((inner, ""));
        if !is_variable(content) {
            searched = start + 2;
            continue;
        }
        let before = literal.get(..start).unwrap_or_default();
        if !before.is_empty() {
            out.push(Piece::Literal(before));
        }
        out.push(Piece::Variable(content));
        literal = after.get(1..).unwrap_or_default();
        searched = 0;
    }
    if !literal.is_empty() {
        out.push(Piece::Literal(literal));
    }
    out
}

/// The sources of a variable: what stands between its commas.
pub(crate) fn sources(content: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, character) in outer_characters(content) {
        if character == ',' {
            out.push(content.get(start..at).unwrap_or_default().trim());
            start = at + 1;
        }
    }
    out.push(content.get(start..).unwrap_or_default().trim());
    out
}

/// A source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source<'a> {
    /// A text in quotes.
    Quoted(&'a str),
    /// A number, a boolean or null.
    Plain(&'a str),
    /// `type:address` or `type(parameter):address`.
    Address {
        /// `self`, `opt`, `file`, …
        kind: &'a str,
        /// What stands in the parentheses.
        parameter: &'a str,
        /// What stands behind the colon.
        address: &'a str,
    },
}

/// Takes a source apart.
pub(crate) fn source(text: &str) -> Source<'_> {
    if let Some(inner) = unquoted(text) {
        return Source::Quoted(inner);
    }
    let end = text.find([':', '(']).unwrap_or(text.len());
    let (kind, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    if rest.is_empty() || !is_name(kind) {
        return Source::Plain(text);
    }
    let (parameter, rest) = match rest.strip_prefix('(') {
        Some(inner) => inner.split_once(')').unwrap_or((inner, "")),
        None => ("", rest),
    };
    Source::Address {
        kind,
        parameter: unquoted(parameter.trim()).unwrap_or(parameter.trim()),
        address: rest.strip_prefix(':').unwrap_or_default().trim(),
    }
}

/// A text in quotes, without them.
fn unquoted(text: &str) -> Option<&str> {
    let between = |quote| text.strip_prefix(quote)?.strip_suffix(quote);
    between('\'').or_else(|| between('"'))
}

/// Only contents whose first source has a type are variables.
fn is_variable(content: &str) -> bool {
    let content = content.trim_start();
    let end = content.find([':', '(']).unwrap_or(content.len());
    let (kind, rest) = content.split_at_checked(end).unwrap_or((content, ""));
    is_name(kind) && !rest.is_empty() && !rest.starts_with("::")
}

fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
}

fn closing_brace(inner: &str) -> Option<usize> {
    outer_characters(inner)
        .find(|(_, character)| *character == '}')
        .map(|(at, _)| at)
}

/// Characters outside of quotes, parentheses and nested variables; the braces that close those are left out.
fn outer_characters(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut quote = None;
    let mut depth = 0usize;
    let mut previous = ' ';
    text.char_indices().filter(move |(_, character)| {
        let before = std::mem::replace(&mut previous, *character);
        if let Some(open) = quote {
            if *character == open {
                quote = None;
            }
            return false;
        }
        match character {
            '\'' | '"' => {
                quote = Some(*character);
                false
            }
            '{' if before == '$' => {
                depth += 1;
                false
            }
            '(' => {
                depth += 1;
                false
            }
            '}' | ')' if depth > 0 => {
                depth -= 1;
                false
            }
            _ => depth == 0,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_found_with_their_nesting() {
        assert_eq!(
            pieces("a-${self:custom.${opt:stage, 'd}v'}.x}-${AWS::Region}${file(./a.yml):b}"),
            [
                Piece::Literal("a-"),
                Piece::Variable("self:custom.${opt:stage, 'd}v'}.x"),
                Piece::Literal("-${AWS::Region}"),
                Piece::Variable("file(./a.yml):b"),
            ]
        );
        assert_eq!(
            pieces("${Orders.Arn} ${unclosed:x"),
            [Piece::Literal("${Orders.Arn} ${unclosed:x")]
        );
    }

    #[test]
    fn sources_are_split_at_outer_commas() {
        assert_eq!(
            sources("opt:stage, self:custom.${env:A, 'x,y'}, 'a,b', file(a, b)"),
            [
                "opt:stage",
                "self:custom.${env:A, 'x,y'}",
                "'a,b'",
                "file(a, b)"
            ]
        );
        assert_eq!(source("'dev'"), Source::Quoted("dev"));
        assert_eq!(source("true"), Source::Plain("true"));
        assert_eq!(
            source("file(./x.yml):a.b"),
            Source::Address {
                kind: "file",
                parameter: "./x.yml",
                address: "a.b"
            }
        );
        assert_eq!(
            source("file('./x.yml'):a.b"),
            Source::Address {
                kind: "file",
                parameter: "./x.yml",
                address: "a.b"
            }
        );
        assert_eq!(
            source("cf:stack-${sls:stage}.Out"),
            Source::Address {
                kind: "cf",
                parameter: "",
                address: "stack-${sls:stage}.Out"
            }
        );
    }
}
