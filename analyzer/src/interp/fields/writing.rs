//! Writing fields and elements.

use super::{Key, STAR};
use crate::interp::store::{Birth, ObjectKind};
use crate::interp::text::Hole;
use crate::interp::value::{ActivationId, Atom, Closure, ModuleId, ObjectId, Value};
use crate::interp::{Frame, Interpreter, Site};
use crate::ir::{Exports, ExprId};

/// At most so many records and lists of one value are told apart by what is written to them.
const MAX_TOLD_APART: usize = 16;
/// At most so many fields of an object are told apart by keys known in part.
const MAX_KEYED: usize = 24;

impl<'m> Interpreter<'m> {
    /// Assigns a named field.
    pub(crate) fn write_field(&mut self, site: Site, object: Value, name: &str, value: Value) {
        if value == Value::NEVER {
            return;
        }
        self.merge_many(object, Some(name));
        for atom in self.pool.atoms(object) {
            match atom {
                Atom::Object(object) => self.write_object_field(site, object, name, value),
                Atom::Module(module) => self.write_module_member(module, name, value),
                Atom::Function(closure) => {
                    let properties = self.properties_of(closure);
                    self.define_field(properties, name, value);
                }
                _ => {}
            }
        }
    }

    /// Puts the elements of a list in an order that is not known: each may be any of them.
    pub(crate) fn mix(&mut self, site: Site, list: ObjectId) {
        let all = self.any_value(site, list);
        let fields = self.store.fields(list, site.activation);
        for (name, _) in &fields {
            if fields.len() > 1 && name.parse::<usize>().is_ok() {
                self.define_field(list, name, all);
            }
        }
    }

    /// Takes something out of a list or record: what is left moves up, and any of it may be gone. One field when it is
    /// known which.
    pub(crate) fn take_out(&mut self, site: Site, object: ObjectId, only: Option<&str>) {
        if self.store.kind(object) == ObjectKind::List {
            self.mix(site, object);
        }
        let absent = self.pool.one(Atom::Absent);
        for (name, _) in self.store.fields(object, site.activation) {
            if name.as_ref() != STAR && only.is_none_or(|only| only == name.as_ref()) {
                self.define_field(object, &name, absent);
            }
        }
    }

    /// Lets the records and lists of a value share their cells where there are too many of them.
    fn merge_many(&mut self, value: Value, name: Option<&str>) {
        let mut objects = self.pool.objects(value);
        if objects.len() <= MAX_TOLD_APART {
            return;
        }
        objects.retain(|object| {
            matches!(
                self.store.get(*object).kind,
                ObjectKind::Record | ObjectKind::List
            )
        });
        if objects.len() > MAX_TOLD_APART {
            self.store.merge(&mut self.pool, &objects, name);
        }
    }

    fn write_object_field(&mut self, site: Site, object: ObjectId, name: &str, value: Value) {
        if let ObjectKind::Instance(class) = self.store.kind(object)
            && self.call_setter(site, object, class, name, value)
        {
            return;
        }
        let same_branch = self.store.get(object).born == (site.activation, site.branch);
        let cell = self.store.field(object, name);
        let fresh = self.store.peek(cell) == Value::NEVER;
        let is_data = matches!(
            self.store.kind(object),
            ObjectKind::Record | ObjectKind::List
        );
        let value = if fresh && !same_branch && is_data {
            let absent = self.pool.one(Atom::Absent);
            self.pool.join(value, absent)
        } else {
            value
        };
        self.store.write(&mut self.pool, cell, value);
    }

    /// Assigns under a computed key.
    pub(crate) fn write_index(&mut self, site: Site, object: Value, index: Value, value: Value) {
        for key in self.keys_for(object, index) {
            match key {
                Key::Name(name) => self.write_field(site, object, &name, value),
                Key::Partly(key) => {
                    self.merge_many(object, None);
                    for atom in self.pool.atoms(object) {
                        if let Atom::Object(object) = atom {
                            self.write_keyed(object, key, value);
                        }
                    }
                }
            }
        }
    }

    pub(super) fn write_keyed(&mut self, object: ObjectId, key: Value, value: Value) {
        let known_in_part = self.pool.single(key).is_some_and(|atom| match atom {
            Atom::Text(text) => !matches!(text.as_hole(), Some(Hole::Unknown(_))),
            Atom::Symbol(_) | Atom::Object(_) | Atom::Function(_) => true,
            _ => false,
        });
        let few = self.store.get(object).keyed.len() < MAX_KEYED;
        let cell = if known_in_part && few {
            self.store.keyed(object, key)
        } else {
            self.store.get(object).rest
        };
        self.store.write(&mut self.pool, cell, value);
    }

    /// Sets a field of a literal.
    pub(crate) fn define_field(&mut self, object: ObjectId, name: &str, value: Value) {
        let cell = self.store.field(object, name);
        self.store.write(&mut self.pool, cell, value);
    }

    /// Sets a computed field of a literal.
    pub(crate) fn define_key(&mut self, object: ObjectId, key: Value, value: Value) {
        for key in self.keys_of(key) {
            match key {
                Key::Name(name) => self.define_field(object, &name, value),
                Key::Partly(key) => self.write_keyed(object, key, value),
            }
        }
    }

    /// Assigns this module's export cell.
    pub(crate) fn set_exports(&mut self, frame: &Frame<'m>, value: Value) {
        let Some(cell) = self
            .modules
            .get(frame.module_id.0 as usize)
            .map(|loaded| loaded.exports)
        else {
            return;
        };
        self.store.write(&mut self.pool, cell, value);
    }

    fn write_module_member(&mut self, module: ModuleId, name: &str, value: Value) {
        let Some(loaded) = self.modules.get(module.0 as usize) else {
            return;
        };
        if loaded.module.exports != Exports::Variables {
            return;
        }
        let (Some(var), body) = (loaded.module.top_level(name), loaded.body) else {
            return;
        };
        let cell = self.variable(body, var);
        self.store.write(&mut self.pool, cell, value);
    }

    /// What instances of a function have in common, as a constructor: the record its `prototype` starts as, or what the
    /// program put there.
    pub(crate) fn prototype_of(&mut self, site: Site, closure: Closure) -> Value {
        if let Some(given) = self.function_property(site, closure, "prototype") {
            return given;
        }
        let properties = self.properties_of(closure);
        let birth = Birth {
            activation: ActivationId::NONE,
            expr: ExprId(u32::MAX - 1),
            nth: properties.0,
        };
        let record = self.store.object(birth, 0, ObjectKind::Record);
        let prototype = self.pool.one(Atom::Object(record));
        self.define_field(properties, "prototype", prototype);
        prototype
    }

    /// The record of what the program puts on a function.
    pub(super) fn properties_of(&mut self, closure: Closure) -> ObjectId {
        let closure = Closure {
            unbound: false,
            ..closure
        };
        let nth = u32::try_from(self.function_properties.len()).unwrap_or(u32::MAX);
        if let Some(known) = self.function_properties.get(&closure) {
            return *known;
        }
        let birth = Birth {
            activation: ActivationId::NONE,
            expr: ExprId(u32::MAX),
            nth,
        };
        let record = self.store.object(birth, 0, ObjectKind::Record);
        self.function_properties.insert(closure, record);
        record
    }

    /// Notes that what a record lacks is a library's, or the environment's.
    pub(crate) fn add_star(&mut self, record: ObjectId, other: Value) {
        if other != Value::NEVER {
            self.define_field(record, STAR, other);
        }
    }
}
