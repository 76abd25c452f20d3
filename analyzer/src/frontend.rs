//! The front ends: one a language, each lowers a source file to the IR and knows where its language looks for code.
//!
//! Nothing here evaluates anything: values, libraries and calls belong to the interpreter.

pub mod javascript;
mod parsing;
mod paths;
pub mod python;
pub mod rust;
mod surroundings;

use crate::ir::Module;
use crate::project::{Entry, Files, Language};
pub use surroundings::{FoundText, Surroundings};

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
    fn resolve(
        &self,
        project: &Surroundings<'_>,
        entry: &Entry,
        from: &str,
        specifier: &str,
    ) -> Resolution;

    /// Specifiers of the modules that one known in part can mean: it begins with `start`, ends with `end`, and anything may
    /// stand between. Empty where that cannot be told.
    fn candidates(&self, _files: &dyn Files, _from: &str, _start: &str, _end: &str) -> Vec<String> {
        Vec::new()
    }

    /// Whether a library that has no model is public code: of the language itself, declared as a dependency from a public
    /// registry, or known to be. What is none of these is code that somebody wrote for this program and that is not here.
    /// Errs on the side of public.
    fn is_public(
        &self,
        project: &Surroundings<'_>,
        entry: &Entry,
        from: &str,
        library: &str,
    ) -> bool;

    /// Finds the file and export that the handler string names.
    fn locate(&self, project: &Surroundings<'_>, entry: &Entry)
    -> Result<EntryPoint, EntryMissing>;
}
