//! Slices: which elements of a list, or characters of a text, lie between two bounds.
//!
//! Negative bounds count from the end, as everywhere (`substring` of JavaScript, for which they are none, is cut to zero by
//! its caller). A text of which only the ends are known is cut within them, or becomes a hole beyond.

use super::text::{Hole, Piece, Text};
use crate::facts::Reason;

/// From where to where, each maybe left out.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    /// The first that is kept.
    pub(crate) start: Option<i64>,
    /// The first that is not.
    pub(crate) stop: Option<i64>,
}

impl Bounds {
    /// The elements between.
    pub(crate) fn of<T: Clone>(self, elements: &[T]) -> Vec<T> {
        let (start, stop) = self.within(elements.len());
        elements.iter().take(stop).skip(start).cloned().collect()
    }

    /// The text between.
    pub(crate) fn of_text(self, text: &Text) -> Text {
        if let Some(literal) = text.as_literal() {
            let chars: Vec<char> = literal.chars().collect();
            return Text::literal(&self.of(&chars).into_iter().collect::<String>());
        }
        let unknown = Text::hole(Hole::Unknown(Reason::Computed));
        match (self.start.unwrap_or(0), self.stop) {
            (0, None) => text.clone(),
            (start, None) if start > 0 => without_first(text, start).unwrap_or(unknown),
            (0, Some(stop)) if stop < 0 => without_last(text, stop).unwrap_or(unknown),
            (start, Some(stop)) if start >= 0 && stop >= start => {
                first(text, start, stop).unwrap_or(unknown)
            }
            _ => unknown,
        }
    }

    fn within(self, length: usize) -> (usize, usize) {
        let length = i64::try_from(length).unwrap_or(i64::MAX);
        let place = |bound: i64| {
            let bound = if bound < 0 {
                bound.saturating_add(length)
            } else {
                bound
            };
            usize::try_from(bound.clamp(0, length)).unwrap_or_default()
        };
        (
            place(self.start.unwrap_or(0)),
            place(self.stop.unwrap_or(length)),
        )
    }
}

/// The literal that a text starts with, in characters.
fn head(text: &Text) -> Option<Vec<char>> {
    match text.pieces().first() {
        Some(Piece::Literal(literal)) => Some(literal.chars().collect()),
        _ => None,
    }
}

fn without_first(text: &Text, count: i64) -> Option<Text> {
    let head = head(text)?;
    let rest: String = head.get(usize::try_from(count).ok()?..)?.iter().collect();
    let pieces = std::iter::once(Piece::Literal(rest.into()));
    Some(Text::new(
        pieces.chain(text.pieces().iter().skip(1).cloned()),
    ))
}

fn without_last(text: &Text, count: i64) -> Option<Text> {
    let (last, before) = text.pieces().split_last()?;
    let Piece::Literal(tail) = last else {
        return None;
    };
    let tail: Vec<char> = tail.chars().collect();
    let kept = tail
        .len()
        .checked_sub(usize::try_from(count.unsigned_abs()).ok()?)?;
    let kept: String = tail.iter().take(kept).collect();
    let end = std::iter::once(Piece::Literal(kept.into()));
    Some(Text::new(before.iter().cloned().chain(end)))
}

fn first(text: &Text, start: i64, stop: i64) -> Option<Text> {
    let range = usize::try_from(start).ok()?..usize::try_from(stop).ok()?;
    let kept: String = head(text)?.get(range)?.iter().collect();
    Some(Text::literal(&kept))
}
