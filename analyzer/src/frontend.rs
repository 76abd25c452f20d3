//! The front ends: one a language, each lowers a source file to the IR and knows where its language looks for code.
//!
//! Nothing here evaluates anything: values, libraries and calls belong to the interpreter.

pub mod javascript;
mod parsing;
mod paths;
pub mod python;
pub mod rust;

use crate::ir::Module;
use crate::project::{Entry, Files, Language};
use elsa::sync::FrozenMap;

/// What an import specifier leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolution {
    /// A file of the project (path relative to its root).
    File(String),
    /// A folder that is a namespace of modules without code of its own (a Python package without `__init__.py`).
    Namespace(String),
    /// Not in the project: a library, by the name that models know it by (`boto3`, `@aws-sdk/client-s3`, `aws_sdk_s3`).
    Library(String),
    /// It should be in the project (a relative import, a path dependency) and is not.
    Missing,
}

/// The entry of a function, found in its sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryPoint {
    /// The file that holds it, relative to the project root.
    pub file: String,
    /// The language it is in.
    pub language: Language,
    /// What is called there, a path of fields of the module (`handler`, `Controller.handle`); `None` when running the
    /// file is all (a Rust binary: its `main` is `Some("main")`).
    pub export: Option<String>,
}

/// Why no entry was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryMissing {
    /// One sentence: what was looked for and where.
    pub message: String,
    /// The nearest thing that does exist, to suggest.
    pub nearest: Option<String>,
}

/// The files around one that is lowered, and what front ends have found by searching through them.
pub struct Surroundings<'f> {
    /// The files of the project.
    pub files: &'f dyn Files,
    found: FrozenMap<String, Vec<FoundText>>,
}

/// A source text found by a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundText {
    /// What it is part of, in the terms of the front end.
    pub part_of: String,
    /// Its path.
    pub path: String,
    /// The text.
    pub text: String,
}

impl<'f> Surroundings<'f> {
    /// Nothing is searched yet.
    pub fn new(files: &'f dyn Files) -> Self {
        Self {
            files,
            found: FrozenMap::new(),
        }
    }

    /// The result of a search, which is made once for each `key`.
    pub fn found(&self, key: &str, search: impl FnOnce() -> Vec<FoundText>) -> &[FoundText] {
        match self.found.get(key) {
            Some(found) => found,
            None => self.found.insert(key.to_owned(), search()),
        }
    }
}

/// What a front end offers.
pub trait FrontEnd: Sync {
    /// Lowers a source file. Never fails: what cannot be lowered is a problem of the module.
    fn lower(&self, path: &str, source: &[u8]) -> Module;

    /// Lowers a source file of a project, whose other files may define what the file is written with (macros).
    fn lower_in(&self, project: &Surroundings<'_>, path: &str, source: &[u8]) -> Module {
        let _ = project;
        self.lower(path, source)
    }

    /// What `specifier` means when written in `from`. `entry` gives code root and layers.
    fn resolve(&self, files: &dyn Files, entry: &Entry, from: &str, specifier: &str) -> Resolution;

    /// Specifiers of the modules that one known in part can mean: it begins with `start`, ends with `end`, and anything may
    /// stand between. Empty where that cannot be told.
    fn candidates(&self, _files: &dyn Files, _from: &str, _start: &str, _end: &str) -> Vec<String> {
        Vec::new()
    }

    /// Whether a library that has no model is public code: of the language itself, declared as a dependency from a public
    /// registry, or known to be. What is none of these is code that somebody wrote for this program and that is not here.
    /// Errs on the side of public.
    fn is_public(&self, files: &dyn Files, entry: &Entry, from: &str, library: &str) -> bool;

    /// Finds the file and export that the handler string names.
    fn locate(&self, files: &dyn Files, entry: &Entry) -> Result<EntryPoint, EntryMissing>;
}
