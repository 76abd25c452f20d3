//! Reading the packed block: varints, strings and tables at an offset. `build/` writes it and documents the layout.
//!
//! Reading past the end yields zeros and empty strings, never a panic; the packer is tested not to need it.

use std::cmp::Ordering;

static BLOCK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/catalog.bin"));

const SERVICES: usize = 0;
const PREFIXES: usize = 2;
const STRING_OFFSETS: usize = 4;
const TEXT: usize = 6;
const NAMES: usize = 8;

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

    pub(crate) fn number(&mut self) -> u32 {
        let mut value = 0;
        for shift in (0..35).step_by(7) {
            let byte = BLOCK.get(self.0).copied().unwrap_or(0);
            self.0 += 1;
            value |= u32::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
            if byte < 0x80 {
                break;
            }
        }
        value
    }

    pub(crate) fn string(&mut self) -> &'static str {
        string(self.number())
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
            if before(fixed(self.at + middle * 4)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        (low..self.count).map(move |index| fixed(self.at + index * 4))
    }

    /// The record offsets in order.
    pub(crate) fn iter(self) -> impl Iterator<Item = u32> {
        (0..self.count).map(move |index| fixed(self.at + index * 4))
    }

    /// The record for which `compare` says equal; the table is sorted by it.
    pub(crate) fn search(self, compare: impl Fn(u32) -> Ordering) -> Option<u32> {
        let (mut low, mut high) = (0, self.count);
        while low < high {
            let middle = low + (high - low) / 2;
            let record = fixed(self.at + middle * 4);
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

fn string(number: u32) -> &'static str {
    let offsets = header(STRING_OFFSETS) + number * 4;
    let text = header(TEXT);
    let (start, end) = (
        (text + fixed(offsets)) as usize,
        (text + fixed(offsets + 4)) as usize,
    );
    BLOCK
        .get(start..end)
        .and_then(|bytes| std::str::from_utf8(bytes).ok())
        .unwrap_or("")
}

fn header(slot: usize) -> u32 {
    fixed(u32::try_from(slot * 4).unwrap_or(0))
}

fn fixed(at: u32) -> u32 {
    let bytes = BLOCK
        .get(at as usize..at as usize + 4)
        .and_then(|bytes| bytes.first_chunk::<4>());
    bytes.map_or(0, |bytes| u32::from_le_bytes(*bytes))
}
