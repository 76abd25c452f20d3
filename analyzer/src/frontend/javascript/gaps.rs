//! Syntax that the grammars do not know yet, masked by text of the same length that they do.
//!
//! Used only on a text that does not parse, and kept only when it parses then. What is masked is erased anyway, or means
//! the same.

/// The text with such syntax masked; `None` when there is none.
pub(super) fn masked(text: &str) -> Option<String> {
    let mut out = text.as_bytes().to_vec();
    let mut found = false;
    for (gap, mask) in GAPS {
        for (at, _) in text.match_indices(gap) {
            let end = mask(text, at);
            if let Some(part) = end.and_then(|(start, end)| out.get_mut(start..end)) {
                found = true;
                blank(part);
            }
        }
    }
    for (at, gap) in text.match_indices("(using ") {
        if let Some(part) = out.get_mut(at..at + gap.len()) {
            found = true;
            part.copy_from_slice(b"(const ");
        }
    }
    found.then(|| String::from_utf8(out).ok()).flatten()
}

fn blank(part: &mut [u8]) {
    for byte in part.iter_mut().filter(|byte| **byte != b'\n') {
        *byte = b' ';
    }
}

/// The start of a gap, and what of the text it makes up.
type Gap = (&'static str, fn(&str, usize) -> Option<(usize, usize)>);

const GAPS: &[Gap] = &[
    ("export type *", statement),
    ("<typeof import(", type_arguments),
    ("accessor ", keyword),
    ("with {", attributes),
    ("assert {", attributes),
    ("import defer *", |_, at| Some((at + 7, at + 12))),
    ("import source ", |_, at| Some((at + 7, at + 13))),
];

/// Up to the end of the line.
fn statement(text: &str, at: usize) -> Option<(usize, usize)> {
    let rest = text.get(at..)?;
    let length = rest.find(['\n', ';']).unwrap_or(rest.len());
    Some((at, at + length))
}

/// Up to the `>` that closes them.
fn type_arguments(text: &str, at: usize) -> Option<(usize, usize)> {
    let length = text.get(at..)?.find('>')?;
    Some((at, at + length + 1))
}

/// The word itself, at the start of a member of a class.
fn keyword(text: &str, at: usize) -> Option<(usize, usize)> {
    let before = text.get(..at)?.trim_end();
    let starts = before.ends_with([';', '{', '}'])
        || [
            "static",
            "abstract",
            "public",
            "private",
            "protected",
            "readonly",
            "override",
        ]
        .iter()
        .any(|word| before.ends_with(word));
    starts.then_some((at, at + "accessor ".len()))
}

/// The attributes of an import or export from a module.
fn attributes(text: &str, at: usize) -> Option<(usize, usize)> {
    let before = text.get(..at)?.trim_end();
    let length = text.get(at..)?.find('}')?;
    before
        .ends_with(['\'', '"'])
        .then_some((at, at + length + 1))
}
