//! Modules that a path known in part can mean: `./handlers/${name}.js` is any module of that folder, as bundlers have it.

use super::files::{is_source, stem};
use crate::frontend::paths::{below, join, parent};
use crate::project::Files;

/// In so many modules a call is looked for; a folder with more is no answer.
const MOST: usize = 64;

/// Specifiers of the modules whose path begins and ends as given, declarations and tests left out. Empty where the
/// path is not relative, or where too many fit.
pub(super) fn candidates(files: &dyn Files, from: &str, start: &str, end: &str) -> Vec<String> {
    let Some((folder, name)) = start.rsplit_once('/') else {
        return Vec::new();
    };
    if !folder.starts_with('.') {
        return Vec::new();
    }
    let Some(path) = join(parent(from), folder) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (entry, is_folder) in files.list(&path) {
        let specifier = if is_folder {
            entry.clone()
        } else {
            stem(&entry).to_owned()
        };
        let fits = |written: &str| {
            written.len() >= name.len() + end.len()
                && written.starts_with(name)
                && written.ends_with(end)
        };
        let present = if is_folder {
            let index = below(&below(&path, &entry), "index");
            super::files::find_file(files, &index).is_some()
        } else {
            (is_source(&entry) || entry.ends_with(".json"))
                && !is_test(&entry)
                && below(&path, &entry) != from
        };
        if present && (fits(&entry) || fits(&specifier)) {
            found.push(format!("{folder}/{specifier}"));
        }
    }
    found.dedup();
    if found.len() > MOST {
        found.clear();
    }
    found
}

fn is_test(name: &str) -> bool {
    let stem = stem(name);
    stem.ends_with(".test") || stem.ends_with(".spec")
}
