//! JavaScript and TypeScript: one lowering for both. TypeScript adds syntax that is erased or used as a hint.
//!
//! Reads text with tree-sitter; whatever a file contains, a module comes out, with problems for what could not be read.

mod assignment;
mod class;
mod compiled;
mod config;
mod decorator;
mod escape;
mod expression;
mod files;
mod folder;
mod function;
mod gaps;
mod hints;
mod json;
mod jsx;
mod jump;
mod literal;
mod locate;
mod loops;
mod lower;
mod module;
mod operator;
mod package;
mod pattern;
mod resolve;
mod scope;
mod source;
mod statement;
mod syntax;
mod syntax_error;
#[cfg(test)]
mod tests;
mod types;
mod workspace;

use super::{EntryMissing, EntryPoint, FrontEnd, Resolution, Surroundings};
use crate::ir::Module;
use crate::project::{Entry, Files};

/// The front end of JavaScript and TypeScript.
#[derive(Debug, Clone, Copy, Default)]
pub struct JavaScript;

impl FrontEnd for JavaScript {
    fn lower(&self, path: &str, source: &[u8]) -> Module {
        if path.ends_with(".json") {
            return json::lower(path, source);
        }
        lower::lower(path, source)
    }

    fn resolve(
        &self,
        project: &Surroundings<'_>,
        entry: &Entry,
        from: &str,
        specifier: &str,
    ) -> Resolution {
        resolve::resolve(project.files, entry, from, specifier)
    }

    fn candidates(&self, files: &dyn Files, from: &str, start: &str, end: &str) -> Vec<String> {
        folder::candidates(files, from, start, end)
    }

    fn is_public(
        &self,
        project: &Surroundings<'_>,
        entry: &Entry,
        from: &str,
        library: &str,
    ) -> bool {
        resolve::is_public(project.files, entry, from, library)
    }

    fn locate(
        &self,
        project: &Surroundings<'_>,
        entry: &Entry,
    ) -> Result<EntryPoint, EntryMissing> {
        locate::locate(project.files, entry)
    }
}
