//! Reading the packed block: varints and tables at an offset. `build/` writes it and documents the layout.
//!
//! Reading past the end yields zeros and empty strings, never a panic; the packer is tested not to need it.

use std::cmp::Ordering;

use crate::spelling;

static BLOCK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/catalog.bin"));

const SERVICES: usize = 0;
const PREFIXES: usize = 2;
const NAMES: usize = 4;
pub(crate) const GROUPS: usize = 6;
pub(crate) const WORDS: usize = 8;
const TEXT: usize = 10;

/// The size of the block in bytes.
pub(crate) fn size() -> usize {
    BLOCK.len()
}

/// A position in the block from which values are read one after the other.
#[derive(Clone, Copy)]
pub(crate) struct Cursor(usize);

impl Cursor {
    pub(crate) fn at(offset: u32) -> Self {
        Self(offset as usize)
    }

    pub(crate) fn byte(&mut self) -> u8 {
        let byte = BLOCK.get(self.0).copied().unwrap_or(0);
        self.0 += 1;
        byte
    }

    pub(crate) fn number(&mut self) -> u32 {
        let mut value = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte();
            value |= u32::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
            if byte < 0x80 {
                break;
            }
        }
        value
    }

    pub(crate) fn string(&mut self) -> &'static str {
        spelling::string(self.number())
    }

    /// A string with the mark in its lowest bit.
    pub(crate) fn marked(&mut self) -> (bool, &'static str) {
        let number = self.number();
        (number & 1 == 1, spelling::string(number >> 1))
    }

    /// A cursor on the record whose offset stands here.
    pub(crate) fn elsewhere(&mut self) -> Self {
        Self::at(self.number())
    }

    /// A count, then so many values.
    pub(crate) fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.number()).map(|_| read(self)).collect()
    }
}

/// A sorted table of record offsets.
#[derive(Clone, Copy)]
pub(crate) struct Table {
    at: u32,
    count: u32,
}

impl Table {
    pub(crate) fn read(cursor: &mut Cursor) -> Self {
        Self {
            at: cursor.number(),
            count: cursor.number(),
        }
    }

    pub(crate) fn services() -> Self {
        Self {
            at: header(SERVICES),
            count: header(SERVICES + 1),
        }
    }

    pub(crate) fn prefixes() -> Self {
        Self {
            at: header(PREFIXES),
            count: header(PREFIXES + 1),
        }
    }

    /// Names of services; see [`named`].
    fn names() -> Self {
        Self {
            at: header(NAMES),
            count: header(NAMES + 1),
        }
    }

    /// The records from the first one that `before` does not hold for; the table is sorted by it.
    fn from(self, before: impl Fn(u32) -> bool) -> impl Iterator<Item = u32> {
        let (mut low, mut high) = (0, self.count);
        while low < high {
            let middle = low + (high - low) / 2;
            if before(entry(self.at, middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        (low..self.count).map(move |index| entry(self.at, index))
    }

    /// The record offsets in order.
    pub(crate) fn iter(self) -> impl Iterator<Item = u32> {
        (0..self.count).map(move |index| entry(self.at, index))
    }

    /// The record for which `compare` says equal; the table is sorted by it.
    pub(crate) fn search(self, compare: impl Fn(u32) -> Ordering) -> Option<u32> {
        let (mut low, mut high) = (0, self.count);
        while low < high {
            let middle = low + (high - low) / 2;
            let record = entry(self.at, middle);
            match compare(record) {
                Ordering::Equal => return Some(record),
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
            }
        }
        None
    }
}

/// The services that have a name (its letters and digits in lower case) as (rank, record), the likeliest first.
pub(crate) fn named(name: &str) -> Vec<(u32, u32)> {
    let records = Table::names().from(|at| Cursor::at(at).string() < name);
    let mut found = Vec::new();
    for at in records {
        let mut cursor = Cursor::at(at);
        if cursor.string() != name {
            break;
        }
        found.push((cursor.number(), cursor.number()));
    }
    found
}

/// A part of the words' text.
pub(crate) fn text(start: u32, end: u32) -> &'static str {
    let at = header(TEXT);
    BLOCK
        .get((at + start) as usize..(at + end) as usize)
        .and_then(|bytes| std::str::from_utf8(bytes).ok())
        .unwrap_or("")
}

pub(crate) fn header(slot: usize) -> u32 {
    let bytes = BLOCK
        .get(slot * 4..)
        .and_then(|bytes| bytes.first_chunk::<4>());
    bytes.map_or(0, |bytes| u32::from_le_bytes(*bytes))
}

/// An offset in a table: three bytes.
pub(crate) fn entry(table: u32, index: u32) -> u32 {
    let bytes = BLOCK
        .get((table + index * 3) as usize..)
        .and_then(|bytes| bytes.first_chunk::<3>());
    bytes.map_or(0, |[low, middle, high]| {
        u32::from_le_bytes([*low, *middle, *high, 0])
    })
}
