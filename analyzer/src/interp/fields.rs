//! Reading fields and elements.

mod copying;
mod writing;

use super::arguments::Arguments;
use super::store::{ObjectKind, Store};
use super::text::{Hole, Text};
use super::value::{Atom, Bound, Closure, ObjectId, Value};
use super::{Frame, Interpreter, Site, sdk};
use crate::facts::{Reason, Step};
use crate::ir::FunctionId;
use std::rc::Rc;

/// Variables that tell a program that it runs in an emulator: set by SAM's, Serverless' (the offline plugin), LocalStack and
/// the test runner Jest, as their documentation says.
const OF_EMULATORS: &[&str] = &[
    "AWS_SAM_LOCAL",
    "IS_OFFLINE",
    "JEST_WORKER_ID",
    "LOCALSTACK_HOSTNAME",
];

/// At most so many pairs of an object and a key are told apart by one read or write.
const MAX_PAIRS: usize = 128;

/// Methods of methods of methods are told so far apart: no code goes on like this, a loop would forever.
const MAX_METHODS_OF_METHODS: usize = 4;

/// Field of a record that holds the library whose names it has too (`export * from "library"`).
const STAR: &str = "%star";

impl<'m> Interpreter<'m> {
    /// A named field, method or module member.
    pub(crate) fn read_field(&mut self, site: Site, object: Value, name: &str) -> Value {
        let mut result = Value::NEVER;
        for atom in self.pool.atoms(object) {
            let value = self.field_of(site, &atom, name);
            result = self.pool.join(result, value);
        }
        result
    }

    fn field_of(&mut self, site: Site, atom: &Atom, name: &str) -> Value {
        if name == "default" && self.is_own_default(site, atom) {
            return self.pool.one(atom.clone());
        }
        match atom {
            Atom::Object(object) => match self.store.kind(*object) {
                // How long a list is depends on which of its writes have happened.
                ObjectKind::List if name == "length" => self.unknown(Reason::Computed),
                ObjectKind::Record if self.is_map_method(site, name) => {
                    self.builtin_method(atom, name)
                }
                ObjectKind::Record | ObjectKind::List => {
                    self.record_field(site, *object, name, Lookup::WithMethods)
                }
                ObjectKind::Instance(class) => self.instance_field(site, *object, class, name),
                ObjectKind::Class(..) => self.class_field(site, *object, name),
            },
            Atom::Module(module) => self.module_member(site, *module, name),
            Atom::Namespace(specifier) => {
                let specifier = format!("{specifier}.{name}");
                self.import(site, &specifier)
            }
            Atom::Library(path) => self.library_member(site, path, name),
            Atom::Super(class, receiver) => self.super_field(site, *class, *receiver, name),
            Atom::Symbol(symbol) => {
                let symbol = symbol.step(Step::Field(name.to_owned()));
                self.pool.one(Atom::Symbol(symbol))
            }
            Atom::Environment => self.environment_variable(name),
            Atom::Settings(before) => {
                self.environment_variable(&format!("{before}{}", name.to_ascii_uppercase()))
            }
            Atom::Sdk(object) => sdk::read_field(self, site, object, name),
            Atom::Wrapped(_) | Atom::Unknown(_) => self.pool.one(atom.clone()),
            Atom::Null | Atom::Absent => self.pool.null(),
            Atom::Function(_) | Atom::Bound(_) if name == "__name__" => self.name_of(atom),
            Atom::Text(text) if name == "length" => match text.as_literal() {
                Some(text) => {
                    let length = text.chars().count().to_string();
                    self.pool.one(Atom::Number(length.as_str().into()))
                }
                None => self.unknown(Reason::Computed),
            },
            Atom::Number(_) if name == "length" => self.unknown(Reason::Computed),
            // The members of enumerations are their values.
            Atom::Text(_) | Atom::Number(_) if name == "value" => self.pool.one(atom.clone()),
            Atom::Text(_) | Atom::Number(_) | Atom::Bool(_) | Atom::Bound(_) | Atom::Native(_) => {
                self.builtin_method(atom, name)
            }
            Atom::Function(closure) if name == "prototype" => self.prototype_of(site, *closure),
            Atom::Function(closure) => match self.function_property(site, *closure, name) {
                Some(value) => value,
                None => self.builtin_method(atom, name),
            },
        }
    }

    /// What the program put on a function under a name.
    pub(crate) fn function_property(
        &mut self,
        site: Site,
        closure: Closure,
        name: &str,
    ) -> Option<Value> {
        let properties = self.properties_of(closure);
        let cell = self.store.field(properties, name);
        let value = self.store.read(cell, site.activation);
        (value != Value::NEVER).then_some(value)
    }

    /// Whether the default export of a value is the value itself: what a CommonJS module exports, imported as a default.
    fn is_own_default(&mut self, site: Site, atom: &Atom) -> bool {
        match atom {
            Atom::Object(object) => {
                let cell = self.store.field(*object, "default");
                self.store.read(cell, site.activation) == Value::NEVER
            }
            Atom::Function(_) | Atom::Bound(_) | Atom::Native(_) => true,
            _ => false,
        }
    }

    /// The name that a function was defined under.
    fn name_of(&mut self, function: &Atom) -> Value {
        let closure = match function {
            Atom::Function(closure) => *closure,
            Atom::Bound(bound) => match bound.as_ref() {
                Bound::Method(_, closure) => *closure,
                Bound::Builtin(_, name) => return self.pool.text(name),
                Bound::Partial(..) => return self.unknown(Reason::Computed),
            },
            _ => return self.unknown(Reason::Computed),
        };
        let name = self
            .function(closure)
            .and_then(|function| function.name.rsplit('.').next());
        match name {
            Some(name) => self.pool.text(name),
            None => self.unknown(Reason::Computed),
        }
    }

    /// A method that values of a builtin kind have, taken as a value.
    pub(crate) fn builtin_method(&mut self, atom: &Atom, name: &str) -> Value {
        let receiver = |atom: &'_ Atom| match atom {
            Atom::Bound(bound) => match bound.as_ref() {
                Bound::Builtin(receiver, _) => Some(receiver.clone()),
                _ => None,
            },
            _ => None,
        };
        if std::iter::successors(Some(atom.clone()), receiver).count() > MAX_METHODS_OF_METHODS {
            return self.unknown(Reason::Widened);
        }
        self.pool.one(Atom::Bound(Rc::new(Bound::Builtin(
            atom.clone(),
            name.into(),
        ))))
    }

    /// Whether an attribute of a map is a method of all maps, whatever stands under the key of its name.
    pub(crate) fn is_map_method(&self, site: Site, name: &str) -> bool {
        let module = self.modules.get(site.module.0 as usize);
        module.is_some_and(|loaded| !loaded.module.language.has_keys_as_attributes())
            && super::methods::is_method_of_map(name)
    }

    /// The value of an environment variable. What only emulators set is not set where the function is deployed, and what a
    /// program does for them alone is not run there.
    pub(crate) fn environment_variable(&mut self, name: &str) -> Value {
        match name {
            name if OF_EMULATORS.contains(&name) => self.pool.null(),
            "AWS_REGION" | "AWS_DEFAULT_REGION" => {
                self.pool.one(Atom::Text(Text::hole(Hole::Region)))
            }
            name => self
                .pool
                .one(Atom::Text(Text::hole(Hole::Env(name.into())))),
        }
    }

    fn record_field(&mut self, site: Site, object: ObjectId, name: &str, lookup: Lookup) -> Value {
        let cell = self.store.field(object, name);
        let value = self.store.read(cell, site.activation);
        if Store::is_certain(&self.pool, value) {
            return value;
        }
        if value == Value::NEVER
            && let Some(member) = self.star_field(site, object, name)
        {
            return member;
        }
        let mut others = self.store.rest(object, site.activation);
        for (_, value) in self.store.keyed_fields(object, site.activation) {
            others = self.pool.join(others, value);
        }
        let kind = self.store.kind(object);
        let is_method = lookup == Lookup::WithMethods && super::methods::is_method_of(kind, name);
        if value == Value::NEVER && is_method {
            return self.builtin_method(&Atom::Object(object), name);
        }
        let value = self.pool.present_or_null(value);
        let null = self.pool.null();
        self.pool.join_all([value, others, null])
    }

    /// A name that a record or an instance has from a library or from the environment.
    pub(crate) fn star_field(&mut self, site: Site, record: ObjectId, name: &str) -> Option<Value> {
        let star = *self.store.get(record).fields.get(STAR)?;
        let library = self.store.read(star, site.activation);
        (library != Value::NEVER).then(|| self.read_field(site, library, name))
    }

    /// Whether nothing may stand under a key: it is not known, and the object is one whose elements are.
    pub(crate) fn may_miss(&mut self, object: Value, index: Value) -> bool {
        let keys = self.keys_for(object, index);
        let is_open = keys.iter().any(|key| matches!(key, Key::Partly(_)));
        is_open
            && self.pool.has(object, |atom| match atom {
                Atom::Object(object) => {
                    matches!(
                        self.store.kind(*object),
                        ObjectKind::Record | ObjectKind::List
                    )
                }
                _ => false,
            })
    }

    /// An element by a computed key.
    pub(crate) fn read_index(&mut self, site: Site, object: Value, index: Value) -> Value {
        let keys = self.keys_for(object, index);
        let mut result = Value::NEVER;
        for atom in self.pool.atoms(object) {
            for key in &keys {
                let value = self.element_at(site, &atom, key);
                result = self.pool.join(result, value);
            }
        }
        result
    }

    fn element_at(&mut self, site: Site, atom: &Atom, key: &Key) -> Value {
        match (atom, key) {
            (Atom::Object(object), Key::Name(name)) => match self.store.kind(*object) {
                ObjectKind::List if name.starts_with('-') => match name.parse::<i64>() {
                    Ok(back) => self.element_from_end(site, *object, back),
                    Err(_) => self.pool.null(),
                },
                ObjectKind::Record | ObjectKind::List => {
                    self.record_field(site, *object, name, Lookup::DataOnly)
                }
                ObjectKind::Instance(_) if self.has_member(site, *object, "__getitem__") => {
                    let name = self.pool.text(name);
                    let arguments = Arguments::positional([name]);
                    self.call_method(site, atom, "__getitem__", &arguments)
                }
                ObjectKind::Instance(class) => match self.field_at(site, class, name) {
                    Some(field) => self.field_of(site, atom, &field),
                    None => self.field_of(site, atom, name),
                },
                ObjectKind::Class(..) => self.field_of(site, atom, name),
            },
            (Atom::Object(object), Key::Partly(key))
                if matches!(self.store.kind(*object), ObjectKind::Class(..))
                    && let Some(subscript) =
                        self.find_static(site, *object, "__class_getitem__") =>
            {
                let key = Arguments::positional([*key]);
                let class = self.pool.one(atom.clone());
                self.call(site, subscript, class, &key)
            }
            (Atom::Object(object), Key::Partly(key)) => self.values_under(site, *object, *key),
            (Atom::Symbol(symbol), Key::Name(name)) => {
                let symbol = symbol.under(name);
                self.pool.one(Atom::Symbol(symbol))
            }
            (Atom::Symbol(symbol), Key::Partly(_)) => {
                let symbol = symbol.step(Step::Any);
                self.pool.one(Atom::Symbol(symbol))
            }
            (
                Atom::Environment | Atom::Settings(_) | Atom::Text(_) | Atom::Number(_),
                Key::Partly(_),
            ) => self.unknown(Reason::Computed),
            (Atom::Text(text), Key::Name(name)) if name.parse::<i64>().is_ok() => {
                let start = name.parse::<i64>().unwrap_or_default();
                let stop = (start != -1).then(|| start.saturating_add(1));
                let start = Some(start);
                let char = super::bounds::Bounds { start, stop }.of_text(text);
                self.pool.one(Atom::Text(char))
            }
            (Atom::Number(_), Key::Name(name)) if name.parse::<i64>().is_ok() => {
                self.unknown(Reason::Computed)
            }
            (Atom::Sdk(object), Key::Name(name)) => sdk::read_field(self, site, object, name),
            (Atom::Sdk(_), Key::Partly(_)) => self.builtin_method(atom, sdk::DYNAMIC),
            (
                Atom::Bool(_) | Atom::Function(_) | Atom::Bound(_) | Atom::Native(_),
                Key::Partly(_),
            ) => self.pool.null(),
            (Atom::Null | Atom::Absent, _) => self.pool.null(),
            (Atom::Unknown(_) | Atom::Wrapped(_), _) => self.pool.one(atom.clone()),
            (Atom::Module(module), Key::Partly(_)) => self.any_member(site, *module),
            (Atom::Library(_) | Atom::Namespace(_) | Atom::Super(..), Key::Partly(_)) => {
                self.unknown(Reason::External)
            }
            (_, Key::Name(name)) => self.field_of(site, atom, name),
        }
    }

    /// Everything that a key known in part may mean.
    fn values_under(&mut self, site: Site, object: ObjectId, key: Value) -> Value {
        let same = self
            .store
            .keyed_fields(object, site.activation)
            .into_iter()
            .find(|(known, _)| *known == key);
        if let Some((_, value)) = same
            && self
                .pool
                .single(key)
                .is_some_and(|atom| matches!(atom, Atom::Text(_)))
        {
            return value;
        }
        let held = self.any_value(site, object);
        match self.store.kind(object) {
            ObjectKind::Instance(_) | ObjectKind::Class(..) => {
                let methods = self.methods_like(site, object, key);
                self.pool.join(held, methods)
            }
            ObjectKind::Record | ObjectKind::List => held,
        }
    }

    /// Any value held by an object.
    pub(crate) fn any_value(&mut self, site: Site, object: ObjectId) -> Value {
        let all = self.store.any(&mut self.pool, object, site.activation);
        let all = self.pool.present(all);
        if all == Value::NEVER {
            self.pool.null()
        } else {
            all
        }
    }

    /// The key that an index is, where that is known.
    pub(crate) fn only_key(&mut self, index: Value) -> Option<Rc<str>> {
        match self.keys_of(index).as_slice() {
            [Key::Name(name)] => Some(Rc::clone(name)),
            _ => None,
        }
    }

    /// The keys that an index of a value can be: one that is not known where keys and objects are too many to go through.
    fn keys_for(&mut self, object: Value, index: Value) -> Vec<Key> {
        let keys = self.keys_of(index);
        if keys.len() > 1 && keys.len() * self.pool.objects(object).len() > MAX_PAIRS {
            return vec![Key::Partly(self.unknown(Reason::Widened))];
        }
        keys
    }

    /// The keys that an index can be.
    fn keys_of(&mut self, index: Value) -> Vec<Key> {
        let mut keys = Vec::new();
        let mut partly = Value::NEVER;
        for atom in self.pool.atoms(index) {
            match &atom {
                Atom::Text(text) if text.as_literal().is_some() => {
                    keys.push(Key::Name(text.as_literal().unwrap_or_default().into()));
                }
                Atom::Number(text) => keys.push(Key::Name(Rc::clone(text))),
                Atom::Bool(value) => keys.push(Key::Name(value.to_string().into())),
                Atom::Null | Atom::Absent => {}
                _ => {
                    let one = self.pool.one(atom);
                    partly = self.pool.join(partly, one);
                }
            }
        }
        if partly != Value::NEVER {
            keys.push(Key::Partly(partly));
        }
        keys
    }

    /// The value of this module's export cell.
    pub(crate) fn exports(&mut self, frame: &Frame<'m>) -> Value {
        let Some(cell) = self
            .modules
            .get(frame.module_id.0 as usize)
            .map(|loaded| loaded.exports)
        else {
            return Value::NEVER;
        };
        self.exported(frame.module_id, cell, frame.activation)
    }

    fn any_member(&mut self, site: Site, module: super::value::ModuleId) -> Value {
        let Some(loaded) = self.modules.get(module.0 as usize) else {
            return Value::NEVER;
        };
        let (body, count) = (
            loaded.body,
            loaded.module.function(FunctionId::BODY).variables.len(),
        );
        let mut all = Value::NEVER;
        for slot in 0..count {
            let cell = self
                .store
                .variable(body, u32::try_from(slot).unwrap_or_default());
            let value = self.store.read(cell, site.activation);
            all = self.pool.join(all, value);
        }
        all
    }
}

/// A key of an element.
#[derive(Debug, Clone)]
enum Key {
    /// Known.
    Name(Rc<str>),
    /// Known in part or not at all.
    Partly(Value),
}

/// What a field read finds on records and lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lookup {
    /// Fields, and methods that all records and lists have.
    WithMethods,
    /// Fields only.
    DataOnly,
}
