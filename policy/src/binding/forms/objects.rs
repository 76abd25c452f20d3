//! Values that name an object of a bucket: `s3://bucket/key`, and `bucket/key` as copies have it.

use super::{Named, Target, by_name, is_first};
use crate::binding::scope::Scope;
use crate::binding::text::{Part, Text};

/// `s3://bucket/key`; anything else may be any object.
pub(super) fn s3_uri(scope: &Scope<'_>, target: &Target<'_>, text: &Text) -> Named {
    match text.strip_prefix("s3://") {
        Some(rest) => pair(scope, target, &rest),
        None => Named::Name(Text::any()),
    }
}

/// `bucket/key`: the first placeholder of the format is the bucket's, any other the key's.
pub(super) fn pair(scope: &Scope<'_>, target: &Target<'_>, text: &Text) -> Named {
    let (bucket, key) = text
        .split_once('/')
        .unwrap_or_else(|| (text.clone(), Text::any()));
    if is_first(target) {
        return by_name(scope, target, &bucket);
    }
    Named::Name(match key.split_once('?') {
        Some((key, query)) if query.leading_literal().starts_with("versionId=") => key,
        _ => key,
    })
}

/// Percent-decoded known text.
pub(super) fn decoded(text: &Text) -> Text {
    let mut result = Text::default();
    for part in text.parts() {
        result.push(match part {
            Part::Literal(literal) => Part::Literal(percent_decoded(literal)),
            part => part.clone(),
        });
    }
    result
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        bytes.extend_from_slice(before.as_bytes());
        let code = after
            .get(..2)
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match code {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(b'%');
                rest = after;
            }
        }
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}
