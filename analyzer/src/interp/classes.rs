//! Classes: making them and adding members to them.

mod instances;
mod lookup;
mod managers;

use super::arguments::Arguments;
use super::store::ObjectKind;
use super::value::{Atom, ObjectId, Value};
use super::{Frame, Interpreter, Site};
use crate::ir::{ClassId, ExprId, Member, MemberKind};
use std::borrow::Cow;

/// Field of a class that holds its base classes.
pub(super) const BASES: &str = "%bases";
/// Field of a class that holds the classes that implement it.
const IMPLEMENTORS: &str = "%implementors";
/// Field of a class that holds all its instances.
pub(super) const INSTANCES: &str = "%instances";

/// What a lookup in a class and its bases found.
#[derive(Debug, Default)]
struct Found {
    /// The members, nearest class first; each with what it is.
    members: Vec<(Value, MemberKind)>,
    /// Some base class cannot be seen.
    open: bool,
}

impl<'m> Interpreter<'m> {
    /// Evaluates a class.
    pub(crate) fn make_class(
        &mut self,
        frame: &mut Frame<'m>,
        id: ExprId,
        class: ClassId,
    ) -> Value {
        let site = frame.site(id);
        let object = self.new_object(site, 0, ObjectKind::Class(frame.module_id, class));
        let definition = frame.module.class(class);
        let this = self.pool.one(Atom::Object(object));
        for base in &definition.bases {
            let base = self.eval(frame, *base);
            let cell = self.store.field(object, BASES);
            self.store.write(&mut self.pool, cell, base);
            self.add_implementor(base, this);
        }
        self.add_members(frame, object, &definition.members);
        for member in &definition.members {
            if member.kind == MemberKind::Static {
                self.tell_owner(site, this, object, &member.name);
            }
        }
        this
    }

    /// An instance that becomes a member of a class may want to know of which, and under what name.
    fn tell_owner(&mut self, site: Site, owner: Value, class: ObjectId, name: &str) {
        let cell = self.store.field(class, name);
        let member = self.store.read(cell, site.activation);
        for atom in self.pool.atoms(member) {
            let Atom::Object(object) = atom else { continue };
            let ObjectKind::Instance(of) = self.store.kind(object) else {
                continue;
            };
            let this = self.pool.one(Atom::Object(object));
            for (told, _) in self.lookup(site, of, "__set_name__").members {
                let name = self.pool.text(name);
                self.call(site, told, this, &Arguments::positional([owner, name]));
            }
        }
    }

    pub(super) fn add_members(
        &mut self,
        frame: &mut Frame<'m>,
        class: ObjectId,
        members: &'m [Member],
    ) {
        for member in members {
            let value = self.eval(frame, member.value);
            let name = match member.kind {
                MemberKind::Setter => Cow::Owned(setter_name(&member.name)),
                _ => Cow::Borrowed(member.name.as_str()),
            };
            self.store.set_member(class, &name, member.kind);
            self.define_field(class, &name, value);
        }
    }

    pub(super) fn add_implementor(&mut self, base: Value, class: Value) {
        for atom in self.pool.atoms(base) {
            if let Atom::Object(base) = atom {
                self.define_field(base, IMPLEMENTORS, class);
            }
        }
    }

    /// All classes that implement a trait.
    pub(crate) fn implementors(&mut self, site: Site, class: Value) -> Value {
        let mut all = Value::NEVER;
        for atom in self.pool.atoms(class) {
            let value = match atom {
                Atom::Object(object) => {
                    let cell = self.store.field(object, IMPLEMENTORS);
                    let classes = self.store.read(cell, site.activation);
                    if classes == Value::NEVER {
                        self.pool.one(Atom::Object(object))
                    } else {
                        classes
                    }
                }
                other => self.pool.one(other),
            };
            all = self.pool.join(all, value);
        }
        all
    }
}

/// Where a class keeps the setter of a property, beside its getter.
fn setter_name(property: &str) -> String {
    format!("%set {property}")
}
