//! Strings of which the shape is known: pieces of literal text and holes.
//!
//! Operations keep what they can and put a hole where they cannot; a hole stands for any string, so every result covers
//! all run-time strings. Not here: which values turn into text (see the evaluation of expressions).

use super::value::Symbol;
use crate::facts::Reason;
use std::rc::Rc;

/// At most so many pieces.
const MAX_PIECES: usize = 24;
/// At most so many bytes of literal text.
const MAX_LITERAL: usize = 4096;

/// A string pattern. No two literals are adjacent, no literal is empty, no two unknown holes are adjacent.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Text(Rc<[Piece]>);

/// A piece of a string.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Piece {
    /// Known text.
    Literal(Rc<str>),
    /// Text known at run time only.
    Hole(Hole),
}

/// Where run-time text comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Hole {
    /// An environment variable.
    Env(Rc<str>),
    /// An environment variable or, where it is not set, this.
    EnvOr(Rc<str>, Text),
    /// A place in the event, context or a result.
    Symbol(Symbol),
    /// The account the code runs in.
    Account,
    /// The region the code runs in.
    Region,
    /// Anything.
    Unknown(Reason),
}

impl Text {
    /// A known string.
    pub(crate) fn literal(text: &str) -> Self {
        Self::new([Piece::Literal(text.into())])
    }

    /// One hole.
    pub(crate) fn hole(hole: Hole) -> Self {
        Self(Rc::from([Piece::Hole(hole)]))
    }

    /// From pieces, in normal form.
    pub(crate) fn new(pieces: impl IntoIterator<Item = Piece>) -> Self {
        let mut normal: Vec<Piece> = Vec::new();
        let mut literal_bytes = 0;
        for piece in pieces {
            match (normal.last_mut(), piece) {
                (_, Piece::Literal(text)) if text.is_empty() => {}
                (Some(Piece::Hole(Hole::Unknown(_))), Piece::Hole(Hole::Unknown(_))) => {}
                (Some(Piece::Literal(before)), Piece::Literal(text)) => {
                    literal_bytes += text.len();
                    *before = format!("{before}{text}").into();
                }
                (_, piece) => {
                    if let Piece::Literal(text) = &piece {
                        literal_bytes += text.len();
                    }
                    normal.push(piece);
                }
            }
        }
        if normal.len() > MAX_PIECES || literal_bytes > MAX_LITERAL {
            normal.truncate(1);
            if matches!(normal.first(), Some(Piece::Literal(text)) if text.len() > MAX_LITERAL) {
                normal.clear();
            }
            normal.push(Piece::Hole(Hole::Unknown(Reason::Widened)));
        }
        Self(normal.into())
    }

    /// The pieces.
    pub(crate) fn pieces(&self) -> &[Piece] {
        &self.0
    }

    /// The string, when all of it is known.
    pub(crate) fn as_literal(&self) -> Option<&str> {
        match self.pieces() {
            [] => Some(""),
            [Piece::Literal(text)] => Some(text),
            _ => None,
        }
    }

    /// The text it surely begins with.
    pub(crate) fn leading_literal(&self) -> &str {
        match self.pieces().first() {
            Some(Piece::Literal(text)) => text,
            _ => "",
        }
    }

    /// The text it surely ends with.
    pub(crate) fn trailing_literal(&self) -> &str {
        match self.pieces().last() {
            Some(Piece::Literal(text)) => text,
            _ => "",
        }
    }

    /// The hole, when that is all.
    pub(crate) fn as_hole(&self) -> Option<&Hole> {
        match self.pieces() {
            [Piece::Hole(hole)] => Some(hole),
            _ => None,
        }
    }

    /// The place in the event, context or a result, when this is all of it.
    pub(crate) fn as_symbol(&self) -> Option<&Symbol> {
        match self.as_hole() {
            Some(Hole::Symbol(symbol)) => Some(symbol),
            _ => None,
        }
    }

    /// The name of the variable, when this is the value of one environment variable.
    pub(crate) fn as_env(&self) -> Option<&Rc<str>> {
        match self.as_hole() {
            Some(Hole::Env(name)) => Some(name),
            _ => None,
        }
    }

    /// Both, one after the other.
    pub(crate) fn concat(&self, other: &Self) -> Self {
        Self::new(self.pieces().iter().chain(other.pieces()).cloned())
    }

    /// Applies a function to each literal piece: sound for functions that work character by character (case, escapes).
    /// Holes stay what they are only if `keeps_holes`, otherwise they become unknown.
    pub(crate) fn map_literals(&self, change: impl Fn(&str) -> String) -> Self {
        Self::new(self.pieces().iter().map(|piece| match piece {
            Piece::Literal(text) => Piece::Literal(change(text).into()),
            Piece::Hole(hole) => Piece::Hole(hole.clone()),
        }))
    }

    /// Like [`Self::map_literals`], for changes that alter the text of holes too.
    pub(crate) fn map_literals_forgetting(&self, change: impl Fn(&str) -> String) -> Self {
        Self::new(self.pieces().iter().map(|piece| match piece {
            Piece::Literal(text) => Piece::Literal(change(text).into()),
            Piece::Hole(_) => Piece::Hole(Hole::Unknown(Reason::Computed)),
        }))
    }

    /// The parts between separators in the literal pieces. Exact when no hole contains the separator, which is assumed of
    /// holes: a name that is taken apart at `/` or `:` is taken to have none inside. May so be too narrow for holes that do.
    pub(crate) fn split(&self, separator: &str) -> Vec<Self> {
        if separator.is_empty() {
            return vec![Self::hole(Hole::Unknown(Reason::Computed))];
        }
        let mut parts: Vec<Vec<Piece>> = vec![Vec::new()];
        for piece in self.pieces() {
            let Piece::Literal(text) = piece else {
                push_last(&mut parts, piece.clone());
                continue;
            };
            for (index, part) in text.split(separator).enumerate() {
                if index > 0 {
                    parts.push(Vec::new());
                }
                push_last(&mut parts, Piece::Literal(part.into()));
            }
        }
        parts.into_iter().map(Self::new).collect()
    }

    /// What is before and after the first separator, as [`Self::split`] finds it; `None` where there is none.
    pub(crate) fn cut(&self, separator: &str) -> Option<(Self, Self)> {
        let mut parts = self.split(separator).into_iter();
        let (before, mut after) = (parts.next()?, parts.next()?);
        for part in parts {
            after = after.concat(&Self::literal(separator)).concat(&part);
        }
        Some((before, after))
    }

    /// A path without the segments that say nothing: `./a//b/../c` is `a/c`. A hole is taken to be one or more whole
    /// segments, or a part of one, and never `..`.
    pub(crate) fn normalized_path(&self) -> Self {
        let segments = self.split("/");
        let last = segments.len().saturating_sub(1);
        let mut kept: Vec<Self> = Vec::new();
        for (index, segment) in segments.into_iter().enumerate() {
            match segment.as_literal() {
                Some(".") => {}
                Some("") if index > 0 && index < last => {}
                Some("..") if kept.last().is_some_and(Self::is_named_segment) => {
                    kept.pop();
                }
                _ => kept.push(segment),
            }
        }
        let separator = Self::literal("/");
        let mut parts = kept.into_iter();
        let first = parts.next().unwrap_or_else(|| Self::literal("."));
        parts.fold(first, |path, part| path.concat(&separator).concat(&part))
    }

    fn is_named_segment(&self) -> bool {
        self.as_literal()
            .is_some_and(|name| !matches!(name, "" | ".."))
    }

    /// Whether a string is one that the pattern can come to be.
    pub(crate) fn may_be(&self, string: &str) -> bool {
        fn matches(pieces: &[Piece], string: &str) -> bool {
            match pieces {
                [] => string.is_empty(),
                [Piece::Literal(text), rest @ ..] => string
                    .strip_prefix(text.as_ref())
                    .is_some_and(|string| matches(rest, string)),
                [Piece::Hole(_)] => true,
                [Piece::Hole(_), rest @ ..] => string
                    .char_indices()
                    .any(|(at, _)| string.get(at..).is_some_and(|end| matches(rest, end))),
            }
        }
        matches(self.pieces(), string)
    }

    /// Whether the text certainly is not empty. Lambda always says region and account.
    pub(crate) fn is_certainly_not_empty(&self) -> bool {
        self.pieces().iter().any(|piece| {
            matches!(
                piece,
                Piece::Literal(_) | Piece::Hole(Hole::Region | Hole::Account)
            )
        })
    }
}

fn push_last(parts: &mut [Vec<Piece>], piece: Piece) {
    if let Some(last) = parts.last_mut() {
        last.push(piece);
    }
}
