//! Packages of the project that nothing names: a folder of the imported name, found beside the importing code.
//!
//! The last resort for names that neither the search path nor a dependency file explains: a build step copies or installs
//! the package. Looks around each folder above the importing file, nearest first, a few levels down; what two places hold
//! is left alone. May find a package that only shares its name with a library.

use super::packages::{Found, INIT, find, is_file};
use super::paths::{ancestors, below, parent};
use crate::project::Files;

/// How far below a folder around the importing code.
const DEPTH: u32 = 3;
/// At most so many folders are looked into for one import.
const MAX_FOLDERS: u32 = 400;
/// Folders that hold no code of the function.
const SKIPPED: &[&str] = &[
    "build",
    "cdk.out",
    "dist",
    "docs",
    "node_modules",
    "site-packages",
    "test",
    "tests",
    "venv",
];

/// The file of the module `names` in the nearest folder that holds its package.
pub(super) fn module_nearby(files: &dyn Files, from: &str, names: &[&str]) -> Option<String> {
    let first = names.first()?;
    let mut left = MAX_FOLDERS;
    for around in ancestors(parent(from)) {
        let mut holders = Vec::new();
        holders_of(files, around, first, DEPTH, &mut left, &mut holders);
        match holders.as_slice() {
            [] => {}
            [holder] => {
                return match find(files, holder, names)? {
                    Found::File(path) => Some(path),
                    Found::Namespace(_) => None,
                };
            }
            _ => return None,
        }
    }
    None
}

/// Folders below `folder` that hold the package `name`.
fn holders_of(
    files: &dyn Files,
    folder: &str,
    name: &str,
    depth: u32,
    left: &mut u32,
    holders: &mut Vec<String>,
) {
    let (Some(depth), Some(fewer)) = (depth.checked_sub(1), left.checked_sub(1)) else {
        return;
    };
    *left = fewer;
    if is_file(files, &below(folder, &format!("{name}/{INIT}"))) {
        holders.push(folder.to_owned());
        return;
    }
    for (inner, is_folder) in files.list(folder) {
        if is_folder && !inner.starts_with('.') && !SKIPPED.contains(&inner.as_str()) {
            holders_of(files, &below(folder, &inner), name, depth, left, holders);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::MemoryFiles;

    fn nearby(paths: &[&str], names: &[&str]) -> Option<String> {
        let files = paths.iter().map(|path| ((*path).to_owned(), Vec::new()));
        module_nearby(&MemoryFiles(files.collect()), "src/fns/one/app.py", names)
    }

    #[test]
    fn the_nearest_package_of_the_name() {
        let paths = [
            "src/common/shared/__init__.py",
            "src/common/shared/db.py",
            "shared/__init__.py",
        ];
        assert_eq!(
            nearby(&paths, &["shared", "db"]).as_deref(),
            Some("src/common/shared/db.py")
        );
        assert_eq!(nearby(&paths, &["other"]), None);
    }

    #[test]
    fn what_two_places_hold_or_tests_hold_is_left_alone() {
        assert_eq!(
            nearby(&["src/a/x/__init__.py", "src/b/x/__init__.py"], &["x"]),
            None
        );
        assert_eq!(nearby(&["src/tests/x/__init__.py"], &["x"]), None);
    }
}
