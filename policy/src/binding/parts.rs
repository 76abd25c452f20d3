//! Parts of texts that the program took apart at a separator: the name at the end of an ARN, the folder of a key.
//!
//! An ARN of a declared resource is spelled out first, so that its parts are known. Where a part cannot be told, it is any text.

use super::forms::piece;
use super::resource_types::{Gives, resource_type};
use super::scope::Scope;
use super::text::{Part, Text};
use analyzer::facts::{Hole, Step};

/// The hole that a part was taken out of, the separator and the place.
pub fn whole(hole: &Hole) -> Option<(Hole, char, i32)> {
    let (Hole::Event(path) | Hole::Output { path, .. }) = hole else {
        return None;
    };
    let Some((Step::Part(separator, Some(place)), before)) = path.split_last() else {
        return None;
    };
    let mut whole = hole.clone();
    if let Hole::Event(path) | Hole::Output { path, .. } = &mut whole {
        *path = before.to_vec();
    }
    Some((whole, *separator, *place))
}

/// What stands at a place of a text between separators, counted from the front or, below zero, from the end.
pub fn at(scope: &Scope<'_>, text: &Text, separator: char, place: i32) -> Text {
    let text = &spelled(scope, text);
    if let Some(expr) = text.as_template() {
        return match usize::try_from(place) {
            Ok(place) => Text::template(piece(expr, &separator.to_string(), place)),
            Err(_) => Text::any(),
        };
    }
    let mut parts = text.split(separator);
    if place < 0 {
        parts.reverse();
    }
    let index = if place < 0 { -1 - place } else { place };
    let index = usize::try_from(index).unwrap_or(usize::MAX);
    // Text that is not known may have the separator in it, and the place be another.
    match (parts.get(..index), parts.get(index)) {
        (Some(before), Some(part)) if !before.iter().any(Text::has_unknown) => {
            if place < 0 && part.has_unknown() {
                Text::any()
            } else {
                up_to_unknown(part)
            }
        }
        _ => Text::any(),
    }
}

/// What is known of the beginning of a text, and any text behind it.
fn up_to_unknown(text: &Text) -> Text {
    let mut known = Text::default();
    for part in text.parts() {
        known.push(part.clone());
        if matches!(part, Part::Any) {
            break;
        }
    }
    known
}

/// The ARN of a declared resource by its parts; any other text as it is.
fn spelled(scope: &Scope<'_>, text: &Text) -> Text {
    let meant = text
        .as_template()
        .and_then(|expr| scope.declared.meant_by(expr));
    let Some((resource, gives @ (Gives::Arn | Gives::OtherArn))) = meant else {
        return text.clone();
    };
    let Some(row) = resource_type(&resource.kind) else {
        return text.clone();
    };
    let arn = scope
        .declared
        .arn_with_name(row, &scope.name_of(resource, row));
    match gives {
        // Of something that belongs to it: a stream.
        Gives::OtherArn => arn.then_literal("/").then(&Text::any()),
        _ => arn,
    }
}
