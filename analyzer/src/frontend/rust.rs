//! Rust: `syn` trees to the IR, Cargo packages to files.
//!
//! Lowering knows no types. Methods are dispatched by the interpreter on the values they meet, so that what a type would
//! say is written down only where a program says it (parameters, `let`, fields), as hints. Macros that the project defines
//! with `macro_rules!` are expanded; of others the arguments are evaluated where they can be read as expressions.

mod attributes;
mod branches;
mod cargo;
mod classes;
mod control;
mod exprs;
mod format;
mod functions;
mod items;
mod locate;
mod loops;
mod lower;
mod macros;
mod modules;
mod paths;
mod patterns;
mod resolve;
mod scan;
mod types;
mod uses;
mod values;

#[cfg(test)]
mod tests;

use super::{EntryMissing, EntryPoint, FrontEnd, Resolution, Surroundings};
use crate::ir::Module;
use crate::project::{Entry, MemoryFiles};

/// The front end for Rust.
#[derive(Debug, Clone, Copy, Default)]
pub struct Rust;

impl FrontEnd for Rust {
    fn lower(&self, path: &str, source: &[u8]) -> Module {
        let files = MemoryFiles::default();
        lower::lower(&Surroundings::new(&files), path, source)
    }

    fn lower_in(&self, project: &Surroundings<'_>, path: &str, source: &[u8]) -> Module {
        lower::lower(project, path, source)
    }

    fn resolve(
        &self,
        project: &Surroundings<'_>,
        entry: &Entry,
        from: &str,
        specifier: &str,
    ) -> Resolution {
        resolve::resolve(project, entry, from, specifier)
    }

    fn is_public(&self, project: &Surroundings<'_>, _: &Entry, from: &str, library: &str) -> bool {
        resolve::is_public(project, from, library)
    }

    fn locate(
        &self,
        project: &Surroundings<'_>,
        entry: &Entry,
    ) -> Result<EntryPoint, EntryMissing> {
        locate::locate(project, entry)
    }
}
