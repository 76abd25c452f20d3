//! Texts of YAML: which need quotes, and which quotes.

use super::Place;
use crate::edit::idiom::Idiom;
use crate::expr::Expr;

/// A text: plain where every YAML reader takes it for a text, else in quotes.
pub(super) fn scalar(idiom: &Idiom, text: &str, place: Place) -> String {
    if is_plain(text, place) {
        return text.to_owned();
    }
    let has_control = text.chars().any(char::is_control);
    match idiom.quote {
        '\'' if !has_control => format!("'{}'", text.replace('\'', "''")),
        _ => Expr::text(text).to_json().to_string(),
    }
}

/// `${self:custom.x}` and the like, which people write without quotes.
fn is_one_variable(text: &str) -> bool {
    let inner = text
        .strip_prefix("${")
        .and_then(|text| text.strip_suffix('}'));
    inner.is_some_and(|inner| {
        !inner.ends_with(':')
            && inner
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "_-./():".contains(c))
    })
}

fn is_plain(text: &str, place: Place) -> bool {
    const RESERVED: &[&str] = &["true", "false", "null", "yes", "no", "on", "off", "~"];
    if place == Place::Block && is_one_variable(text) {
        return true;
    }
    let mut characters = text.chars();
    let starts_well = characters
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic() || first == '/' || first == '_');
    let inner = |c: char| {
        c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | ':' | '=' | '+' | '@')
    };
    starts_well
        && text.chars().all(inner)
        && !text.ends_with(':')
        && !RESERVED.contains(&text.to_lowercase().as_str())
        && (place == Place::Block || !text.contains(':') || !text.ends_with('-'))
}
