//! Which libraries a project declares: by what its dependency files name.
//!
//! Distributions and modules have different names (`PyYAML`, `yaml`), so this reads words, not formats: a library counts as
//! declared when a dependency file of the code, of a folder around it or of a layer has a word that its name is a part of,
//! or the other way round. Errs on the side of "declared".

use super::libraries::{is_known_library, is_standard};
use super::paths::{ancestors, below, parent};
use crate::project::{Entry, Files};

/// Public libraries by the names they are imported under, which need no declaration to be known as such.
const PUBLIC: &str = include_str!("public_libraries.txt");

/// Files that name dependencies, beside all that start with `requirements`.
const FILES: &[&str] = &[
    "pyproject.toml",
    "Pipfile",
    "setup.py",
    "setup.cfg",
    "environment.yml",
];

/// Whether a library is of Python itself, known as public, or declared.
pub(super) fn is_declared(files: &dyn Files, entry: &Entry, from: &str, library: &str) -> bool {
    let top = library.split('.').next().unwrap_or(library);
    if is_standard(top) || is_known_library(top) || top.starts_with('_') || is_public(top) {
        return true;
    }
    let wanted = plain(top);
    let mut folders: Vec<&str> = ancestors(parent(from)).collect();
    folders.extend(ancestors(&entry.code_root));
    folders.extend(entry.layers.iter().flat_map(|layer| ancestors(layer)));
    folders.sort_unstable();
    folders.dedup();
    folders
        .iter()
        .flat_map(|folder| dependency_files(files, folder))
        .any(|path| names(&files.read(&path).unwrap_or_default(), &wanted))
}

fn is_public(top: &str) -> bool {
    PUBLIC
        .lines()
        .filter(|line| !line.starts_with('#'))
        .any(|line| line == top)
}

fn dependency_files(files: &dyn Files, folder: &str) -> Vec<String> {
    let entries = files.list(folder);
    let is_dependencies = |name: &str| {
        FILES.contains(&name)
            || (name.starts_with("requirements")
                && (name.ends_with(".txt") || name.ends_with(".in")))
    };
    let mut found: Vec<String> = entries
        .iter()
        .filter(|(name, is_folder)| !is_folder && is_dependencies(name))
        .map(|(name, _)| below(folder, name))
        .collect();
    if entries
        .iter()
        .any(|(name, is_folder)| *is_folder && name == "requirements")
    {
        let folder = below(folder, "requirements");
        let inside = files.list(&folder);
        let inside = inside.iter().filter(|(_, is_folder)| !is_folder);
        found.extend(inside.map(|(name, _)| below(&folder, name)));
    }
    found
}

/// Whether a text has a word that names a library.
fn names(text: &[u8], wanted: &str) -> bool {
    let text = String::from_utf8_lossy(text);
    text.split(|char: char| !(char.is_alphanumeric() || matches!(char, '-' | '_' | '.')))
        .filter(|word| word.len() > 1)
        .map(plain)
        .any(|word| {
            word == wanted
                || (wanted.len() > 2 && word.contains(wanted))
                || (word.len() > 3 && wanted.contains(&word))
        })
}

/// A name without case and separators.
fn plain(name: &str) -> String {
    name.chars()
        .filter(|char| !matches!(char, '-' | '_' | '.'))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{MemoryFiles, Runtime};

    fn declared(file: &str, content: &str, library: &str) -> bool {
        let files = MemoryFiles([(file.to_owned(), content.as_bytes().to_vec())].into());
        let entry = Entry {
            code_root: "svc".to_owned(),
            handler: "app.handler".to_owned(),
            runtime: Runtime::Python,
            entry_points: Vec::new(),
            binaries: Vec::new(),
            layers: vec!["layer".to_owned()],
        };
        is_declared(&files, &entry, "svc/app.py", library)
    }

    #[test]
    fn dependency_files_declare() {
        assert!(declared(
            "svc/requirements.txt",
            "python-frobnicate==1\n",
            "frobnicate"
        ));
        assert!(declared(
            "pyproject.toml",
            "dependencies = [\"frob-nicate>=2\"]",
            "frob_nicate.core"
        ));
        assert!(declared(
            "layer/requirements-dev.txt",
            "frobnicate",
            "frobnicate"
        ));
        assert!(!declared(
            "svc/requirements.txt",
            "requests\n",
            "company_tools"
        ));
        assert!(!declared(
            "other/requirements.txt",
            "company_tools\n",
            "company_tools"
        ));
    }

    #[test]
    fn public_libraries_need_no_declaration() {
        assert!(declared("svc/app.py", "", "simplejson"));
        assert!(declared("svc/app.py", "", "urllib.parse"));
    }
}
