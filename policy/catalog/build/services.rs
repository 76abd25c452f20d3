//! Services, operations and their permissions.

use std::collections::{BTreeMap, HashMap};

use crate::block::{Block, varint};
use crate::iam::Iam;
use crate::resource_models::ResourceModels;
use crate::{Texts, field, lines, when};

/// Where the services and their names can be found.
pub(crate) struct Services {
    /// Record offsets, sorted by id.
    pub(crate) records: Vec<u32>,
    /// Offsets of name records, sorted by name and rank.
    pub(crate) names: Vec<u32>,
}

/// Packs every service.
pub(crate) fn pack(
    block: &mut Block,
    texts: &Texts,
    iam: &Iam,
    models: &ResourceModels,
) -> Services {
    let operations = group(&texts.operations);
    let permissions = group(&texts.permissions);
    let mut records = Vec::new();
    let mut names = BTreeMap::new();
    for line in lines(&texts.services) {
        let id = field(line, 0);
        let own = operations.get(id).map_or(&[][..], Vec::as_slice);
        let answers = by_operation(permissions.get(id).map_or(&[][..], Vec::as_slice));
        let at = pack_service(block, line, own, &answers, iam, models);
        let is_second = field(line, 0) != field(line, 1);
        for (rank, name) in ranked_names(line) {
            let rank = 2 * rank + u32::from(is_second);
            names
                .entry((name, at))
                .and_modify(|known: &mut u32| *known = rank.min(*known))
                .or_insert(rank);
        }
        records.push((id.to_owned(), at));
    }
    records.sort();
    let records = records.into_iter().map(|(_, offset)| offset).collect();
    Services {
        records,
        names: pack_names(block, names),
    }
}

/// The folded names of a service: 0 its id, 1 what an SDK calls it, 2 its IAM prefix, 3 its host prefix and title. Of
/// services with one name, that whose actions are called after it goes first (`ses` of `email`).
fn ranked_names(line: &str) -> Vec<(u32, String)> {
    let fold = |text: &str| {
        text.chars()
            .filter(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_lowercase()
    };
    let mut names = vec![(0, fold(field(line, 0)))];
    names.extend((4..8).map(|index| (1, fold(field(line, index)))));
    names.extend(field(line, 8).split(' ').map(|alias| (1, fold(alias))));
    names.extend([
        (2, fold(field(line, 1))),
        (3, fold(field(line, 2))),
        (3, fold(field(line, 3))),
    ]);
    names.retain(|(_, name)| !name.is_empty());
    names
}

/// Name records: name, rank, service record; a table of them sorted by name, then rank.
fn pack_names(block: &mut Block, names: BTreeMap<(String, u32), u32>) -> Vec<u32> {
    let mut sorted: Vec<(String, u32, u32)> = names
        .into_iter()
        .map(|((name, at), rank)| (name, rank, at))
        .collect();
    sorted.sort();
    let mut offsets = Vec::new();
    for (name, rank, at) in sorted {
        let mut record = Vec::new();
        block.string(&mut record, &name);
        varint(&mut record, rank);
        varint(&mut record, at);
        offsets.push(block.append(&record));
    }
    offsets
}

/// The lines below each `service` line.
fn group(text: &str) -> HashMap<&str, Vec<&str>> {
    let mut groups: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut service = "";
    for line in lines(text) {
        if field(line, 0) == "service" {
            service = field(line, 1);
        } else {
            groups.entry(service).or_default().push(line);
        }
    }
    groups
}

/// The answer's lines by operation, the head line first.
fn by_operation<'a>(lines: &[&'a str]) -> HashMap<&'a str, Vec<&'a str>> {
    let mut answers: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut operation = "";
    for line in lines {
        if !line.starts_with(' ') {
            operation = field(line, 0);
        }
        answers.entry(operation).or_default().push(line);
    }
    answers
}

/// A service record: names, operations table and count, resource classes table and count, waiters, aliases.
fn pack_service(
    block: &mut Block,
    line: &str,
    own: &[&str],
    answers: &HashMap<&str, Vec<&str>>,
    iam: &Iam,
    models: &ResourceModels,
) -> u32 {
    let (waiters, operations): (Vec<&str>, Vec<&str>) =
        own.iter().partition(|line| line.starts_with("waiter\t"));
    let mut offsets = Vec::new();
    for operation in operations {
        let answer = answers
            .get(field(operation, 0))
            .map_or(&[][..], Vec::as_slice);
        let at = pack_operation(block, operation, answer, iam);
        offsets.push((field(operation, 0).to_lowercase(), at));
    }
    offsets.sort();
    let offsets: Vec<u32> = offsets.into_iter().map(|(_, at)| at).collect();
    let operations_at = block.table(&offsets);
    let classes = models.get(field(line, 0)).map_or(&[][..], Vec::as_slice);
    let classes_at = block.table(classes);
    let mut record = Vec::new();
    for text in names(line) {
        block.string(&mut record, &text);
    }
    for number in [
        operations_at,
        offsets.len() as u32,
        classes_at,
        classes.len() as u32,
        waiters.len() as u32,
    ] {
        varint(&mut record, number);
    }
    for waiter in waiters {
        block.string(&mut record, field(waiter, 1));
        block.string(&mut record, field(waiter, 2));
    }
    let aliases: Vec<&str> = field(line, 8)
        .split(' ')
        .filter(|alias| !alias.is_empty())
        .collect();
    varint(&mut record, aliases.len() as u32);
    for alias in aliases {
        block.string(&mut record, alias);
    }
    block.append(&record)
}

/// Id, prefix, endpoint prefix, title, v2 class, v3 package, v3 client, v3 aggregated client, Rust crate.
fn names(line: &str) -> [String; 9] {
    let text = |index| field(line, index).to_owned();
    let class = if field(line, 4) == "-" {
        ""
    } else {
        field(line, 4)
    };
    [
        text(0),
        text(1),
        text(2),
        text(3),
        class.to_owned(),
        format!("@aws-sdk/client-{}", field(line, 5)),
        format!("{}Client", field(line, 6)),
        text(6),
        format!("aws-sdk-{}", field(line, 7)),
    ]
}

/// An operation record: name, flags, odd Python spelling, members (required in the lowest bit), permissions.
fn pack_operation(block: &mut Block, line: &str, answer: &[&str], iam: &Iam) -> u32 {
    let mut record = Vec::new();
    block.string(&mut record, field(line, 0));
    varint(&mut record, u32::from(field(line, 1).contains('p')));
    block.string(&mut record, field(line, 2));
    let members: Vec<&str> = field(line, 3)
        .split(' ')
        .filter(|member| !member.is_empty())
        .collect();
    varint(&mut record, members.len() as u32);
    for member in members {
        block.marked(
            &mut record,
            member.trim_start_matches('!'),
            member.starts_with('!'),
        );
    }
    pack_permissions(block, &mut record, answer, iam);
    block.append(&record)
}

/// Kind, number of actions, then each action with its resources and conditions.
fn pack_permissions(block: &mut Block, record: &mut Vec<u8>, answer: &[&str], iam: &Iam) {
    let kind = match answer.first().map(|head| field(head, 1)) {
        Some("none") => 0,
        Some("rule") => 2,
        Some("curated") => 3,
        Some("presumed") => 4,
        _ => 1,
    };
    varint(record, kind);
    let body = answer.get(1..).unwrap_or(&[]);
    let starts: Vec<usize> = (0..body.len())
        .filter(|&at| !body[at].starts_with("  "))
        .collect();
    varint(record, starts.len() as u32);
    for (number, &start) in starts.iter().enumerate() {
        let end = starts.get(number + 1).copied().unwrap_or(body.len());
        pack_permission(block, record, &body[start..end], iam);
    }
}

/// Action, origin, condition, then where the resources and condition keys are.
fn pack_permission(block: &mut Block, record: &mut Vec<u8>, body: &[&str], iam: &Iam) {
    let head = body[0].trim_start();
    let action = field(head, 0);
    let prefix = action.split(':').next().unwrap_or("");
    block.string(record, action);
    varint(record, u32::from(field(head, 1) == "implied"));
    when::pack(block, record, field(head, 2));
    let below: Vec<&str> = body[1..].iter().map(|line| line.trim_start()).collect();
    let (conditions, rules): (Vec<&str>, Vec<&str>) =
        below.into_iter().partition(|line| line.starts_with('?'));
    let mut checked = Vec::new();
    varint(&mut checked, rules.len() as u32);
    for rule in rules {
        pack_rule(block, &mut checked, prefix, rule, iam);
    }
    varint(&mut checked, conditions.len() as u32);
    for condition in conditions {
        block.string(&mut checked, field(condition, 0).trim_start_matches('?'));
        block.string(&mut checked, field(condition, 1));
        block.string(&mut checked, field(condition, 2));
    }
    varint(record, block.share(checked));
}

/// Resource type, ARN format, condition, number of placeholders (the lowest bit says that the resource is always checked),
/// then the placeholders: name, text, form, default.
fn pack_rule(block: &mut Block, record: &mut Vec<u8>, prefix: &str, line: &str, iam: &Iam) {
    let name = field(line, 0);
    let (kind, number) = match name.trim_start_matches('!').split_once('#') {
        Some((kind, number)) => (kind, number.parse::<usize>().unwrap_or(1)),
        None => (name.trim_start_matches('!'), 1),
    };
    let formats = iam.arns.get(&(prefix.to_owned(), kind.to_owned()));
    let Some(arn) = formats.and_then(|formats| formats.get(number - 1)) else {
        panic!("no resource type `{kind}` in `{prefix}`");
    };
    block.string(record, kind);
    block.string(record, arn);
    when::pack(block, record, field(line, 1));
    let places: Vec<&str> = field(line, 2)
        .split("  ")
        .filter(|place| !place.is_empty())
        .collect();
    let always = u32::from(name.starts_with('!'));
    varint(record, (places.len() as u32) << 1 | always);
    for place in places {
        pack_place(block, record, place);
    }
}

/// `Name=path:Form?default` or `Name='literal'`.
fn pack_place(block: &mut Block, record: &mut Vec<u8>, place: &str) {
    let Some((placeholder, value)) = place.split_once('=') else {
        panic!("cannot read `{place}`")
    };
    block.string(record, placeholder);
    if let Some(literal) = value.strip_prefix('\'') {
        varint(record, 0);
        block.string(record, literal.trim_end_matches('\''));
        return;
    }
    let (value, default) = value.split_once('?').unwrap_or((value, ""));
    let (path, form) = value.split_once(':').unwrap_or((value, "Name"));
    varint(record, 1 + form_number(form));
    block.string(record, path);
    block.string(record, default);
}

/// The order of `Form` in src/permission.rs.
fn form_number(form: &str) -> u32 {
    const FORMS: [&str; 19] = [
        "Name",
        "Arn",
        "NameOrArn",
        "Url",
        "Path",
        "CopySource",
        "S3Uri",
        "Function",
        "KmsKey",
        "Secret",
        "Model",
        "EmailIdentity",
        "PartiQl",
        "Prefix",
        "S3Folder",
        "RolesOf",
        "NameOrId",
        "Endpoint",
        "MadeId",
    ];
    let Some(number) = FORMS.iter().position(|known| *known == form) else {
        panic!("unknown form `{form}`")
    };
    number as u32
}
