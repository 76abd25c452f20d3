//! boto3's resource classes, a class record each.

use std::collections::HashMap;

use crate::block::{Block, varint};
use crate::{Texts, field, lines};

/// Class record offsets by service, the root first, then sorted by name.
pub(crate) type ResourceModels = HashMap<String, Vec<u32>>;

/// A class record: name, identifiers, attributes, then the parts (kind, name, operation, parameters, returned class).
pub(crate) fn pack(block: &mut Block, texts: &Texts) -> ResourceModels {
    let mut models = ResourceModels::new();
    let mut service = String::new();
    let mut rest = lines(&texts.resource_models).peekable();
    while let Some(line) = rest.next() {
        if field(line, 0) == "service" {
            service = field(line, 1).to_owned();
            continue;
        }
        let mut record = Vec::new();
        block.string(&mut record, field(line, 1));
        list(block, &mut record, field(line, 2));
        list(block, &mut record, field(line, 3));
        let mut parts = Vec::new();
        while let Some(part) = rest.next_if(|line| !["service", "class"].contains(&field(line, 0)))
        {
            parts.push(part);
        }
        varint(&mut record, parts.len() as u32);
        for part in parts {
            pack_part(block, &mut record, part);
        }
        let at = block.append(&record);
        models.entry(service.clone()).or_default().push(at);
    }
    models
}

fn pack_part(block: &mut Block, record: &mut Vec<u8>, line: &str) {
    let kind = match field(line, 0) {
        "action" => 0,
        "waiter" => 1,
        "has" => 2,
        "collection" => 3,
        "batch" => 4,
        other => panic!("unknown part `{other}`"),
    };
    let mut part = Vec::new();
    varint(&mut part, kind);
    block.string(&mut part, field(line, 1));
    let (operation, parameters, returned) = match kind {
        2 => ("", "", field(line, 2)),
        _ => (field(line, 2), field(line, 3), field(line, 4)),
    };
    block.string(&mut part, operation);
    list(block, &mut part, parameters);
    list(block, &mut part, returned);
    varint(record, part.len() as u32);
    record.extend_from_slice(&part);
}

fn list(block: &mut Block, record: &mut Vec<u8>, text: &str) {
    let items: Vec<&str> = text.split(';').filter(|item| !item.is_empty()).collect();
    varint(record, items.len() as u32);
    for item in items {
        block.string(record, item);
    }
}
