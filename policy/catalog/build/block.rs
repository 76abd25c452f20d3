//! The block under construction: bytes, varints, interned strings, tables.

use std::collections::HashMap;

const HEADER: usize = 10;

pub(crate) struct Block {
    bytes: Vec<u8>,
    strings: Vec<String>,
    index: HashMap<String, u32>,
}

impl Block {
    pub(crate) fn new() -> Self {
        let mut block = Self {
            bytes: vec![0; HEADER * 4],
            strings: Vec::new(),
            index: HashMap::new(),
        };
        block.intern("");
        block
    }

    fn intern(&mut self, text: &str) -> u32 {
        if let Some(&known) = self.index.get(text) {
            return known;
        }
        let number = self.strings.len() as u32;
        self.strings.push(text.to_owned());
        self.index.insert(text.to_owned(), number);
        number
    }

    pub(crate) fn string(&mut self, record: &mut Vec<u8>, text: &str) {
        let number = self.intern(text);
        varint(record, number);
    }

    /// Appends a record and returns where it begins.
    pub(crate) fn append(&mut self, record: &[u8]) -> u32 {
        let at = self.bytes.len() as u32;
        self.bytes.extend_from_slice(record);
        at
    }

    /// Appends a table of record offsets and returns where it begins.
    pub(crate) fn table(&mut self, offsets: &[u32]) -> u32 {
        let bytes: Vec<u8> = offsets
            .iter()
            .flat_map(|offset| offset.to_le_bytes())
            .collect();
        self.append(&bytes)
    }

    /// Header: services table and count, prefixes table and count, string offsets, string count, string bytes, length,
    /// service names table and count.
    pub(crate) fn finish(mut self, services: &[u32], prefixes: &[u32], names: &[u32]) -> Vec<u8> {
        let services_at = self.table(services);
        let prefixes_at = self.table(prefixes);
        let names_at = self.table(names);
        let mut ends = vec![0u32];
        let mut text = Vec::new();
        for string in &self.strings {
            text.extend_from_slice(string.as_bytes());
            ends.push(text.len() as u32);
        }
        let offsets_at = self.table(&ends);
        let text_at = self.append(&text);
        let length = self.bytes.len() as u32;
        let header = [
            services_at,
            services.len() as u32,
            prefixes_at,
            prefixes.len() as u32,
            offsets_at,
            self.strings.len() as u32,
            text_at,
            length,
            names_at,
            names.len() as u32,
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
