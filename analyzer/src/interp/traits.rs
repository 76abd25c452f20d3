//! Members that classes get after they were made: `impl` blocks, traits, methods added to types of libraries.
//!
//! Not here: what a class has from the start, lookup of members.

use super::classes::{BASES, INSTANCES};
use super::store::{Birth, ObjectKind};
use super::value::{ActivationId, Atom, ObjectId, Value};
use super::{Frame, Interpreter, Site};
use crate::ir::{ClassId, ExprId, Member, MemberKind};

/// Field of a class that holds the names of methods that implement traits which cannot be seen.
const UNSEEN: &str = "%unseen";

impl<'m> Interpreter<'m> {
    /// `impl Trait for Class`.
    pub(crate) fn extend(
        &mut self,
        frame: &mut Frame<'m>,
        class: ExprId,
        implements: Option<ExprId>,
        members: &'m [Member],
    ) {
        let site = frame.site(class);
        let class = self.eval(frame, class);
        let implements = implements.map(|expr| self.eval(frame, expr));
        for atom in self.pool.atoms(class) {
            match atom {
                Atom::Object(object) => {
                    if let Some(base) = implements {
                        self.implement(object, base, members);
                    }
                    self.add_members(frame, object, members);
                }
                Atom::Function(closure) => {
                    let prototype = self.prototype_of(site, closure);
                    for member in members {
                        let value = self.eval(frame, member.value);
                        self.write_shared(prototype, &member.name, value);
                    }
                }
                _ => self.add_extensions(frame, members),
            }
        }
    }

    /// Puts a method where all instances have it.
    fn write_shared(&mut self, prototype: Value, name: &str, method: Value) {
        for atom in self.pool.atoms(prototype) {
            if let Atom::Object(object) = atom {
                self.define_field(object, name, method);
            }
        }
    }

    /// A trait that cannot be seen is no base: nothing calls its methods unless an instance is handed to unseen code.
    fn implement(&mut self, class: ObjectId, implements: Value, members: &[Member]) {
        let seen = self
            .pool
            .without(implements, |atom| !matches!(atom, Atom::Object(_)));
        if seen != Value::NEVER {
            let cell = self.store.field(class, BASES);
            self.store.write(&mut self.pool, cell, seen);
            let class = self.pool.one(Atom::Object(class));
            self.add_implementor(seen, class);
        }
        if seen == implements {
            return;
        }
        for member in members {
            if member.kind == MemberKind::Method {
                let name = self.pool.text(&member.name);
                self.define_field(class, UNSEEN, name);
            }
        }
    }

    /// The methods of an instance by which code that cannot be seen uses it, bound to it.
    pub(crate) fn methods_for_unseen(&mut self, site: Site, object: ObjectId) -> Value {
        let class = match self.store.kind(object) {
            ObjectKind::Instance(class) => class,
            // A type without fields is its only instance.
            ObjectKind::Class(..) => object,
            ObjectKind::Record | ObjectKind::List => return Value::NEVER,
        };
        let mut methods = self.methods_for_base(site, object, class);
        let cell = self.store.field(class, UNSEEN);
        let names = self.store.read(cell, site.activation);
        if names == Value::NEVER {
            return methods;
        }
        let this = self.pool.one(Atom::Object(object));
        for name in self.texts(names) {
            let method = self.read_field(site, this, name.as_literal().unwrap_or_default());
            methods = self.pool.join(methods, method);
        }
        methods
    }

    /// Methods added to a type of a library: found by name on values whose type has no such method.
    fn add_extensions(&mut self, frame: &mut Frame<'m>, members: &'m [Member]) {
        for member in members {
            let value = self.eval(frame, member.value);
            let cell = match self.extensions.get(member.name.as_str()) {
                Some(cell) => *cell,
                None => {
                    let cell = self.store.cell();
                    self.extensions.insert(member.name.as_str().into(), cell);
                    cell
                }
            };
            self.store.write(&mut self.pool, cell, value);
        }
    }

    /// A method added to library types.
    pub(crate) fn extension(&mut self, site: Site, name: &str) -> Option<Value> {
        let cell = *self.extensions.get(name)?;
        Some(self.store.read(cell, site.activation))
    }

    /// The value of a class without fields that is named where a value stands (`None` of an own enum, a unit struct):
    /// its one instance.
    pub(crate) fn unit(&mut self, value: Value) -> Value {
        let mut result = Value::NEVER;
        for atom in self.pool.atoms(value) {
            let atom = match atom {
                Atom::Object(object) => Atom::Object(self.unit_of(object).unwrap_or(object)),
                other => other,
            };
            let one = self.pool.one(atom);
            result = self.pool.join(result, one);
        }
        result
    }

    /// Whether an object is the one instance of its class.
    pub(crate) fn is_unit(&self, object: ObjectId) -> bool {
        let ObjectKind::Instance(class) = self.store.get(object).kind else {
            return false;
        };
        let (ObjectKind::Class(_, id), (activation, _)) =
            (&self.store.get(class).kind, self.store.get(class).born)
        else {
            return false;
        };
        self.store.born_at(unit_birth(activation, *id)) == Some(object)
    }

    fn unit_of(&mut self, class: ObjectId) -> Option<ObjectId> {
        let ObjectKind::Class(module, id) = self.store.kind(class) else {
            return None;
        };
        let loaded = self.modules.get(module.0 as usize)?;
        if !loaded.module.class(id).fields.is_empty() {
            return None;
        }
        let (activation, branch) = self.store.get(class).born;
        let birth = unit_birth(activation, id);
        let object = self
            .store
            .object(birth, branch, ObjectKind::Instance(class));
        let this = self.pool.one(Atom::Object(object));
        self.define_field(class, INSTANCES, this);
        Some(object)
    }
}

fn unit_birth(activation: ActivationId, class: ClassId) -> Birth {
    Birth {
        activation,
        expr: ExprId(u32::MAX - 1),
        nth: class.0,
    }
}
