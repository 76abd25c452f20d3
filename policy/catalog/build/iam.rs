//! Actions and resource types of every IAM prefix.

use std::collections::HashMap;

use crate::block::{Block, varint};
use crate::{Texts, field, lines};

/// Where what was packed can be found.
pub(crate) struct Iam {
    pub(crate) prefix_offsets: Vec<u32>,
    /// ARN formats by (prefix, resource type).
    pub(crate) arns: HashMap<(String, String), Vec<String>>,
}

/// A prefix record: prefix, title, actions table and count, resource types table and count.
pub(crate) fn pack(block: &mut Block, texts: &Texts) -> Iam {
    let (kinds, arns) = pack_types(block, &texts.resource_types);
    let mut prefix_offsets = Vec::new();
    let mut rest = lines(&texts.actions).peekable();
    while let Some(head) = rest.next() {
        let prefix = field(head, 1);
        let mut actions = Vec::new();
        while let Some(line) = rest.next_if(|line| field(line, 0) != "prefix") {
            actions.push((
                field(line, 0).to_lowercase(),
                pack_action(block, prefix, line),
            ));
        }
        actions.sort();
        let offsets: Vec<u32> = actions.iter().map(|(_, offset)| *offset).collect();
        let own = kinds.get(prefix).map_or(&[][..], Vec::as_slice);
        let (actions_at, types_at) = (block.table(&offsets), block.table(own));
        let mut record = Vec::new();
        block.string(&mut record, prefix);
        block.string(&mut record, field(head, 2));
        for number in [actions_at, offsets.len() as u32, types_at, own.len() as u32] {
            varint(&mut record, number);
        }
        prefix_offsets.push((prefix.to_owned(), block.append(&record)));
    }
    prefix_offsets.sort();
    Iam {
        prefix_offsets: prefix_offsets
            .into_iter()
            .map(|(_, offset)| offset)
            .collect(),
        arns,
    }
}

/// An action record: full name, then where its details are: access level, resource types (marked where one must be
/// given), keys.
fn pack_action(block: &mut Block, prefix: &str, line: &str) -> u32 {
    let mut details = Vec::new();
    block.string(&mut details, field(line, 1));
    for list in [field(line, 2), field(line, 3)] {
        let items: Vec<&str> = list.split(',').filter(|item| !item.is_empty()).collect();
        varint(&mut details, items.len() as u32);
        for item in items {
            block.marked(
                &mut details,
                item.trim_start_matches('!'),
                item.starts_with('!'),
            );
        }
    }
    let mut record = Vec::new();
    block.string(&mut record, &format!("{prefix}:{}", field(line, 0)));
    varint(&mut record, block.share(details));
    block.append(&record)
}

type Arns = HashMap<(String, String), Vec<String>>;

/// A resource type record: prefix, name, ARN formats.
fn pack_types(block: &mut Block, text: &str) -> (HashMap<String, Vec<u32>>, Arns) {
    let (mut offsets, mut arns) = (HashMap::<String, Vec<u32>>::new(), Arns::new());
    for line in lines(text) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [prefix, name, formats @ ..] = fields.as_slice() else {
            panic!("cannot read `{line}`")
        };
        let mut record = Vec::new();
        block.string(&mut record, prefix);
        block.string(&mut record, name);
        varint(&mut record, formats.len() as u32);
        for format in formats {
            block.string(&mut record, format);
        }
        offsets
            .entry((*prefix).to_owned())
            .or_default()
            .push(block.append(&record));
        let formats = formats.iter().map(|format| (*format).to_owned()).collect();
        arns.insert(((*prefix).to_owned(), (*name).to_owned()), formats);
    }
    (offsets, arns)
}
