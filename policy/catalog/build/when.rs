//! Conditions on parameters: `all(present(Tags),not(equals(Type,SecureString)))` to bytes.

use crate::block::{Block, varint};

/// Appends an encoded condition; an empty text is the condition that always holds.
pub(crate) fn pack(block: &mut Block, record: &mut Vec<u8>, text: &str) {
    if text.is_empty() {
        varint(record, 0);
        return;
    }
    let (name, arguments) = split(text);
    match (name, arguments.as_slice()) {
        ("present", [path]) => leaf(block, record, 1, &[path]),
        ("absent", [path]) => leaf(block, record, 2, &[path]),
        ("equals", [path, value]) => leaf(block, record, 3, &[path, value]),
        ("starts", [path, value]) => leaf(block, record, 4, &[path, value]),
        ("contains", [path, value]) => leaf(block, record, 5, &[path, value]),
        ("word", [path, value]) => leaf(block, record, 6, &[path, value]),
        ("all", parts) => branch(block, record, 7, parts),
        ("any", parts) => branch(block, record, 8, parts),
        ("not", [inner]) => {
            varint(record, 9);
            pack(block, record, inner);
        }
        _ => panic!("cannot read the condition `{text}`"),
    }
}

fn leaf(block: &mut Block, record: &mut Vec<u8>, tag: u32, texts: &[&str]) {
    varint(record, tag);
    for text in texts {
        block.string(record, text);
    }
}

fn branch(block: &mut Block, record: &mut Vec<u8>, tag: u32, parts: &[&str]) {
    varint(record, tag);
    varint(record, parts.len() as u32);
    for part in parts {
        pack(block, record, part);
    }
}

/// `name(a,b(c,d))` to `name` and [`a`, `b(c,d)`].
fn split(text: &str) -> (&str, Vec<&str>) {
    let Some((name, rest)) = text.split_once('(') else {
        panic!("no bracket in the condition `{text}`")
    };
    let Some(inner) = rest.strip_suffix(')') else {
        panic!("no closing bracket in the condition `{text}`")
    };
    let mut parts = Vec::new();
    let (mut depth, mut start) = (0, 0);
    for (at, letter) in inner.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(inner[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(inner[start..].trim());
    (name, parts)
}
