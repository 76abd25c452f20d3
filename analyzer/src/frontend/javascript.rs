//! JavaScript and TypeScript: one lowering for both. TypeScript adds syntax that is erased or used as a hint.
//!
//! Reads text with tree-sitter; whatever a file contains, a module comes out, with problems for what could not be read.

mod class;
mod decorator;
mod expression;
mod function;
mod hints;
mod jsx;
mod jump;
mod literal;
mod lower;
mod module;
mod operator;
mod pattern;
mod scope;
mod source;
mod statement;
mod syntax;
mod syntax_error;
#[cfg(test)]
mod tests;
mod types;

use super::{EntryMissing, EntryPoint, FrontEnd, Resolution};
use crate::ir::Module;
use crate::project::{Entry, Files};

/// The front end of JavaScript and TypeScript.
#[derive(Debug, Clone, Copy, Default)]
pub struct JavaScript;

impl FrontEnd for JavaScript {
    fn lower(&self, path: &str, source: &[u8]) -> Module {
        lower::lower(path, source)
    }

    fn resolve(&self, files: &dyn Files, entry: &Entry, from: &str, specifier: &str) -> Resolution {
        let _ = (files, entry, from);
        Resolution::Library(specifier.to_owned())
    }

    fn locate(&self, files: &dyn Files, entry: &Entry) -> Result<EntryPoint, EntryMissing> {
        let _ = files;
        Err(EntryMissing {
            message: format!("no file for handler `{}`", entry.handler),
            nearest: None,
        })
    }
}
