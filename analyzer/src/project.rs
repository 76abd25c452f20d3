//! The files an analysis may read and where a language looks for them. No file outside of the root is ever read.

mod disk;

pub use disk::DiskFiles;
use std::collections::BTreeMap;

/// The languages a handler can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// Python 3.
    Python,
    /// JavaScript, any module system.
    JavaScript,
    /// TypeScript.
    TypeScript,
    /// Rust.
    Rust,
}

impl Language {
    /// Whether an object can be false: empty lists and dictionaries of Python are, in JavaScript no object is.
    pub(crate) fn has_false_objects(self) -> bool {
        !matches!(self, Self::JavaScript | Self::TypeScript)
    }

    /// Whether what stands under a key of an object is read like an attribute too: `actions.get` is the entry called `get`,
    /// where other languages have the method of all maps.
    pub(crate) fn has_keys_as_attributes(self) -> bool {
        matches!(self, Self::JavaScript | Self::TypeScript)
    }

    /// Whether an element that is not there is nothing: in other languages the read fails.
    pub(crate) fn has_missing_elements(self) -> bool {
        matches!(self, Self::JavaScript | Self::TypeScript)
    }

    /// The name used in reports: `python`, `javascript`, `typescript`, `rust`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Python => "python",
            Self::JavaScript => "javascript",
            Self::TypeScript => "typescript",
            Self::Rust => "rust",
        }
    }
}

/// A function to analyse, as the template describes it.
///
/// The template's reader knows the code root and the handler string; how a handler string becomes a file is known here
/// (see [`crate::locate`]).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Folder that the package is made from, relative to the project root (`""` is the root itself).
    pub code_root: String,
    /// The handler string: `src/app.handler`, `app.lambda_handler`, `bootstrap`.
    pub handler: String,
    /// What the runtime says the language is; `None` for `provided.*` (which may be Rust, or anything).
    pub runtime: Runtime,
    /// Entry source files named by a build section (esbuild `EntryPoints`), relative to the code root.
    pub entry_points: Vec<String>,
    /// Names of Cargo binaries the function may be built from, most specific first (`Metadata.BinaryName`, artifact folder, logical id).
    pub binaries: Vec<String>,
    /// Further folders whose content is importable (layers), relative to the project root.
    pub layers: Vec<String>,
}

/// The runtime family of a function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Runtime {
    /// `python3.x`.
    Python,
    /// `nodejs*`.
    Node,
    /// `provided.*`, or the `rust` runtime of a plugin.
    Provided,
}

/// A tree of files. Paths are relative, normalised, with `/`.
pub trait Files: Sync {
    /// The bytes of a file, or `None` when there is none (or it lies outside of the root).
    fn read(&self, path: &str) -> Option<Vec<u8>>;
    /// Whether a file exists.
    fn is_file(&self, path: &str) -> bool;
    /// Names in a folder with whether each is a folder, sorted; empty when there is no such folder.
    fn list(&self, path: &str) -> Vec<(String, bool)>;
}

/// Files held in memory: fixtures and tests.
#[derive(Debug, Clone, Default)]
pub struct MemoryFiles(pub BTreeMap<String, Vec<u8>>);

impl Files for MemoryFiles {
    fn read(&self, path: &str) -> Option<Vec<u8>> {
        self.0.get(path).cloned()
    }

    fn is_file(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }

    fn list(&self, path: &str) -> Vec<(String, bool)> {
        let prefix = if path.is_empty() {
            String::new()
        } else {
            format!("{path}/")
        };
        let mut names: Vec<_> = self
            .0
            .keys()
            .filter_map(|key| {
                let rest = key.strip_prefix(&prefix)?;
                Some(match rest.split_once('/') {
                    Some((folder, _)) => (folder.to_owned(), true),
                    None => (rest.to_owned(), false),
                })
            })
            .collect();
        names.sort();
        names.dedup();
        names
    }
}
