//! The block under construction: records, varints, tables, and the strings they refer to.
//!
//! Strings are numbered by how often they are used, so that the usual ones take one byte. That is only known at the end,
//! so everything is packed twice: the first pass counts ([`Block::ranked`]), the second one writes.

use std::collections::HashMap;

use crate::spelling;

const HEADER: usize = 12;

pub(crate) struct Block {
    bytes: Vec<u8>,
    strings: Vec<String>,
    index: HashMap<String, u32>,
    uses: Vec<u32>,
    shared: HashMap<Vec<u8>, u32>,
}

impl Block {
    /// An empty block whose strings have these numbers.
    pub(crate) fn new(strings: Vec<String>) -> Self {
        let numbered = strings.iter().enumerate();
        Self {
            bytes: vec![0; HEADER * 4],
            index: numbered
                .map(|(number, text)| (text.clone(), number as u32))
                .collect(),
            uses: vec![0; strings.len()],
            strings,
            shared: HashMap::new(),
        }
    }

    /// The strings that were used, the most frequent first.
    pub(crate) fn ranked(self) -> Vec<String> {
        let mut ranked: Vec<(u32, String)> = self.uses.into_iter().zip(self.strings).collect();
        ranked.sort_by(|left, right| right.0.cmp(&left.0).then_with(|| left.1.cmp(&right.1)));
        ranked.into_iter().map(|(_, text)| text).collect()
    }

    fn intern(&mut self, text: &str) -> u32 {
        let number = match self.index.get(text) {
            Some(&known) => known,
            None => {
                let number = self.strings.len() as u32;
                self.strings.push(text.to_owned());
                self.uses.push(0);
                self.index.insert(text.to_owned(), number);
                number
            }
        };
        self.uses[number as usize] += 1;
        number
    }

    pub(crate) fn string(&mut self, record: &mut Vec<u8>, text: &str) {
        let number = self.intern(text);
        varint(record, number);
    }

    /// A string with a mark in the lowest bit.
    pub(crate) fn marked(&mut self, record: &mut Vec<u8>, text: &str, mark: bool) {
        let number = self.intern(text);
        varint(record, number * 2 + u32::from(mark));
    }

    /// Appends a record and returns where it begins.
    pub(crate) fn append(&mut self, record: &[u8]) -> u32 {
        let at = self.bytes.len() as u32;
        self.bytes.extend_from_slice(record);
        at
    }

    /// Appends a record unless the same one is there already, and returns where it begins.
    pub(crate) fn share(&mut self, record: Vec<u8>) -> u32 {
        if let Some(&known) = self.shared.get(&record) {
            return known;
        }
        let at = self.append(&record);
        self.shared.insert(record, at);
        at
    }

    /// Appends a table of offsets, three bytes each, and returns where it begins.
    pub(crate) fn table(&mut self, offsets: &[u32]) -> u32 {
        let bytes: Vec<u8> = offsets
            .iter()
            .flat_map(|offset| offset.to_le_bytes().into_iter().take(3))
            .collect();
        self.append(&bytes)
    }

    /// Header: tables and counts of services, prefixes and service names, then groups of strings, their number, word
    /// ends, their number, word text, length.
    pub(crate) fn finish(mut self, services: &[u32], prefixes: &[u32], names: &[u32]) -> Vec<u8> {
        let spelled = spelling::spell(&self.strings);
        let services_at = self.table(services);
        let prefixes_at = self.table(prefixes);
        let names_at = self.table(names);
        let groups: Vec<u32> = spelled
            .groups
            .iter()
            .map(|group| self.append(group))
            .collect();
        let groups_at = self.table(&groups);
        let words_at = self.table(&spelled.word_ends);
        let text_at = self.append(spelled.words.as_bytes());
        let length = self.bytes.len() as u32;
        assert!(length < 1 << 24, "offsets take three bytes");
        let header = [
            services_at,
            services.len() as u32,
            prefixes_at,
            prefixes.len() as u32,
            names_at,
            names.len() as u32,
            groups_at,
            groups.len() as u32,
            words_at,
            spelled.word_ends.len() as u32,
            text_at,
            length,
        ];
        for (slot, value) in header.iter().enumerate() {
            self.bytes[slot * 4..slot * 4 + 4].copy_from_slice(&value.to_le_bytes());
        }
        self.bytes
    }
}

pub(crate) fn varint(record: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        record.push((value as u8 & 0x7f) | 0x80);
        value >>= 7;
    }
    record.push(value as u8);
}
