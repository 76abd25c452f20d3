//! Modules: imports, members, builtins.

use super::activation::ActivationKey;
use super::natives::Native;
use super::store::{CellId, ObjectKind};
use super::text::Text;
use super::value::{ActivationId, Atom, Closure, ModuleId, ObjectId, Value};
use super::{Interpreter, Site, sdk};
use crate::facts::{ProblemKind, Reason};
use crate::frontend::Resolution;
use crate::ir::{Exports, FunctionId, Module};
use crate::modules::{ModelName, front_end};
use crate::project::Language;
use std::rc::Rc;

/// The longest path of a library, in bytes; what would be longer is no library.
const LONGEST_PATH: usize = 400;

/// The library that models import native functions from, in each language's spelling.
const NATIVE_MODULES: &[&str] = &["__native__", "#native", "native"];

/// A module in use.
#[derive(Debug)]
pub(crate) struct Loaded<'m> {
    pub(crate) module: &'m Module,
    /// What it exports, for modules with an export cell.
    pub(crate) exports: CellId,
    /// The activation of its body.
    pub(crate) body: ActivationId,
    /// The name it is known by, for models.
    pub(crate) model: Option<Rc<str>>,
}

/// What an import leads to.
#[derive(Debug, Clone)]
pub(crate) enum Import {
    /// A module.
    Module(ModuleId),
    /// A library or folder.
    Value(Value),
    /// Code that cannot be seen, with what is said about it each time that it is imported.
    Unseen(Value, ProblemKind, Rc<str>),
}

impl<'m> Interpreter<'m> {
    /// Evaluates an import.
    pub(crate) fn import(&mut self, site: Site, specifier: &str) -> Value {
        match self.imported(site, specifier) {
            Import::Value(value) => value,
            Import::Unseen(value, kind, message) => {
                self.problem(site, kind, message.as_ref());
                value
            }
            Import::Module(module) => self.module_value(site, module),
        }
    }

    /// What an import leads to, looked up once.
    fn imported(&mut self, site: Site, specifier: &str) -> Import {
        let key = (site.module, Rc::from(specifier));
        if let Some(import) = self.imports.get(&key) {
            return import.clone();
        }
        let import = self.resolve(site, specifier);
        self.imports.insert(key, import.clone());
        import
    }

    /// Runs a module's body if it has not run yet, and gives the module.
    pub(crate) fn module_value(&mut self, site: Site, id: ModuleId) -> Value {
        let Some(loaded) = self.modules.get(id.0 as usize) else {
            return Value::NEVER;
        };
        let (exports, kind) = (loaded.exports, loaded.module.exports);
        self.run_module(site, loaded.body);
        match kind {
            Exports::Variables => self.pool.one(Atom::Module(id)),
            Exports::Cell => self.exported(id, exports, site.activation),
        }
    }

    /// The content of an export cell: without the record that every module starts with, where nothing was put on it and
    /// something else took its place.
    pub(crate) fn exported(
        &mut self,
        module: ModuleId,
        exports: CellId,
        reader: ActivationId,
    ) -> Value {
        let value = self.store.read(exports, reader);
        let atoms = self.pool.atoms(value);
        if atoms.len() < 2 {
            return value;
        }
        let Some(loaded) = self.modules.get(module.0 as usize) else {
            return value;
        };
        let body = loaded.body;
        let first = self.first_exports(body);
        if self.store.fields(first, reader).is_empty() {
            self.pool
                .without(value, |atom| *atom == Atom::Object(first))
        } else {
            value
        }
    }

    /// The record that a module's exports start as.
    fn first_exports(&mut self, body: ActivationId) -> ObjectId {
        let birth = super::store::Birth {
            activation: body,
            expr: crate::ir::ExprId(u32::MAX),
            nth: 0,
        };
        self.store.object(birth, 0, ObjectKind::Record)
    }

    fn run_module(&mut self, site: Site, id: ActivationId) {
        if let Some(importer) = self.activations.get_mut(site.activation.0 as usize) {
            importer.callees.insert((id, site.expr));
        }
        let ran = self
            .activations
            .get(id.0 as usize)
            .is_some_and(|activation| activation.ran);
        if !ran {
            self.run(id);
        }
    }

    fn resolve(&mut self, site: Site, specifier: &str) -> Import {
        let Some(loaded) = self.modules.get(site.module.0 as usize) else {
            return Import::Value(Value::NEVER);
        };
        let (language, from, is_model) = (
            loaded.module.language,
            loaded.module.path.clone(),
            loaded.model.is_some(),
        );
        if is_model {
            if NATIVE_MODULES.contains(&specifier) {
                return Import::Value(self.pool.one(Atom::Library("#native".into())));
            }
            return self.library(language, specifier);
        }
        // A library that has a model is not followed into its source where that happens to be in the repository. Python's
        // front end decides this itself: there a file of the program may hide a library's name.
        if language != Language::Python
            && let Some(module) = self.load_model(language, specifier)
        {
            return Import::Module(module);
        }
        let resolution =
            front_end(language).resolve(self.source.project(), self.entry, &from, specifier);
        match resolution {
            Resolution::File(path) => match self.load(&path) {
                Some(module) => Import::Module(module),
                None => self.missing(specifier),
            },
            Resolution::Namespace(_) => {
                Import::Value(self.pool.one(Atom::Namespace(specifier.into())))
            }
            Resolution::Library(name) => match self.library(language, &name) {
                Import::Value(value)
                    if matches!(self.pool.single(value), Some(Atom::Library(_)))
                        && !front_end(language).is_public(
                            self.source.project(),
                            self.entry,
                            &from,
                            &name,
                        ) =>
                {
                    unseen(value, &name)
                }
                import => import,
            },
            Resolution::Missing => self.missing(specifier),
        }
    }

    /// Evaluates an import of a module whose name is known in part: any module that fits.
    pub(crate) fn import_fitting(&mut self, site: Site, name: &Text) -> Option<Value> {
        let loaded = self.modules.get(site.module.0 as usize)?;
        let (start, end) = (name.leading_literal(), name.trailing_literal());
        let from = &loaded.module.path;
        let fitting = front_end(loaded.module.language).candidates(
            self.source.project().files,
            from,
            start,
            end,
        );
        let mut result = Value::NEVER;
        for specifier in &fitting {
            let module = self.import(site, specifier);
            result = self.pool.join(result, module);
        }
        (!fitting.is_empty()).then_some(result)
    }

    /// Evaluates the import of a type: it says what a value is, and nothing is lost where it is not to be found.
    pub(crate) fn import_type(&mut self, site: Site, specifier: &str) -> Value {
        match self.imported(site, specifier) {
            Import::Value(value) | Import::Unseen(value, ..) => value,
            Import::Module(module) => self.module_value(site, module),
        }
    }

    fn missing(&mut self, specifier: &str) -> Import {
        let message = format!(
            "`{specifier}` is imported here and is not in the repository: what it does is not known"
        );
        let value = self.unknown(Reason::Missing);
        Import::Unseen(value, ProblemKind::UnreadableFile, message.into())
    }

    /// A library: its model, the SDK, or opaque.
    fn library(&mut self, language: Language, name: &str) -> Import {
        if let Some(module) = self.load_model(language, name) {
            return Import::Module(module);
        }
        if let Some(value) = sdk::library(self, name) {
            return Import::Value(value);
        }
        Import::Value(self.pool.one(Atom::Library(name.into())))
    }

    /// Loads a file of the project.
    pub(crate) fn load(&mut self, path: &str) -> Option<ModuleId> {
        let module = self.source.file(path)?;
        Some(self.add_module(module, None))
    }

    /// Whether a module is a library's model.
    pub(crate) fn is_model_module(&self, id: ModuleId) -> bool {
        self.modules
            .get(id.0 as usize)
            .is_some_and(|loaded| loaded.model.is_some())
    }

    fn load_model(&mut self, language: Language, name: &str) -> Option<ModuleId> {
        let module = self.source.model(ModelName::new(language, name))?;
        Some(self.add_module(module, Some(name.into())))
    }

    fn add_module(&mut self, module: &'m Module, model: Option<Rc<str>>) -> ModuleId {
        let key = std::ptr::from_ref(module);
        if let Some(id) = self.module_ids.get(&key) {
            return *id;
        }
        let id = ModuleId(u32::try_from(self.modules.len()).unwrap_or(u32::MAX));
        let exports = self.store.cell();
        let body = self.module_body(id);
        let is_model = model.is_some();
        self.modules.push(Loaded {
            module,
            exports,
            body,
            model,
        });
        self.module_ids.insert(key, id);
        if module.exports == Exports::Cell {
            let record = self.first_exports(body);
            if is_model {
                // What a model leaves out is code that cannot be seen.
                let rest = self.store.get(record).rest;
                let unknown = self.unknown(Reason::External);
                self.store.write(&mut self.pool, rest, unknown);
            }
            let record = self.pool.one(Atom::Object(record));
            self.store.write(&mut self.pool, exports, record);
        }
        id
    }

    fn module_body(&mut self, module: ModuleId) -> ActivationId {
        let closure = Closure {
            module,
            function: FunctionId::BODY,
            environment: ActivationId::NONE,
            unbound: false,
        };
        let key = ActivationKey {
            closure,
            receiver: Value::NEVER,
            arguments: Rc::from([]),
            called_at: None,
            summary: false,
        };
        self.add_activation(key)
    }

    /// A variable of a module seen by its variables, or a module inside of it.
    pub(crate) fn module_member(&mut self, site: Site, id: ModuleId, name: &str) -> Value {
        let Some(loaded) = self.modules.get(id.0 as usize) else {
            return Value::NEVER;
        };
        let (module, body, model) = (loaded.module, loaded.body, loaded.model.clone());
        if let Some(var) = module.top_level(name) {
            let cell = self.variable(body, var);
            let value = self.store.read(cell, site.activation);
            if value != Value::NEVER || model.is_none() {
                return value;
            }
        }
        match model {
            Some(model) => self.library_member(site, &model, name),
            None => self.submodule(site, id, module, name),
        }
    }

    fn submodule(&mut self, site: Site, id: ModuleId, module: &'m Module, name: &str) -> Value {
        let inner = Site { module: id, ..site };
        let specifier = format!(".{name}");
        let found = match module.language {
            Language::Python if module.path.ends_with("__init__.py") => front_end(module.language)
                .resolve(self.source.project(), self.entry, &module.path, &specifier),
            _ => Resolution::Missing,
        };
        match found {
            Resolution::File(_) | Resolution::Namespace(_) => self.import(inner, &specifier),
            Resolution::Library(_) | Resolution::Missing => self.star_member(site, id, name),
        }
    }

    /// A name that came into a module with `from other import *`.
    fn star_member(&mut self, site: Site, id: ModuleId, name: &str) -> Value {
        // Modules that import all of each other: each is looked into once.
        if !self.searched.insert(id) {
            return self.pool.null();
        }
        let cell = self.stars_of(id);
        let stars = self.store.read(cell, site.activation);
        let result = self.read_field(site, stars, name);
        self.searched.remove(&id);
        let result = self.pool.not_null(result);
        if result == Value::NEVER {
            self.pool.null()
        } else {
            result
        }
    }

    fn stars_of(&mut self, id: ModuleId) -> CellId {
        if let Some(cell) = self.stars.get(&id) {
            return *cell;
        }
        let cell = self.store.cell();
        self.stars.insert(id, cell);
        cell
    }

    /// Notes `from other import *`.
    pub(crate) fn import_star(&mut self, site: Site, other: Value) {
        let cell = self.stars_of(site.module);
        self.store.write(&mut self.pool, cell, other);
    }

    /// A member of a library.
    pub(crate) fn library_member(&mut self, site: Site, path: &str, name: &str) -> Value {
        if path == "#native" {
            return match name {
                "environment" => self.pool.one(Atom::Environment),
                name => match Native::named(name) {
                    Some(native) => self.pool.one(Atom::Native(native)),
                    None => self.pool.null(),
                },
            };
        }
        if name == "default" {
            return self.pool.one(Atom::Library(path.into()));
        }
        if path.len() > LONGEST_PATH {
            return self.unknown(Reason::External);
        }
        let full = format!("{path}.{name}");
        let language = self
            .modules
            .get(site.module.0 as usize)
            .map_or(Language::Python, |loaded| loaded.module.language);
        if let Some(module) = self.load_model(language, &full) {
            return self.module_value(site, module);
        }
        if let Some(member) = self.member_above(site, language, path, name) {
            return member;
        }
        self.pool.one(Atom::Library(full.into()))
    }

    /// A name of a module without a model that a package above it has: libraries give out at the top what they define
    /// further down (`from library.area.file import Name`).
    fn member_above(
        &mut self,
        site: Site,
        language: Language,
        path: &str,
        name: &str,
    ) -> Option<Value> {
        if language != Language::Python {
            return None;
        }
        let mut above = path;
        while let Some((package, _)) = above.rsplit_once('.') {
            if self.load_model(language, package).is_some() {
                return self.model_member(site, package, name);
            }
            above = package;
        }
        None
    }

    /// What a model module exports under a name.
    pub(crate) fn model_member(&mut self, site: Site, model: &str, name: &str) -> Option<Value> {
        let language = ModelName::language_of(model);
        let module = self.load_model(language, model)?;
        let loaded = self.modules.get(module.0 as usize)?;
        if loaded.module.exports == Exports::Variables {
            loaded.module.top_level(name)?;
        }
        let value = self.module_value(site, module);
        let member = self.read_field(site, value, name);
        let member = self.pool.without(member, |atom| {
            matches!(
                atom,
                Atom::Null | Atom::Absent | Atom::Unknown(Reason::External)
            )
        });
        (member != Value::NEVER).then_some(member)
    }

    /// A name in no scope.
    pub(crate) fn builtin(&mut self, site: Site, name: &str) -> Value {
        let Some(loaded) = self.modules.get(site.module.0 as usize) else {
            return Value::NEVER;
        };
        let (language, is_model) = (loaded.module.language, loaded.model.is_some());
        if name == "__name__" {
            let name = self.name_of_module(site.module);
            return self.pool.text(&name);
        }
        if name == "__file__" {
            return self.pool.text("module");
        }
        if name == "__dirname"
            && let Some(folder) = self.folder_of(site.module)
        {
            return self.pool.one(Atom::Text(folder));
        }
        if (name.starts_with('%') || name == "super")
            && let Some(native) = Native::named(name)
        {
            return self.pool.one(Atom::Native(native));
        }
        let builtins = ModelName::builtins(language);
        let in_builtins = is_model && loaded.model.as_deref() == Some(builtins);
        if !in_builtins && let Some(value) = self.model_member(site, builtins, name) {
            return value;
        }
        self.pool.one(Atom::Library(name.into()))
    }
}

/// A library that is nowhere to be seen: code written for this program, in another repository or a layer.
fn unseen(value: Value, library: &str) -> Import {
    let message = format!(
        "`{library}` is imported here, is not in the repository and no dependency file names it: its AWS calls are not \
         known, state them with a hint beside the import"
    );
    Import::Unseen(value, ProblemKind::UnseenCode, message.into())
}
