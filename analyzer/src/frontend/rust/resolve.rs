//! From an import specifier to a file.
//!
//! Specifiers are made by lowering: `mod:a/b` (a module declared with `mod`), `mod:path:x.rs` (with `#[path]`), `file:x.rs` (the crate of a
//! macro, by its root), `crate`, `super` (repeated: `super::super`), `self`, or the name of a crate.
//!
//! A file can belong to several crates of its package (a module of `main.rs` that `lib.rs` declares too). `crate` is
//! then the root that the entry starts at when it declares the module, else the first root that does.

use super::cargo::{self, Dependency, Package, base_name, join, parent, upwards};
use super::locate;
use crate::frontend::{Resolution, Surroundings};
use crate::project::Entry;

/// What `specifier` means in `from`.
pub(super) fn resolve(
    project: &Surroundings<'_>,
    entry: &Entry,
    from: &str,
    specifier: &str,
) -> Resolution {
    if let Some(path) = specifier.strip_prefix("mod:path:") {
        return existing(project, join(parent(from), path));
    }
    if let Some(file) = specifier.strip_prefix("file:") {
        return existing(project, Some(file.to_owned()));
    }
    if let Some(module) = specifier.strip_prefix("mod:") {
        return module_file(project, from, module).map_or(Resolution::Missing, Resolution::File);
    }
    match specifier {
        "self" => Resolution::File(from.to_owned()),
        "crate" => crate_root(project, entry, from).map_or(Resolution::Missing, Resolution::File),
        _ if specifier.split("::").all(|step| step == "super") => {
            let levels = specifier.split("::").count();
            let above = (0..levels).try_fold(from.to_owned(), |file, _| {
                parent_module(project, entry, &file)
            });
            above.map_or(Resolution::Missing, Resolution::File)
        }
        _ => external(project, from, specifier),
    }
}

/// Public crates that are often taken from their repository or a fork of it.
const FORKED: &[&str] = &[
    "lambda",
    "lambda_http",
    "lambda_runtime",
    "netlify_lambda",
    "sha2",
    "sha3",
    "tokio",
];

/// Whether a crate comes from a registry, as far as the manifest says: what it does not list is the language's own.
pub(super) fn is_public(project: &Surroundings<'_>, from: &str, library: &str) -> bool {
    let name = library.split("::").next().unwrap_or(library);
    if FORKED.contains(&name) {
        return true;
    }
    cargo::package_of(project, from).is_none_or(|package| {
        !matches!(package.dependency(project, name), Dependency::Repository(_))
    })
}

fn existing(project: &Surroundings<'_>, file: Option<String>) -> Resolution {
    match file {
        Some(file) if project.files.is_file(&file) => Resolution::File(file),
        _ => Resolution::Missing,
    }
}

/// The file of a module declared in `from`. Modules of a crate's root and of a `mod.rs` lie beside it, those of another
/// file in a folder with its name; a file loaded by `#[path]` is like a `mod.rs`, so the other place counts too.
fn module_file(project: &Surroundings<'_>, from: &str, module: &str) -> Option<String> {
    let beside = parent(from).to_owned();
    let inside = from.strip_suffix(".rs").unwrap_or(from).to_owned();
    let places = if owns_folder(project, from) {
        [beside, inside]
    } else {
        [inside, beside]
    };
    places.iter().find_map(|place| {
        let base = join(place, module)?;
        [format!("{base}.rs"), format!("{base}/mod.rs")]
            .into_iter()
            .find(|file| project.files.is_file(file) && file != from)
    })
}

fn owns_folder(project: &Surroundings<'_>, file: &str) -> bool {
    matches!(base_name(file), "mod.rs" | "main.rs" | "lib.rs")
        || cargo::package_of(project, file)
            .is_some_and(|package| package.roots(project).iter().any(|root| root == file))
}

/// The root of the crate that a file belongs to.
fn crate_root(project: &Surroundings<'_>, entry: &Entry, from: &str) -> Option<String> {
    let package = cargo::package_of(project, from)?;
    let roots = package.roots(project);
    if roots.iter().any(|root| root == from) {
        return Some(from.to_owned());
    }
    let near = upwards(parent(from)).find_map(|dir| {
        let near: Vec<_> = roots.iter().filter(|root| parent(root) == dir).collect();
        (!near.is_empty()).then_some((dir, near))
    });
    let Some((dir, near)) = near else {
        return roots.into_iter().next();
    };
    if let [only] = near.as_slice() {
        return Some((*only).clone());
    }
    let first_module = module_below(dir, from);
    let declaring: Vec<_> = near
        .iter()
        .filter(|root| {
            first_module
                .as_ref()
                .is_some_and(|module| declares(project, root, module))
        })
        .collect();
    let started = locate::locate(project, entry).ok().map(|entry| entry.file);
    let of_entry = declaring
        .iter()
        .find(|root| started.as_deref() == Some(root.as_str()));
    let chosen = of_entry.or(declaring.first()).copied().or(near.first());
    chosen.map(|root| (*root).clone())
}

/// The module of a root in `dir` that `from` is in.
fn module_below(dir: &str, from: &str) -> Option<String> {
    let inside = match dir {
        "" => from,
        dir => from.strip_prefix(dir)?.strip_prefix('/')?,
    };
    let first = inside.split('/').next()?;
    Some(first.strip_suffix(".rs").unwrap_or(first).to_owned())
}

/// Whether the text of a file has `mod name`.
fn declares(project: &Surroundings<'_>, file: &str, name: &str) -> bool {
    let text = project.files.read(file).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let words: Vec<_> = text
        .split(|char: char| !char.is_alphanumeric() && char != '_')
        .filter(|word| !word.is_empty())
        .collect();
    words.windows(2).any(|pair| pair == ["mod", name])
}

/// The file of the module around a module.
fn parent_module(project: &Surroundings<'_>, entry: &Entry, file: &str) -> Option<String> {
    let root = crate_root(project, entry, file);
    if root.as_deref() == Some(file) {
        return None;
    }
    let around = match base_name(file) {
        "mod.rs" => parent(parent(file)),
        _ => parent(file),
    };
    if let Some(root) = &root
        && parent(root) == around
    {
        return Some(root.clone());
    }
    [format!("{around}/mod.rs"), format!("{around}.rs")]
        .into_iter()
        .find(|candidate| project.files.is_file(candidate) && candidate != file)
        .or(root)
}

/// A crate by its name: one of the project's packages, or a library.
fn external(project: &Surroundings<'_>, from: &str, name: &str) -> Resolution {
    let library = || Resolution::Library(name.to_owned());
    let Some(package) = cargo::package_of(project, from) else {
        return library();
    };
    if let Some(own) = package.library(project)
        && own.name == name
    {
        return Resolution::File(own.file);
    }
    match package.dependency(project, name) {
        Dependency::Folder(dir) => {
            let target =
                cargo::package_in(project, &dir).and_then(|package| package.library(project));
            target.map_or(Resolution::Missing, |library| {
                Resolution::File(library.file)
            })
        }
        Dependency::Registry(name) | Dependency::Repository(name) => Resolution::Library(name),
        Dependency::Unlisted => {
            unlisted(project, &package, name).map_or_else(library, Resolution::File)
        }
    }
}

/// A member of the same workspace with that name, for manifests that do not say how they get it.
fn unlisted(project: &Surroundings<'_>, package: &Package<'_>, name: &str) -> Option<String> {
    let members = upwards(&package.dir).map(|dir| cargo::members(project, dir));
    let members = members.into_iter().find(|members| !members.is_empty())?;
    let libraries = members.iter().filter_map(|member| member.library(project));
    libraries
        .into_iter()
        .find(|library| library.name == name)
        .map(|library| library.file)
}
