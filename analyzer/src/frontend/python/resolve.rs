//! Where imports lead: the search path of a deployed function, and of the repository it is built from.
//!
//! First the folders that are on `sys.path` when Lambda runs the function: the code root and the layers. Then, for names
//! that are not of the standard library, what builds, tests and path tricks make importable: folders added to
//! `sys.path`, the folders around the importing file, local packages of dependency files, the folders around the code
//! root and the layers beside it, `src` layouts, packages of the name nearby. May find a module that the deployed package lacks.

use super::libraries::{is_known_library, is_standard};
use super::nearby::module_nearby;
use super::packages::{Found, INIT, find, is_file};
use super::paths::{ancestors, below, parent};
use super::requirements::local_packages;
use super::syspath::added_folders;
use crate::frontend::Resolution;
use crate::project::{Entry, Files};

/// What `specifier`, as imports write it (`a.b`, `.m`, `..`), means in the file `from`.
pub(super) fn resolve(files: &dyn Files, entry: &Entry, from: &str, specifier: &str) -> Resolution {
    let name = specifier.trim_start_matches('.');
    let dots = specifier.len() - name.len();
    let names: Vec<&str> = name.split('.').filter(|name| !name.is_empty()).collect();
    if dots > 0 {
        return relative(files, from, dots, &names);
    }
    absolute(files, entry, from, &names)
        .unwrap_or_else(|| Resolution::Library(specifier.to_owned()))
}

fn relative(files: &dyn Files, from: &str, dots: usize, names: &[&str]) -> Resolution {
    let Some(folder) = ancestors(parent(from)).nth(dots - 1) else {
        return Resolution::Missing;
    };
    match find(files, folder, names) {
        Some(found) => resolution(found),
        None if names.is_empty() => Resolution::Namespace(folder.to_owned()),
        None => Resolution::Missing,
    }
}

fn absolute(files: &dyn Files, entry: &Entry, from: &str, names: &[&str]) -> Option<Resolution> {
    let first = *names.first()?;
    let deployed = deployed_folders(entry);
    if let Some(found) = search(files, &deployed, names) {
        return Some(found);
    }
    if is_standard(first) || is_known_library(first) {
        return None;
    }
    let repository = repository_folders(files, entry, from);
    search(files, &repository, names).or_else(|| {
        let has_top = deployed.iter().chain(&repository).any(|root| {
            is_file(files, &below(root, &format!("{first}/{INIT}")))
                || is_file(files, &below(root, &format!("{first}.py")))
        });
        if has_top {
            return Some(Resolution::Missing);
        }
        module_nearby(files, from, names).map(Resolution::File)
    })
}

/// The first file of that name in any of the folders, else the first namespace.
fn search(files: &dyn Files, roots: &[String], names: &[&str]) -> Option<Resolution> {
    let mut namespace = None;
    for root in roots {
        match find(files, root, names) {
            Some(Found::File(path)) if !is_library_copy(root, names, &path) => {
                return Some(Resolution::File(path));
            }
            Some(Found::Namespace(path)) if !is_library_copy(root, names, &path) => {
                namespace = namespace.or(Some(Resolution::Namespace(path)));
            }
            _ => {}
        }
    }
    namespace
}

/// Whether a module is part of a copied library. A single file by the name of a library that is a package is not.
fn is_library_copy(root: &str, names: &[&str], path: &str) -> bool {
    let Some(first) = names.first() else {
        return false;
    };
    let own_file = path == below(root, &format!("{first}.py"));
    let installed = path
        .split('/')
        .any(|part| matches!(part, "site-packages" | "dist-packages"));
    installed || (is_known_library(first) && (!own_file || is_single_file(first)))
}

/// Libraries that are one file.
fn is_single_file(name: &str) -> bool {
    matches!(name, "typing_extensions" | "awslambdaric")
}

fn resolution(found: Found) -> Resolution {
    match found {
        Found::File(path) => Resolution::File(path),
        Found::Namespace(path) => Resolution::Namespace(path),
    }
}

/// What is on the search path when Lambda runs the function.
pub(super) fn deployed_folders(entry: &Entry) -> Vec<String> {
    let mut folders = vec![entry.code_root.clone()];
    for layer in &entry.layers {
        folders.push(below(layer, "python"));
        folders.push(layer.clone());
    }
    folders
}

fn repository_folders(files: &dyn Files, entry: &Entry, from: &str) -> Vec<String> {
    let mut folders = added_folders(files, entry, from);
    let handler = handler_file(entry);
    if handler != from {
        folders.extend(added_folders(files, entry, &handler));
    }
    folders.extend(added_folders(files, entry, &below(parent(from), INIT)));
    folders.push(package_root(files, from).to_owned());
    folders.extend(ancestors(parent(from)).map(str::to_owned));
    for ancestor in ancestors(&entry.code_root) {
        folders.extend(local_packages(files, ancestor));
        folders.push(ancestor.to_owned());
        folders.extend(layer_folders(files, ancestor));
    }
    let sources: Vec<_> = folders.iter().map(|folder| below(folder, "src")).collect();
    folders.extend(sources);
    let mut seen = std::collections::BTreeSet::new();
    folders.retain(|folder| seen.insert(folder.clone()));
    folders
}

/// Folders beside the code that look like layers: those of a template that cannot be traced to a folder, as when another
/// stack declares them.
fn layer_folders(files: &dyn Files, folder: &str) -> Vec<String> {
    let folders_in = |folder: &str| {
        let entries = files.list(folder).into_iter();
        entries
            .filter(|(_, is_folder)| *is_folder)
            .map(|(name, _)| name)
    };
    let mut found = Vec::new();
    for name in folders_in(folder).filter(|name| name.to_lowercase().contains("layer")) {
        let layers = below(folder, &name);
        found.push(below(&layers, "python"));
        for name in folders_in(&layers) {
            let layer = below(&layers, &name);
            found.push(below(&layer, "python"));
            found.push(layer);
        }
        found.push(layers);
    }
    found
}

fn handler_file(entry: &Entry) -> String {
    let module = entry
        .handler
        .rsplit_once('.')
        .map_or("", |(module, _)| module);
    below(
        &entry.code_root,
        &format!("{}.py", module.replace('.', "/")),
    )
}

/// The folder that holds the outermost package a file belongs to.
fn package_root<'p>(files: &dyn Files, file: &'p str) -> &'p str {
    ancestors(parent(file))
        .find(|folder| !is_file(files, &below(folder, INIT)))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests;
