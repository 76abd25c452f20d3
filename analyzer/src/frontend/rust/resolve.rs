//! From an import specifier to a file.
//!
//! Specifiers are made by lowering: `mod:a/b` (a module declared with `mod`), `mod:path:x.rs` (with `#[path]`), `file:x.rs` (the crate of a
//! macro, by its root), `crate`, `super` (repeated: `super::super`), `self`, or the name of a crate.
//!
//! A file can belong to several crates of its package (a module of `main.rs` that `lib.rs` declares too). `crate` is
//! then the root that the entry starts at when it declares the module, else the first root that does.

use super::cargo::{self, Dependency, Package, base_name, join, parent, upwards};
use super::locate;
use crate::frontend::Resolution;
use crate::project::{Entry, Files};

/// What `specifier` means in `from`.
pub(super) fn resolve(files: &dyn Files, entry: &Entry, from: &str, specifier: &str) -> Resolution {
    if let Some(path) = specifier.strip_prefix("mod:path:") {
        return existing(files, join(parent(from), path));
    }
    if let Some(file) = specifier.strip_prefix("file:") {
        return existing(files, Some(file.to_owned()));
    }
    if let Some(module) = specifier.strip_prefix("mod:") {
        return module_file(files, from, module).map_or(Resolution::Missing, Resolution::File);
    }
    match specifier {
        "self" => Resolution::File(from.to_owned()),
        "crate" => crate_root(files, entry, from).map_or(Resolution::Missing, Resolution::File),
        _ if specifier.split("::").all(|step| step == "super") => {
            let levels = specifier.split("::").count();
            let above = (0..levels).try_fold(from.to_owned(), |file, _| {
                parent_module(files, entry, &file)
            });
            above.map_or(Resolution::Missing, Resolution::File)
        }
        _ => external(files, from, specifier),
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
pub(super) fn is_public(files: &dyn Files, from: &str, library: &str) -> bool {
    let name = library.split("::").next().unwrap_or(library);
    if FORKED.contains(&name) {
        return true;
    }
    cargo::package_of(files, from)
        .is_none_or(|package| !matches!(package.dependency(files, name), Dependency::Repository(_)))
}

fn existing(files: &dyn Files, file: Option<String>) -> Resolution {
    match file {
        Some(file) if files.is_file(&file) => Resolution::File(file),
        _ => Resolution::Missing,
    }
}

/// The file of a module declared in `from`. Modules of a crate's root and of a `mod.rs` lie beside it, those of another
/// file in a folder with its name; a file loaded by `#[path]` is like a `mod.rs`, so the other place counts too.
fn module_file(files: &dyn Files, from: &str, module: &str) -> Option<String> {
    let beside = parent(from).to_owned();
    let inside = from.strip_suffix(".rs").unwrap_or(from).to_owned();
    let places = if owns_folder(files, from) {
        [beside, inside]
    } else {
        [inside, beside]
    };
    places.iter().find_map(|place| {
        let base = join(place, module)?;
        [format!("{base}.rs"), format!("{base}/mod.rs")]
            .into_iter()
            .find(|file| files.is_file(file) && file != from)
    })
}

fn owns_folder(files: &dyn Files, file: &str) -> bool {
    matches!(base_name(file), "mod.rs" | "main.rs" | "lib.rs")
        || cargo::package_of(files, file)
            .is_some_and(|package| package.roots(files).iter().any(|root| root == file))
}

/// The root of the crate that a file belongs to.
fn crate_root(files: &dyn Files, entry: &Entry, from: &str) -> Option<String> {
    let package = cargo::package_of(files, from)?;
    let roots = package.roots(files);
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
                .is_some_and(|module| declares(files, root, module))
        })
        .collect();
    let started = locate::locate(files, entry).ok().map(|entry| entry.file);
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
fn declares(files: &dyn Files, file: &str, name: &str) -> bool {
    let text = files.read(file).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let words: Vec<_> = text
        .split(|char: char| !char.is_alphanumeric() && char != '_')
        .filter(|word| !word.is_empty())
        .collect();
    words.windows(2).any(|pair| pair == ["mod", name])
}

/// The file of the module around a module.
fn parent_module(files: &dyn Files, entry: &Entry, file: &str) -> Option<String> {
    let root = crate_root(files, entry, file);
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
        .find(|candidate| files.is_file(candidate) && candidate != file)
        .or(root)
}

/// A crate by its name: one of the project's packages, or a library.
fn external(files: &dyn Files, from: &str, name: &str) -> Resolution {
    let library = || Resolution::Library(name.to_owned());
    let Some(package) = cargo::package_of(files, from) else {
        return library();
    };
    if let Some(own) = package.library(files)
        && own.name == name
    {
        return Resolution::File(own.file);
    }
    match package.dependency(files, name) {
        Dependency::Folder(dir) => {
            let target = cargo::package_in(files, &dir).and_then(|package| package.library(files));
            target.map_or(Resolution::Missing, |library| {
                Resolution::File(library.file)
            })
        }
        Dependency::Registry(name) | Dependency::Repository(name) => Resolution::Library(name),
        Dependency::Unlisted => {
            unlisted(files, &package, name).map_or_else(library, Resolution::File)
        }
    }
}

/// A member of the same workspace with that name, for manifests that do not say how they get it.
fn unlisted(files: &dyn Files, package: &Package, name: &str) -> Option<String> {
    let members = upwards(&package.dir).map(|dir| cargo::members(files, dir));
    let members = members.into_iter().find(|members| !members.is_empty())?;
    let libraries = members.iter().filter_map(|member| member.library(files));
    libraries
        .into_iter()
        .find(|library| library.name == name)
        .map(|library| library.file)
}
