//! The Python front end.
//!
//! Lowering follows the concrete syntax of tree-sitter-python, one file a family of constructs. What Python decides by
//! running (`__all__`, `setattr`, import hooks, metaclasses) is not modelled here.

mod annotations;
mod builtins;
mod calls;
mod classes;
mod comments;
mod comprehensions;
mod control;
mod declared;
mod expressions;
mod functions;
mod imports;
mod libraries;
mod locate;
mod lowering;
mod names;
mod nearby;
mod packages;
mod patterns;
mod requirements;
mod resolve;
mod source;
mod statements;
mod strings;
mod syntax;
mod syspath;
mod targets;
#[cfg(test)]
mod tests;

use crate::facts::ProblemKind;
use crate::frontend::{EntryMissing, EntryPoint, FrontEnd, Resolution, Surroundings, paths};
use crate::ir::builder::ModuleBuilder;
use crate::ir::{Block, Exports, Module};
use crate::project::{Entry, Language};

/// Python 3.
#[derive(Debug, Clone, Copy)]
pub struct Python;

impl FrontEnd for Python {
    fn lower(&self, path: &str, source: &[u8]) -> Module {
        if source.len() > MAX_SOURCE {
            return refused(path, "the file is too large to be followed");
        }
        let text = source::decode(source);
        match syntax::parse(&text) {
            Some(parsed) => lowering::lower(path, &text, &parsed),
            None => refused(path, "the file could not be parsed"),
        }
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

    fn is_public(
        &self,
        project: &Surroundings<'_>,
        entry: &Entry,
        from: &str,
        library: &str,
    ) -> bool {
        declared::is_declared(project.files, entry, from, library)
    }

    fn locate(
        &self,
        project: &Surroundings<'_>,
        entry: &Entry,
    ) -> Result<EntryPoint, EntryMissing> {
        locate::locate(project.files, entry)
    }
}

/// Larger files are data; code of this size is generated.
const MAX_SOURCE: usize = 8 << 20;

fn refused(path: &str, message: &str) -> Module {
    let mut builder = ModuleBuilder::new(path, Language::Python, Exports::Variables);
    builder.problem(ProblemKind::Budget, message);
    builder.finish(Block::new())
}
