//! From a handler string to the file and the name that Lambda would call.
//!
//! `src/app.handler` is the attribute `handler` of the module `src.app`, below the code root or a layer. Where the code
//! root is not what the repository holds (a build makes it), a file of that name anywhere below serves, if only one
//! binds the attribute.

use super::names::{bound_names, global_names};
use super::packages::{Found, find};
use super::paths::{ancestors, below};
use super::resolve::deployed_folders;
use super::source::decode;
use super::syntax;
use crate::frontend::parsing::Parsed;
use crate::frontend::{EntryMissing, EntryPoint};
use crate::project::{Entry, Files, Language};

/// A module that may hold the handler, and what of it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Candidate {
    file: String,
    export: String,
}

pub(super) fn locate(files: &dyn Files, entry: &Entry) -> Result<EntryPoint, EntryMissing> {
    let handler = entry.handler.trim();
    let splits = splits(handler);
    if splits.is_empty() {
        return Err(EntryMissing {
            message: format!("the handler `{handler}` is not of the form `module.function`"),
            nearest: None,
        });
    }
    let mut candidates = direct(files, entry, &splits);
    if candidates.is_empty() {
        candidates = searched(files, entry, &splits);
    }
    let (bound, unbound): (Vec<_>, Vec<_>) = candidates
        .into_iter()
        .partition(|candidate| binds(files, candidate));
    match (bound.as_slice(), unbound.as_slice()) {
        ([only], _) => Ok(entry_point(only)),
        ([], []) => Err(no_file(files, entry, &splits)),
        ([], [only, ..]) => Err(no_name(files, handler, only)),
        (many, _) => Err(several(handler, many)),
    }
}

fn entry_point(candidate: &Candidate) -> EntryPoint {
    EntryPoint {
        file: candidate.file.clone(),
        language: Language::Python,
        export: Some(candidate.export.clone()),
    }
}

/// Ways to read a handler string as module and attribute path, the one of Lambda first.
fn splits(handler: &str) -> Vec<(Vec<&str>, &str)> {
    let mut splits = Vec::new();
    for (at, _) in handler.rmatch_indices('.') {
        let (Some(module), Some(export)) = (handler.get(..at), handler.get(at + 1..)) else {
            continue;
        };
        let names: Vec<&str> = module
            .split(['/', '.'])
            .filter(|name| !name.is_empty())
            .collect();
        if !names.is_empty() && !export.is_empty() && !export.contains('/') {
            splits.push((names, export));
        }
    }
    splits
}

/// The module where Lambda looks for it.
fn direct(files: &dyn Files, entry: &Entry, splits: &[(Vec<&str>, &str)]) -> Vec<Candidate> {
    for (names, export) in splits {
        for root in deployed_folders(entry) {
            if let Some(Found::File(file)) = find(files, &root, names) {
                let export = (*export).to_owned();
                return vec![Candidate { file, export }];
            }
        }
    }
    Vec::new()
}

/// How far above a code root without modules, one that a build makes, they are looked for.
const MAX_LEVELS_UP: usize = 3;

/// All modules of that name below the code root; where that has no modules at all, below the nearest folder around it
/// that has some. A module elsewhere is more likely another function's.
fn searched(files: &dyn Files, entry: &Entry, splits: &[(Vec<&str>, &str)]) -> Vec<Candidate> {
    let mut around = ancestors(&entry.code_root)
        .take(MAX_LEVELS_UP)
        .map(|folder| modules_below(files, folder));
    if let Some(modules) = around.find(|modules| !modules.is_empty()) {
        for (names, export) in splits {
            let path = names.join("/");
            let found: Vec<_> = modules
                .iter()
                .filter(|file| {
                    ends_with_path(file, &format!("{path}.py"))
                        || ends_with_path(file, &format!("{path}/__init__.py"))
                })
                .map(|file| Candidate {
                    file: file.clone(),
                    export: (*export).to_owned(),
                })
                .collect();
            if !found.is_empty() {
                return found;
            }
        }
    }
    Vec::new()
}

fn ends_with_path(file: &str, path: &str) -> bool {
    file.strip_suffix(path)
        .is_some_and(|before| before.is_empty() || before.ends_with('/'))
}

/// How many folders a search looks into.
const MAX_FOLDERS: usize = 4000;

/// The Python files below a folder, those of tools and installed packages left out, in order.
fn modules_below(files: &dyn Files, folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    let mut visited = 0;
    while let Some(folder) = waiting.pop() {
        visited += 1;
        if visited > MAX_FOLDERS {
            break;
        }
        for (name, is_folder) in files.list(&folder) {
            if is_folder && !is_tool_folder(&name) {
                waiting.push(below(&folder, &name));
            } else if !is_folder && name.ends_with(".py") {
                found.push(below(&folder, &name));
            }
        }
    }
    found.sort();
    found
}

fn is_tool_folder(name: &str) -> bool {
    name.starts_with('.')
        || matches!(
            name,
            "node_modules"
                | "site-packages"
                | "__pycache__"
                | "venv"
                | "env"
                | "cdk.out"
                | "target"
                | "dist"
                | "build"
        )
}

/// Whether the module binds the name that the export starts with.
fn binds(files: &dyn Files, candidate: &Candidate) -> bool {
    let first = candidate.export.split('.').next().unwrap_or_default();
    let bytes = files.read(&candidate.file).unwrap_or_default();
    let text = decode(&bytes);
    defines(&text, first) || with_names_of(&text, |names, stars| stars || names.contains(&first))
}

/// Whether a text plainly defines a function of the name at its top level, as most handlers are: tells without parsing.
fn defines(text: &str, name: &str) -> bool {
    let is_definition = |at: usize, start: &str| {
        let rest = text.get(at + start.len()..).unwrap_or_default();
        let named = rest.strip_prefix(name);
        (at == 0 || text.get(..at).is_some_and(|it| it.ends_with('\n')))
            && named.is_some_and(|rest| rest.starts_with('('))
    };
    let in_text = |at: usize| {
        let before = text.get(..at).unwrap_or_default();
        let is_open = |quotes: &str| before.matches(quotes).count() % 2 == 1;
        is_open("\"\"\"") || is_open("'''")
    };
    ["def ", "async def "].iter().any(|start| {
        let places = text.match_indices(start).map(|(at, _)| at);
        let first = places.into_iter().find(|at| is_definition(*at, start));
        first.is_some_and(|at| !in_text(at))
    })
}

/// Hands the names that a module binds at its top level to `use_names`, and whether it has star imports.
fn with_names<T>(files: &dyn Files, file: &str, use_names: impl FnOnce(&[&str], bool) -> T) -> T {
    let bytes = files.read(file).unwrap_or_default();
    with_names_of(&decode(&bytes), use_names)
}

fn with_names_of<T>(text: &str, use_names: impl FnOnce(&[&str], bool) -> T) -> T {
    let Some(Parsed { tree, .. }) = syntax::parse(text) else {
        return use_names(&[], false);
    };
    let root = tree.root_node();
    let bound = bound_names(root, text, text.contains(":="));
    let mut names = bound.assigned;
    if text.contains("global") {
        names.extend(global_names(root, text));
    }
    use_names(&names, !bound.stars.is_empty())
}

fn no_name(files: &dyn Files, handler: &str, candidate: &Candidate) -> EntryMissing {
    let export = &candidate.export;
    let nearest = with_names(files, &candidate.file, |names, _| {
        nearest(export, names.iter().copied()).map(str::to_owned)
    });
    let module = handler.strip_suffix(export.as_str()).unwrap_or_default();
    EntryMissing {
        message: format!("`{}` has no `{export}`", candidate.file),
        nearest: nearest.map(|name| format!("{module}{name}")),
    }
}

fn no_file(files: &dyn Files, entry: &Entry, splits: &[(Vec<&str>, &str)]) -> EntryMissing {
    let (names, export) = match splits.first() {
        Some((names, export)) => (names.join("/"), *export),
        None => (String::new(), ""),
    };
    let root = &entry.code_root;
    let place = if root.is_empty() {
        "the project's root".to_owned()
    } else {
        format!("`{root}`")
    };
    let modules = modules_below(files, root);
    let prefix = below(root, "x");
    let prefix = prefix.strip_suffix('x').unwrap_or_default();
    let known = modules
        .iter()
        .filter_map(|file| file.strip_prefix(prefix)?.strip_suffix(".py"));
    EntryMissing {
        message: format!("no file `{names}.py` below {place}"),
        nearest: nearest(&names, known).map(|module| format!("{module}.{export}")),
    }
}

fn several(handler: &str, candidates: &[Candidate]) -> EntryMissing {
    let files: Vec<_> = candidates
        .iter()
        .map(|candidate| format!("`{}`", candidate.file))
        .collect();
    EntryMissing {
        message: format!(
            "the handler `{handler}` is not below its code root, and could be in {}",
            files.join(" or ")
        ),
        nearest: None,
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
