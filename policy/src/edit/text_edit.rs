//! Replacements of byte ranges of a text.

use std::ops::Range;

/// Replacements that do not touch each other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextEdit {
    /// Invariant: sorted, disjoint, no two at the same empty range.
    replacements: Vec<(Range<usize>, String)>,
}

/// Two replacements touch the same bytes, or a range is none of the text's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("two edits touch the same place of the text")]
pub struct Conflict;

impl TextEdit {
    /// Adds a replacement; an empty range is an insertion.
    pub fn replace(
        &mut self,
        range: Range<usize>,
        text: impl Into<String>,
    ) -> Result<(), Conflict> {
        let at = self
            .replacements
            .partition_point(|(other, _)| (other.start, other.end) < (range.start, range.end));
        let before = at
            .checked_sub(1)
            .and_then(|before| self.replacements.get(before));
        let clashes_before = before.is_some_and(|(other, _)| other.end > range.start);
        let clashes_after = self
            .replacements
            .get(at)
            .is_some_and(|(other, _)| *other == range || other.start < range.end);
        if clashes_before || clashes_after || range.end < range.start {
            return Err(Conflict);
        }
        self.replacements.insert(at, (range, text.into()));
        Ok(())
    }

    /// Adds all replacements of another edit.
    pub fn union(&mut self, other: Self) -> Result<(), Conflict> {
        other
            .replacements
            .into_iter()
            .try_for_each(|(range, text)| self.replace(range, text))
    }

    /// The text with everything replaced.
    pub fn apply(&self, text: &str) -> Result<String, Conflict> {
        let mut out = String::with_capacity(text.len());
        let mut copied = 0;
        for (range, replacement) in &self.replacements {
            out.push_str(text.get(copied..range.start).ok_or(Conflict)?);
            out.push_str(replacement);
            copied = range.end;
        }
        out.push_str(text.get(copied..).ok_or(Conflict)?);
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replaces_inserts_and_deletes_in_any_order() {
        let mut edit = TextEdit::default();
        edit.replace(6..7, "").unwrap();
        edit.replace(0..1, "X").unwrap();
        edit.replace(3..3, "--").unwrap();
        assert_eq!(edit.apply("abcdefgh").unwrap(), "Xbc--defh");
    }

    #[test]
    fn conflicts_are_errors() {
        let mut edit = TextEdit::default();
        edit.replace(2..5, "x").unwrap();
        assert_eq!(edit.replace(4..6, "y"), Err(Conflict));
        assert_eq!(edit.replace(0..3, "y"), Err(Conflict));
        assert_eq!(edit.replace(2..5, "y"), Err(Conflict));
        edit.replace(5..5, "y").unwrap();
        assert_eq!(edit.replace(5..5, "z"), Err(Conflict));
        assert_eq!(edit.apply("abcd"), Err(Conflict));
    }
}
