//! Modules in folders: which file or namespace a dotted name is, below one folder.

use super::paths::{below, parent};
use crate::project::Files;

/// What a dotted name is below a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// A module or the `__init__.py` of a package.
    File(String),
    /// A folder with modules somewhere below it, without an `__init__.py` of its own.
    Namespace(String),
}

/// The initialisation file of a package.
pub(super) const INIT: &str = "__init__.py";

/// Looks for the module `names` (outermost first) below `root`; with no names, for the package that `root` is.
pub(super) fn find(files: &dyn Files, root: &str, names: &[&str]) -> Option<Found> {
    let folder = below(root, &names.join("/"));
    let init = below(&folder, INIT);
    if is_file(files, &init) {
        return Some(Found::File(init));
    }
    if !names.is_empty() {
        let module = format!("{folder}.py");
        if is_file(files, &module) {
            return Some(Found::File(module));
        }
    }
    holds_modules(files, &folder, NAMESPACE_DEPTH).then_some(Found::Namespace(folder))
}

/// Whether a file exists by exactly this name, also where the file system does not mind case.
pub(super) fn is_file(files: &dyn Files, path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    files.is_file(path)
        && files
            .list(parent(path))
            .iter()
            .any(|(found, folder)| !folder && found == name)
}

/// How far below a folder a module makes it a namespace.
const NAMESPACE_DEPTH: u32 = 3;

fn holds_modules(files: &dyn Files, folder: &str, depth: u32) -> bool {
    let Some(depth) = depth.checked_sub(1) else {
        return false;
    };
    let entries = files.list(folder);
    let is_module = |(name, folder): &(String, bool)| !folder && name.ends_with(".py");
    entries.iter().any(is_module)
        || entries
            .iter()
            .filter(|(name, is_folder)| *is_folder && is_identifier(name))
            .any(|(name, _)| holds_modules(files, &below(folder, name), depth))
}

fn is_identifier(name: &str) -> bool {
    name.chars().all(|c| c.is_alphanumeric() || c == '_')
}
