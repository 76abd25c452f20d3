//! Template expressions to texts: which texts an expression of the template can be at deployment.
//!
//! Intrinsics that build text are taken apart, those that name something stay whole ([`Part::Template`]). Conditions
//! are not decided: both branches count, so the result may hold more texts than any one deployment has.

use super::text::{Part, Text};
use super::{declared::Declared, variables};
use crate::expr::Expr;
use crate::presence::Presence;
use crate::template::Kind;

/// More alternatives than this say no more than "any text".
const MOST_TEXTS: usize = 32;
/// Deeper nesting is not followed.
const DEEPEST: usize = 24;

/// The texts an expression can be; empty when it is none at all (`AWS::NoValue`, a mapping).
pub fn texts(declared: &Declared<'_>, expr: &Expr) -> Vec<Text> {
    let mut texts = at_depth(declared, expr, 0);
    texts.sort();
    texts.dedup();
    if texts.len() > MOST_TEXTS {
        return vec![Text::any()];
    }
    texts
}

/// The same text with everything the document itself tells put in: `self:` variables and, if asked for with
/// [`Defaults::Used`], the defaults of parameters. Two texts that are one name are then equal.
pub fn canonical(declared: &Declared<'_>, text: &Text, defaults: Defaults) -> Text {
    let mut result = Text::default();
    for part in text.parts() {
        match part {
            Part::Template(expr) => result.extend(&canonical_expr(declared, expr, defaults, 0)),
            part => result.push(part.clone()),
        }
    }
    result
}

/// Whether [`canonical`] replaces parameters by their defaults.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Defaults {
    /// Parameters stay as they are.
    Ignored,
    /// A parameter with a default is taken to have it.
    Used,
}

fn canonical_expr(declared: &Declared<'_>, expr: &Expr, defaults: Defaults, depth: usize) -> Text {
    if depth > DEEPEST {
        return Text::template(expr.clone());
    }
    let value = match expr {
        Expr::Text(variable) => return canonical_variable(declared, variable, defaults, depth),
        Expr::Call(name, argument) if name == "Ref" && defaults == Defaults::Used => argument
            .as_text()
            .and_then(|name| declared.template.parameters.get(name))
            .and_then(|parameter| parameter.default.as_ref()),
        _ => None,
    };
    match value {
        Some(Expr::Text(text)) => Text::literal(text),
        Some(Expr::Number(text)) => Text::literal(text),
        _ => Text::template(expr.clone()),
    }
}

fn canonical_variable(
    declared: &Declared<'_>,
    variable: &str,
    defaults: Defaults,
    depth: usize,
) -> Text {
    if variable.starts_with("${sls:stage") || variable.starts_with("${opt:stage") {
        return Text::template(Expr::text("${sls:stage}"));
    }
    let Some(value) = own_value(declared, variable, depth) else {
        return Text::template(Expr::text(variable));
    };
    match at_depth(declared, &value, depth + 1).as_slice() {
        [text] => {
            let mut result = Text::default();
            for part in text.parts() {
                match part {
                    Part::Template(expr) => {
                        result.extend(&canonical_expr(declared, expr, defaults, depth + 1));
                    }
                    part => result.push(part.clone()),
                }
            }
            result
        }
        _ => Text::template(Expr::text(variable)),
    }
}

/// What a `self:` variable stands for, when the document says so.
fn own_value(declared: &Declared<'_>, variable: &str, depth: usize) -> Option<Expr> {
    let (path, default) = variables::own_path(variable)?;
    let path = if path.contains("${") {
        let parts = variables::split(path);
        let mut whole = String::new();
        for part in parts.parts() {
            match part {
                Part::Literal(text) => whole.push_str(text),
                Part::Template(Expr::Text(inner)) if depth < DEEPEST => {
                    let text = canonical_variable(declared, inner, Defaults::Used, depth + 1);
                    whole.push_str(text.as_literal()?);
                }
                _ => return None,
            }
        }
        whole
    } else {
        path.to_owned()
    };
    let found = variables::look_up(&declared.template.document, &path).cloned();
    found.or_else(|| default.and_then(default_value))
}

/// A default of a variable: a quoted text, or a further variable.
fn default_value(default: &str) -> Option<Expr> {
    for quote in ['\'', '"'] {
        if let Some(inner) = default
            .strip_prefix(quote)
            .and_then(|rest| rest.strip_suffix(quote))
        {
            return Some(Expr::text(inner));
        }
    }
    default.starts_with("${").then(|| Expr::text(default))
}

fn at_depth(declared: &Declared<'_>, expr: &Expr, depth: usize) -> Vec<Text> {
    if depth > DEEPEST {
        return vec![Text::any()];
    }
    match expr {
        Expr::Text(text) => plain(declared, text, depth),
        Expr::Number(text) => vec![Text::literal(text)],
        Expr::Bool(value) => vec![Text::literal(&value.to_string())],
        Expr::Call(name, argument) => intrinsic(declared, expr, name, argument, depth + 1),
        Expr::Null | Expr::Map(_) | Expr::List(_) => Vec::new(),
    }
}

fn plain(declared: &Declared<'_>, text: &str, depth: usize) -> Vec<Text> {
    if text.starts_with("{{resolve:") && text.ends_with("}}") {
        return vec![Text::template(Expr::text(text))];
    }
    if declared.template.kind != Kind::Serverless {
        return vec![Text::literal(text)];
    }
    let parts = variables::split(text);
    // A variable may stand for an intrinsic, which text cannot.
    if let Some(Expr::Text(variable)) = parts.as_template()
        && let Some(value @ Expr::Call(..)) = own_value(declared, variable, depth)
    {
        return at_depth(declared, &value, depth + 1);
    }
    vec![variables::split_pseudo(&parts)]
}

fn intrinsic(
    declared: &Declared<'_>,
    expr: &Expr,
    name: &str,
    argument: &Expr,
    depth: usize,
) -> Vec<Text> {
    match name {
        "Ref" if argument.as_text() == Some("AWS::NoValue") => Vec::new(),
        "Fn::GetAtt" => vec![Text::template(
            get_att(argument).unwrap_or_else(|| expr.clone()),
        )],
        "Fn::Sub" => substitute(declared, argument, depth),
        "Fn::Join" => join(declared, argument, depth),
        "Fn::If" => match argument.items() {
            [Expr::Text(condition), yes, no] => {
                let mut both = branch(declared, yes, Presence::when(condition), depth);
                both.extend(branch(declared, no, Presence::unless(condition), depth));
                both
            }
            _ => vec![Text::any()],
        },
        "Fn::Select" => select(declared, expr, argument, depth),
        "Ref" | "Fn::ImportValue" | "Fn::FindInMap" => vec![Text::template(expr.clone())],
        _ => vec![Text::any()],
    }
}

/// A side of an `Fn::If`. Known text is the same wherever it is used, so it needs no condition.
fn branch(declared: &Declared<'_>, expr: &Expr, presence: Presence, depth: usize) -> Vec<Text> {
    at_depth(declared, expr, depth)
        .into_iter()
        .map(|text| match text.as_literal() {
            Some(_) => text,
            None => text.only_when(Some(presence.clone())),
        })
        .collect()
}

/// `Fn::GetAtt` in its list form.
fn get_att(argument: &Expr) -> Option<Expr> {
    let (id, attribute) = match argument {
        Expr::Text(path) => path.split_once('.')?,
        Expr::List(items) => match items.as_slice() {
            [Expr::Text(id), Expr::Text(attribute)] => (id.as_str(), attribute.as_str()),
            _ => return None,
        },
        _ => return None,
    };
    Some(Expr::get_att(id, attribute))
}

fn substitute(declared: &Declared<'_>, argument: &Expr, depth: usize) -> Vec<Text> {
    let (text, variables) = match argument {
        Expr::Text(text) => (text.as_str(), None),
        Expr::List(items) => match items.as_slice() {
            [Expr::Text(text)] => (text.as_str(), None),
            [Expr::Text(text), map] => (text.as_str(), Some(map)),
            _ => return vec![Text::any()],
        },
        _ => return vec![Text::any()],
    };
    let mut texts = vec![Text::default()];
    let mut rest = text;
    while let Some((before, inner, after)) = next_placeholder(rest) {
        let pieces = placeholder(declared, inner, variables, depth);
        texts = product(texts, &[Text::literal(before)]);
        texts = product(texts, &pieces);
        rest = after;
    }
    product(texts, &[Text::literal(rest)])
}

/// The first `${..}` of a text (braces balanced) with what stands around it.
fn next_placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let start = text.find("${")?;
    let mut depth = 0usize;
    for (offset, byte) in text.as_bytes().iter().enumerate().skip(start) {
        match byte {
            b'{' => depth += 1,
            b'}' if depth <= 1 => {
                return Some((
                    text.get(..start)?,
                    text.get(start + 2..offset)?,
                    text.get(offset + 1..)?,
                ));
            }
            b'}' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn placeholder(
    declared: &Declared<'_>,
    inner: &str,
    variables: Option<&Expr>,
    depth: usize,
) -> Vec<Text> {
    if let Some(literal) = inner.strip_prefix('!') {
        return vec![Text::literal(&format!("${{{literal}}}"))];
    }
    if let Some(value) = variables.and_then(|variables| variables.get(inner)) {
        return at_depth(declared, value, depth);
    }
    let whole = format!("${{{inner}}}");
    if variables::next(&whole).is_some() {
        return plain(declared, &whole, depth);
    }
    let inner = inner.trim();
    vec![Text::template(match inner.split_once('.') {
        Some((id, attribute)) => Expr::get_att(id, attribute),
        None => Expr::reference(inner),
    })]
}

fn join(declared: &Declared<'_>, argument: &Expr, depth: usize) -> Vec<Text> {
    let [Expr::Text(separator), Expr::List(items)] = argument.items() else {
        return vec![Text::any()];
    };
    let separator = Text::literal(separator);
    let mut texts = vec![Text::default()];
    for (position, item) in items.iter().enumerate() {
        if position > 0 {
            texts = product(texts, std::slice::from_ref(&separator));
        }
        texts = product(texts, &at_depth(declared, item, depth));
    }
    texts
}

fn select(declared: &Declared<'_>, expr: &Expr, argument: &Expr, depth: usize) -> Vec<Text> {
    let [index, list] = argument.items() else {
        return vec![Text::any()];
    };
    let index = match index {
        Expr::Number(text) | Expr::Text(text) => text.parse::<usize>().ok(),
        _ => None,
    };
    let whole = || vec![Text::template(expr.clone())];
    let Some(index) = index else { return whole() };
    match list {
        Expr::List(items) => match items.get(index) {
            Some(item) => at_depth(declared, item, depth),
            None => Vec::new(),
        },
        Expr::Call(name, argument) if name == "Fn::Split" => {
            let [Expr::Text(separator), source] = argument.items() else {
                return whole();
            };
            selected_piece(declared, separator, source, index, depth).unwrap_or_else(whole)
        }
        _ => whole(),
    }
}

/// A piece of a split text, when the pieces can be told apart: an ARN of a declared resource is taken apart by its
/// format.
fn selected_piece(
    declared: &Declared<'_>,
    separator: &str,
    source: &Expr,
    index: usize,
    depth: usize,
) -> Option<Vec<Text>> {
    let mut chars = separator.chars();
    let (Some(separator), None) = (chars.next(), chars.next()) else {
        return None;
    };
    at_depth(declared, source, depth)
        .iter()
        .map(|text| {
            let text = text
                .as_template()
                .and_then(|expr| declared.spelled_out(expr))
                .unwrap_or_else(|| text.clone());
            text.split(separator).get(index).cloned()
        })
        .collect()
}

fn product(texts: Vec<Text>, pieces: &[Text]) -> Vec<Text> {
    if texts.len() * pieces.len() > MOST_TEXTS {
        return texts
            .into_iter()
            .map(|text| text.then(&Text::any()))
            .collect();
    }
    texts
        .iter()
        .flat_map(|text| pieces.iter().map(|piece| text.clone().then(piece)))
        .collect()
}
