//! The strings of the block. They are stored as words, spelled out a group at a time when one is first read, and kept.
//!
//! What is not asked for is never spelled out, so opening the catalog still costs nothing.

use std::sync::{LazyLock, OnceLock};

use crate::blob::{self, Cursor};

/// Strings in a group; `GROUP` in build/spelling.rs.
const GROUP: u32 = 8;

/// The first byte of a word's code of two bytes; `LONG` in build/spelling.rs.
const LONG: u8 = 192;

static GROUPS: LazyLock<Box<[OnceLock<Group>]>> = LazyLock::new(|| {
    let count = blob::header(blob::GROUPS + 1);
    (0..count).map(|_| OnceLock::new()).collect()
});

/// The string with this number.
pub(crate) fn string(number: u32) -> &'static str {
    let group = number / GROUP;
    let slot = GROUPS.get(group as usize);
    slot.map_or("", |slot| {
        slot.get_or_init(|| Group::spell(group))
            .get((number % GROUP) as usize)
    })
}

/// A group spelled out: its text, and where each string ends in it.
struct Group {
    text: String,
    ends: Vec<usize>,
}

impl Group {
    fn spell(number: u32) -> Self {
        let at = blob::entry(blob::header(blob::GROUPS), number);
        let mut cursor = Cursor::at(at);
        let mut group = Self {
            text: String::new(),
            ends: Vec::with_capacity(GROUP as usize),
        };
        for _ in 0..GROUP {
            for _ in 0..cursor.number() {
                group.text.push_str(word(&mut cursor));
            }
            group.ends.push(group.text.len());
        }
        group
    }

    fn get(&self, position: usize) -> &str {
        let start = position
            .checked_sub(1)
            .and_then(|before| self.ends.get(before))
            .copied()
            .unwrap_or(0);
        let end = self.ends.get(position).copied().unwrap_or(start);
        self.text.get(start..end).unwrap_or("")
    }
}

fn word(cursor: &mut Cursor) -> &'static str {
    let first = cursor.byte();
    let code = match first.checked_sub(LONG) {
        None => u32::from(first),
        Some(high) => u32::from(LONG) + u32::from(high) * 256 + u32::from(cursor.byte()),
    };
    let ends = blob::header(blob::WORDS);
    let start = code
        .checked_sub(1)
        .map_or(0, |before| blob::entry(ends, before));
    blob::text(start, blob::entry(ends, code))
}
