//! Looking members up: in an instance, its class and the bases of it.
//!
//! The nearest class that has a member wins; several bases at one level may each give one. A base that cannot be seen leaves
//! the lookup open: what is not found may be there.

use super::{BASES, Found, setter_name};
use crate::facts::Reason;
use crate::interp::arguments::Arguments;
use crate::interp::natives::Native;
use crate::interp::store::ObjectKind;
use crate::interp::value::{Atom, Bound, Closure, ObjectId, Value};
use crate::interp::{Interpreter, Site};
use crate::ir::{Exports, MemberKind};
use rustc_hash::FxHashSet;
use std::rc::Rc;

impl<'m> Interpreter<'m> {
    pub(super) fn lookup(&mut self, site: Site, class: ObjectId, name: &str) -> Found {
        let mut found = Found::default();
        let mut seen = FxHashSet::default();
        self.lookup_from(site, class, name, &mut seen, &mut found);
        found
    }

    fn lookup_from(
        &mut self,
        site: Site,
        class: ObjectId,
        name: &str,
        seen: &mut FxHashSet<ObjectId>,
        found: &mut Found,
    ) {
        if !seen.insert(class) {
            return;
        }
        let cell = self.store.field(class, name);
        let value = self.store.read(cell, site.activation);
        if value != Value::NEVER {
            let kind = self
                .store
                .get(class)
                .members
                .get(name)
                .copied()
                .unwrap_or(MemberKind::Static);
            found.members.push((value, kind));
            return;
        }
        self.lookup_in_bases(site, class, name, seen, found);
    }

    fn lookup_in_bases(
        &mut self,
        site: Site,
        class: ObjectId,
        name: &str,
        seen: &mut FxHashSet<ObjectId>,
        found: &mut Found,
    ) {
        let cell = self.store.field(class, BASES);
        let bases = self.store.read(cell, site.activation);
        for base in self.pool.atoms(bases) {
            match base {
                Atom::Object(base) => self.lookup_from(site, base, name, seen, found),
                Atom::Null | Atom::Absent => {}
                Atom::Function(closure) if self.is_model_module(closure.module) => {}
                _ => found.open = true,
            }
        }
    }

    /// Whether a value is an instance of which every class can be seen.
    pub(crate) fn is_of_own_classes(&mut self, site: Site, atom: &Atom) -> bool {
        let Atom::Object(object) = atom else {
            return false;
        };
        match self.store.kind(*object) {
            ObjectKind::Instance(class) => !self.lookup(site, class, "").open,
            _ => false,
        }
    }

    /// The methods of an instance, bound to it, that a base class which cannot be seen may call; none where every base
    /// can be seen.
    pub(crate) fn methods_for_base(
        &mut self,
        site: Site,
        object: ObjectId,
        class: ObjectId,
    ) -> Value {
        if !self.lookup(site, class, "").open {
            return Value::NEVER;
        }
        let any = self.unknown(Reason::External);
        self.methods_like(site, object, any)
    }

    /// The methods of an instance or a class whose names a computed name can be.
    pub(crate) fn methods_like(&mut self, site: Site, object: ObjectId, name: Value) -> Value {
        let texts = self.texts(name);
        let class = match self.store.kind(object) {
            ObjectKind::Instance(class) => class,
            _ => object,
        };
        let mut names = Vec::new();
        self.method_names(site, class, &mut FxHashSet::default(), &mut names);
        let this = self.pool.one(Atom::Object(object));
        let mut methods = Value::NEVER;
        for name in names {
            if texts.iter().any(|text| text.may_be(&name)) {
                let method = self.read_field(site, this, &name);
                methods = self.pool.join(methods, method);
            }
        }
        methods
    }

    /// The names of the methods of a class and of its bases; not of those that the language calls by itself.
    fn method_names(
        &mut self,
        site: Site,
        class: ObjectId,
        seen: &mut FxHashSet<ObjectId>,
        names: &mut Vec<Rc<str>>,
    ) {
        if !seen.insert(class) {
            return;
        }
        for (name, kind) in &self.store.get(class).members {
            let is_method = matches!(
                kind,
                MemberKind::Method | MemberKind::ClassMethod | MemberKind::Static
            );
            if is_method && name.as_ref() != "constructor" && !name.starts_with("__") {
                names.push(Rc::clone(name));
            }
        }
        let cell = self.store.field(class, BASES);
        let bases = self.store.read(cell, site.activation);
        for base in self.pool.atoms(bases) {
            if let Atom::Object(base) = base {
                self.method_names(site, base, seen, names);
            }
        }
    }

    /// Whether a class of an instance defines a member.
    pub(crate) fn has_member(&mut self, site: Site, object: ObjectId, name: &str) -> bool {
        match self.store.kind(object) {
            ObjectKind::Instance(class) => !self.lookup(site, class, name).members.is_empty(),
            _ => false,
        }
    }

    /// A field or method of an instance, as a value.
    pub(crate) fn instance_field(
        &mut self,
        site: Site,
        object: ObjectId,
        class: ObjectId,
        name: &str,
    ) -> Value {
        let cell = self.store.field(object, name);
        let written = self.store.read(cell, site.activation);
        let own = match written {
            Value::NEVER => self.star_field(site, object, name).unwrap_or(written),
            _ => written,
        };
        let this = self.pool.one(Atom::Object(object));
        let found = self.lookup(site, class, name);
        // Data of the name hides the method: it lies before it, or apart from it as in Rust.
        let is_data = self.pool.has(own, |atom| {
            let is_nothing = matches!(atom, Atom::Null | Atom::Absent | Atom::Unknown(_));
            !is_nothing && !is_function(atom)
        });
        let mut result = own;
        for (value, kind) in &found.members {
            if is_data && *kind == MemberKind::Method {
                continue;
            }
            let value = self.member_of(site, *value, *kind, this, class);
            result = self.pool.join(result, value);
        }
        if result == Value::NEVER && name == "__class__" {
            return self.pool.one(Atom::Object(class));
        }
        if result != Value::NEVER {
            return self.pool.present_or_null(result);
        }
        if found.open {
            self.unknown(Reason::External)
        } else {
            self.missing_field(site, this, class, name)
        }
    }

    /// A field that nothing has set yet: what `__getattr__` gives, a method that everything has, or nothing.
    fn missing_field(&mut self, site: Site, this: Value, class: ObjectId, name: &str) -> Value {
        let found = self.lookup(site, class, "__getattr__");
        if let Some((value, _)) = found.members.first() {
            let name = self.pool.text(name);
            return self.call(site, *value, this, &Arguments::positional([name]));
        }
        let rest = match self.pool.single(this) {
            Some(Atom::Object(object)) => {
                let object = *object;
                self.store.rest(object, site.activation)
            }
            _ => Value::NEVER,
        };
        let null = self.pool.null();
        self.pool.join(rest, null)
    }

    fn member_of(
        &mut self,
        site: Site,
        value: Value,
        kind: MemberKind,
        this: Value,
        class: ObjectId,
    ) -> Value {
        match kind {
            MemberKind::Method => self.bind_functions(site, value, this),
            MemberKind::Getter => self.call(site, value, this, &Arguments::default()),
            MemberKind::ClassMethod => {
                let class = self.pool.one(Atom::Object(class));
                self.bind_functions(site, value, class)
            }
            MemberKind::Static => value,
            MemberKind::Setter => Value::NEVER,
        }
    }

    fn bind_functions(&mut self, site: Site, value: Value, this: Value) -> Value {
        let mut result = Value::NEVER;
        for atom in self.pool.atoms(value) {
            let bound = match atom {
                Atom::Function(closure) if self.takes_receiver_as_argument(closure) => {
                    let callee = self.pool.one(Atom::Function(closure));
                    let first = self.new_list(site, 62, &[this]);
                    let partial = Bound::Partial(callee, first, Value::NEVER);
                    self.pool.one(Atom::Bound(Rc::new(partial)))
                }
                Atom::Function(closure) => self.bound(this, closure),
                Atom::Wrapped(functions) => {
                    let functions = self.bind_functions(site, functions, this);
                    self.pool.one(Atom::Wrapped(functions))
                }
                other => self.pool.one(other),
            };
            result = self.pool.join(result, bound);
        }
        result
    }

    /// Whether a method is a plain function that a decorator put in the place of one: it gets the receiver like any
    /// other argument.
    fn takes_receiver_as_argument(&self, closure: Closure) -> bool {
        self.modules
            .get(closure.module.0 as usize)
            .is_some_and(|loaded| {
                loaded.module.exports == Exports::Variables
                    && loaded.module.function(closure.function).receiver.is_none()
            })
    }

    /// A member of a class taken off the class itself.
    pub(crate) fn class_field(&mut self, site: Site, class: ObjectId, name: &str) -> Value {
        if name == "prototype" {
            return self.pool.one(Atom::Object(class));
        }
        match self.find_static(site, class, name) {
            Some(member) => member,
            None => {
                let rest = self.store.rest(class, site.activation);
                let null = self.pool.null();
                self.pool.join(rest, null)
            }
        }
    }

    /// The member of a class for `Class.name`; methods come unbound.
    pub(crate) fn find_static(&mut self, site: Site, class: ObjectId, name: &str) -> Option<Value> {
        let found = self.lookup(site, class, name);
        let this = self.pool.one(Atom::Object(class));
        let mut result = Value::NEVER;
        for (value, kind) in &found.members {
            let value = match kind {
                MemberKind::Method | MemberKind::Getter | MemberKind::Setter => {
                    self.unbound(*value)
                }
                MemberKind::ClassMethod => self.bind_functions(site, *value, this),
                MemberKind::Static => *value,
            };
            result = self.pool.join(result, value);
        }
        match (result, found.open) {
            (Value::NEVER, true) => Some(self.unknown(Reason::External)),
            (Value::NEVER, false) => None,
            (result, _) => Some(self.pool.present_or_null(result)),
        }
    }

    fn unbound(&mut self, value: Value) -> Value {
        let atoms: Vec<Atom> = self
            .pool
            .atoms(value)
            .into_iter()
            .map(|atom| match atom {
                Atom::Function(closure) => Atom::Function(Closure {
                    unbound: true,
                    ..closure
                }),
                other => other,
            })
            .collect();
        self.pool.any(atoms)
    }

    /// What a method call on an instance calls: a callable field, or the nearest class's member.
    pub(crate) fn find_method(
        &mut self,
        site: Site,
        object: ObjectId,
        class: ObjectId,
        name: &str,
    ) -> Option<Value> {
        let cell = self.store.field(object, name);
        let own = self.store.read(cell, site.activation);
        let this = self.pool.one(Atom::Object(object));
        let found = self.lookup(site, class, name);
        let is_method = found
            .members
            .iter()
            .any(|(_, kind)| *kind == MemberKind::Method);
        // Data of the name of a method is not what is called.
        let own = self.pool.without(own, |atom| {
            matches!(atom, Atom::Null | Atom::Absent) || is_method && !is_function(atom)
        });
        let mut result = own;
        for (value, kind) in &found.members {
            let value = self.member_of(site, *value, *kind, this, class);
            result = self.pool.join(result, value);
        }
        match (result, found.open) {
            (Value::NEVER, _) => {
                let value = self.lookup(site, class, "__getattr__");
                let (value, _) = value.members.first()?;
                let name = self.pool.text(name);
                Some(self.call(site, *value, this, &Arguments::positional([name])))
            }
            (result, _) => Some(result),
        }
    }

    /// A member for `super().name`.
    pub(crate) fn super_field(
        &mut self,
        site: Site,
        class: ObjectId,
        receiver: Value,
        name: &str,
    ) -> Value {
        let mut found = Found::default();
        let mut seen = FxHashSet::from_iter([class]);
        self.lookup_in_bases(site, class, name, &mut seen, &mut found);
        let mut result = Value::NEVER;
        for (value, kind) in &found.members {
            let value = self.member_of(site, *value, *kind, receiver, class);
            result = self.pool.join(result, value);
        }
        match (result, found.open) {
            (Value::NEVER, true) => self.unknown(Reason::External),
            (Value::NEVER, false) if name == "constructor" => {
                // A base class without a constructor: calling it does nothing.
                self.pool.one(Atom::Native(Native::Nothing))
            }
            (Value::NEVER, false) => self.pool.null(),
            (result, _) => result,
        }
    }

    /// Calls the setter of a field, if its class has one.
    pub(crate) fn call_setter(
        &mut self,
        site: Site,
        object: ObjectId,
        class: ObjectId,
        name: &str,
        value: Value,
    ) -> bool {
        let found = self.lookup(site, class, &setter_name(name));
        let Some((setter, MemberKind::Setter)) = found.members.first().copied() else {
            return false;
        };
        let this = self.pool.one(Atom::Object(object));
        self.call(site, setter, this, &Arguments::positional([value]));
        true
    }
}

/// Whether an atom is there to be called and nothing else.
fn is_function(atom: &Atom) -> bool {
    matches!(
        atom,
        Atom::Function(_) | Atom::Bound(_) | Atom::Native(_) | Atom::Wrapped(_)
    )
}
