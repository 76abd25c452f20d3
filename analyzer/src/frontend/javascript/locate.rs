//! From a handler string to the file and the export that Lambda would call.
//!
//! `src/app.handler` is the export `handler` of the module `src/app`, below the code root. Where the code root is what a
//! build makes, the source is looked for: the entry points of the build, the folder that output is compiled from, then
//! the only file below that fits.

use super::files::{compiled_from, find_file, is_output, is_source, stem};
use crate::frontend::paths::{ancestors, below, join, parent};
use crate::frontend::{EntryMissing, EntryPoint};
use crate::project::{Entry, Files, Language};

/// Files looked at in a search at most.
const MAX_SEARCHED: usize = 20_000;

/// How far above a folder without sources, one that a build makes, they are looked for. Further away they are more likely
/// another function's.
const MAX_LEVELS_UP: usize = 3;

/// Folders that hold no handlers.
const SKIPPED: &[&str] = &[
    "node_modules",
    "coverage",
    "__tests__",
    "__mocks__",
    "cdk.out",
    "target",
];

pub(super) fn locate(files: &dyn Files, entry: &Entry) -> Result<EntryPoint, EntryMissing> {
    let handler = entry.handler.trim();
    let splits = splits(handler);
    let Some((module, export)) = splits.first() else {
        return Err(EntryMissing {
            message: format!("the handler `{handler}` is not of the form `file.export`"),
            nearest: None,
        });
    };
    for (module, export) in &splits {
        let found = by_entry_point(files, entry, module)
            .or_else(|| below_root(files, &entry.code_root, module))
            .or_else(|| from_output(files, &entry.code_root, module));
        if let Some(file) = found {
            return Ok(entry_point(file, export));
        }
    }
    let known = sources_around(files, &entry.code_root);
    for (module, export) in &splits {
        if let Some(file) = only_match(&known, module)? {
            return Ok(entry_point(file, export));
        }
    }
    Err(missing(entry, module, export, &known))
}

fn entry_point(file: String, export: &str) -> EntryPoint {
    let extension = file.rsplit_once('.').map(|(_, extension)| extension);
    let language = match extension {
        Some("ts" | "tsx" | "mts" | "cts") => Language::TypeScript,
        _ => Language::JavaScript,
    };
    EntryPoint {
        file,
        language,
        export: Some(export.to_owned()),
    }
}

/// Ways to read a handler string as module path and export path, the one of Lambda first: the export path starts at the
/// first dot of the file name.
fn splits(handler: &str) -> Vec<(String, &str)> {
    let folder = parent(handler);
    let name = handler.rsplit('/').next().unwrap_or(handler);
    let at = |(at, _): (usize, &str)| {
        let (module, export) = (name.get(..at)?, name.get(at + 1..)?);
        let module = join("", &below(folder, module))?;
        (!module.is_empty() && !export.is_empty()).then_some((module, export))
    };
    name.match_indices('.').filter_map(at).collect()
}

/// The entry point of a build whose output is the handler's module.
fn by_entry_point(files: &dyn Files, entry: &Entry, module: &str) -> Option<String> {
    let points: Vec<_> = entry
        .entry_points
        .iter()
        .filter_map(|point| join(&entry.code_root, point))
        .filter_map(|point| find_file(files, &point))
        .collect();
    let whole = points.iter().find(|point| ends_with(stem(point), module));
    let named = || {
        let base = base_name(module);
        points.iter().find(|point| base_name(stem(point)) == base)
    };
    let only = || match points.as_slice() {
        [only] => Some(only),
        _ => None,
    };
    whole.or_else(named).or_else(only).cloned()
}

/// The module as a file or folder below the code root.
fn below_root(files: &dyn Files, root: &str, module: &str) -> Option<String> {
    let path = join(root, module)?;
    find_file(files, &path)
        .or_else(|| find_file(files, &below(&path, "index")))
        .filter(|path| is_source(path))
}

/// The source of a module that is compiled output.
fn from_output(files: &dyn Files, root: &str, module: &str) -> Option<String> {
    let path = join(root, module)?;
    compiled_from(files, &path).iter().find_map(|path| {
        find_file(files, path)
            .or_else(|| find_file(files, &below(path, "index")))
            .filter(|path| is_source(path))
    })
}

/// The source files below a folder, or below the nearest folder around it that has any.
fn sources_around(files: &dyn Files, folder: &str) -> Vec<String> {
    ancestors(folder)
        .take(MAX_LEVELS_UP)
        .map(|folder| sources_below(files, folder))
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

fn sources_below(files: &dyn Files, folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    let mut seen = 0;
    while let Some(folder) = open.pop() {
        for (name, is_folder) in files.list(&folder) {
            seen += 1;
            if seen > MAX_SEARCHED {
                return found;
            }
            let path = below(&folder, &name);
            if is_folder {
                if !SKIPPED.contains(&name.as_str()) && !name.starts_with('.') {
                    open.push(path);
                }
            } else if is_source(&name) && !is_test(&name) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn is_test(name: &str) -> bool {
    name.contains(".test.") || name.contains(".spec.")
}

/// The one file whose path ends like the module's, or that has its name; sources go before output.
fn only_match(known: &[String], module: &str) -> Result<Option<String>, EntryMissing> {
    let fitting = matching(known, |path| ends_with(path, module));
    let base = base_name(module);
    let found = match fitting.is_empty() && (base != "index" || base == module) {
        true => matching(known, |path| base_name(path) == base),
        false => fitting,
    };
    match found.as_slice() {
        [] => Ok(None),
        [only] => Ok(Some((*only).clone())),
        many => Err(several(module, many)),
    }
}

fn matching(known: &[String], fits: impl Fn(&str) -> bool) -> Vec<&String> {
    let found: Vec<_> = known.iter().filter(|file| fits(stem(file))).collect();
    let sources: Vec<_> = found
        .iter()
        .copied()
        .filter(|file| !is_output(file))
        .collect();
    match sources.is_empty() {
        true => found,
        false => sources,
    }
}

fn several(module: &str, candidates: &[&String]) -> EntryMissing {
    let shown: Vec<_> = candidates
        .iter()
        .take(3)
        .map(|file| format!("`{file}`"))
        .collect();
    EntryMissing {
        message: format!(
            "the module `{module}` is not below its code root, and could be {}",
            shown.join(" or ")
        ),
        nearest: None,
    }
}

fn ends_with(path: &str, module: &str) -> bool {
    path.strip_suffix(module)
        .is_some_and(|before| before.is_empty() || before.ends_with('/'))
}

fn base_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn missing(entry: &Entry, module: &str, export: &str, known: &[String]) -> EntryMissing {
    let root = &entry.code_root;
    let place = match root.is_empty() {
        true => "the project's root".to_owned(),
        false => format!("`{root}`"),
    };
    let names = known.iter().map(|file| {
        let path = stem(file);
        super::files::strip_folder(path, root).unwrap_or(path)
    });
    EntryMissing {
        message: format!("no JavaScript or TypeScript file `{module}` below {place}"),
        nearest: nearest(module, names).map(|name| format!("{name}.{export}")),
    }
}

/// The candidate nearest to a name, unless all are far.
fn nearest<'c>(name: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    candidates
        .map(|candidate| (strsim::osa_distance(name, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= name.len().max(candidate.len()) / 2)
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests;
