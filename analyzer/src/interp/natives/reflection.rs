//! Natives by which a program looks at itself: the names of its modules, and modules by their name.
//!
//! They are called where the program calls them, so that the module is the one that the call stands in.

use crate::facts::Reason;
use crate::interp::text::Piece;
use crate::interp::value::{Atom, ModuleId, Value};
use crate::interp::{Interpreter, Site};
use crate::ir::FunctionId;
use crate::project::Language;

impl Interpreter<'_> {
    /// The name of a module as Python has it: its path below the code's root, with dots.
    pub(in crate::interp) fn name_of_module(&self, id: ModuleId) -> String {
        let path = self
            .modules
            .get(id.0 as usize)
            .map_or("", |loaded| loaded.module.path.as_str());
        let below = match self.entry.code_root.as_str() {
            "" => path,
            root => path
                .strip_prefix(root)
                .map_or(path, |path| path.trim_start_matches('/')),
        };
        let stem = below.strip_suffix(".py").unwrap_or(below);
        stem.strip_suffix("/__init__")
            .unwrap_or(stem)
            .replace('/', ".")
    }

    /// The module of the program that has a name, when it is loaded.
    pub(super) fn own_module(&self, name: &str) -> Option<ModuleId> {
        let of_program = self.modules.iter().enumerate().filter(|(_, loaded)| {
            loaded.model.is_none() && loaded.module.language == Language::Python
        });
        of_program
            .filter_map(|(at, _)| Some(ModuleId(u32::try_from(at).ok()?)))
            .find(|id| self.name_of_module(*id) == name)
    }

    /// The variables of a module that hold something, with their names.
    fn variables_of(&mut self, site: Site) -> Vec<(String, Value)> {
        let Some(loaded) = self.modules.get(site.module.0 as usize) else {
            return Vec::new();
        };
        let (body, module) = (loaded.body, loaded.module);
        let mut found = Vec::new();
        for (slot, variable) in module
            .function(FunctionId::BODY)
            .variables
            .iter()
            .enumerate()
        {
            let slot = u32::try_from(slot).unwrap_or(u32::MAX);
            let cell = self.store.variable(body, slot);
            let value = self.store.read(cell, site.activation);
            if value != Value::NEVER && !variable.name.starts_with('%') {
                found.push((variable.name.clone(), value));
            }
        }
        found
    }
}

/// `globals()`: the variables of the module by their names. What is put there by this way is not seen by the module.
pub(super) fn globals(interp: &mut Interpreter<'_>, site: Site) -> Value {
    let record = interp.new_record(site, 0);
    for (name, value) in interp.variables_of(site) {
        interp.define_field(record, &name, value);
    }
    interp.pool.one(Atom::Object(record))
}

/// `eval(source)`: the variables that the source can be the name of. Any other source is not followed.
pub(super) fn eval(interp: &mut Interpreter<'_>, site: Site, source: Value) -> Value {
    let texts = interp.texts(source);
    let named: Vec<_> = texts
        .iter()
        .filter(|text| {
            text.pieces()
                .iter()
                .any(|it| matches!(it, Piece::Literal(_)))
        })
        .collect();
    let mut result = Value::NEVER;
    if !named.is_empty() {
        for (name, value) in interp.variables_of(site) {
            if named.iter().any(|text| text.may_be(&name)) {
                result = interp.pool.join(result, value);
            }
        }
    }
    let computed = interp.unknown(Reason::Computed);
    match (result, texts.iter().all(|text| text.as_literal().is_some())) {
        (Value::NEVER, _) => computed,
        (result, true) => result,
        (result, false) => interp.pool.join(result, computed),
    }
}

/// `own_module(name)`: a module of the program by its name, as `sys.modules` has it; unknown for any other.
pub(super) fn own_module(interp: &mut Interpreter<'_>, name: Value) -> Value {
    let mut result = Value::NEVER;
    for text in interp.texts(name) {
        let module = text.as_literal().and_then(|name| interp.own_module(name));
        let value = match module {
            Some(module) => interp.pool.one(Atom::Module(module)),
            None => interp.unknown(Reason::External),
        };
        result = interp.pool.join(result, value);
    }
    result
}
