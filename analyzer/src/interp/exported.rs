//! What a module exports, as data: for configurations that are programs.
//!
//! The module is run like a handler's, with everything that it imports, where it would be run: in the folder of its own, so that
//! paths made of it are known. Functions, classes and whatever a library makes are no data.

use super::text::Text;
use super::value::{Atom, ModuleId, Value};
use super::{Interpreter, Site};
use crate::facts::Argument;
use crate::frontend::EntryPoint;
use crate::ir::{Exports, ExprId};

/// Stands for the folder that the program is run in; nothing of a program depends on what it is called.
const WORKING_FOLDER: &str = "/project";

impl Interpreter<'_> {
    /// Runs a module and gives what it exports. `None` when it cannot be read, or exports no value of its own.
    pub(crate) fn evaluate(&mut self, entry: &EntryPoint) -> Option<Argument> {
        self.is_run_in_place = true;
        if !self.analyze(entry) {
            return None;
        }
        let module = self.start.as_ref()?.module;
        let loaded = self.modules.get(module.0 as usize)?;
        if loaded.module.exports != Exports::Cell {
            return None;
        }
        let exports = loaded.exports;
        let value = self.exported(module, exports, self.root);
        let site = Site {
            activation: self.root,
            module,
            expr: ExprId(0),
            round: 0,
            branch: 0,
        };
        let default = self.read_field(site, value, "default");
        let default = self
            .pool
            .without(default, |atom| matches!(atom, Atom::Null | Atom::Absent));
        let value = match default {
            Value::NEVER => value,
            default => default,
        };
        Some(self.spelled_out(value))
    }

    /// The folder that the program is run in; `None` where that is not known.
    pub(crate) fn working_folder(&self) -> Option<Text> {
        self.is_run_in_place.then(|| Text::literal(WORKING_FOLDER))
    }

    /// The folder of a module; `None` where it is not known, or lies outside of the one that the program is run in.
    pub(crate) fn folder_of(&self, module: ModuleId) -> Option<Text> {
        let path = &self.modules.get(module.0 as usize)?.module.path;
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let below = match self.entry.code_root.as_str() {
            "" => folder,
            root => folder.strip_prefix(root)?.trim_start_matches('/'),
        };
        let working = self.working_folder()?;
        Some(match below {
            "" => working,
            below => working.concat(&Text::literal(&format!("/{below}"))),
        })
    }
}
