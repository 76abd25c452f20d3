//! Classes: making them, looking members up, making instances.

use super::arguments::Arguments;
use super::conditions::Truth;
use super::store::ObjectKind;
use super::value::{Atom, Bound, Closure, ObjectId, Value};
use super::{Frame, Interpreter, Site, opaque, sdk};
use crate::facts::Reason;
use crate::ir::{ClassId, Exports, ExprId, Member, MemberKind};
use rustc_hash::FxHashSet;
use std::rc::Rc;

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
        this
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
                MemberKind::Setter => setter_name(&member.name),
                _ => member.name.clone(),
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

    fn lookup(&mut self, site: Site, class: ObjectId, name: &str) -> Found {
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
        let own = self.store.read(cell, site.activation);
        let this = self.pool.one(Atom::Object(object));
        let found = self.lookup(site, class, name);
        let mut result = own;
        for (value, kind) in &found.members {
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
        let own = self
            .pool
            .without(own, |atom| matches!(atom, Atom::Null | Atom::Absent));
        let this = self.pool.one(Atom::Object(object));
        let found = self.lookup(site, class, name);
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
                self.pool.one(Atom::Native(super::natives::Native::Nothing))
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

    /// Makes an instance.
    pub(crate) fn instantiate(
        &mut self,
        site: Site,
        class: ObjectId,
        arguments: &Arguments,
    ) -> Value {
        let object = self.new_object(site, 2, ObjectKind::Instance(class));
        let this = self.pool.one(Atom::Object(object));
        self.define_field(class, INSTANCES, this);
        self.initialize(site, class, this, &mut FxHashSet::default());
        let found = self.lookup(site, class, "constructor");
        let mut result = Value::NEVER;
        for (constructor, _) in &found.members {
            let returned = self.call(site, *constructor, this, arguments);
            let replaced = self.pool.without(returned, |atom| {
                !matches!(
                    atom,
                    Atom::Object(_)
                        | Atom::Sdk(_)
                        | Atom::Symbol(_)
                        | Atom::Bound(_)
                        | Atom::Function(_)
                        | Atom::Environment
                )
            });
            result = self.pool.join(result, replaced);
        }
        if found.members.is_empty() {
            self.fill_fields(site, class, object, arguments);
        }
        if found.open {
            opaque::construct(self, site, this, object, arguments);
        }
        if result == Value::NEVER { this } else { result }
    }

    fn initialize(
        &mut self,
        site: Site,
        class: ObjectId,
        this: Value,
        seen: &mut FxHashSet<ObjectId>,
    ) {
        if !seen.insert(class) {
            return;
        }
        let cell = self.store.field(class, BASES);
        let bases = self.store.read(cell, site.activation);
        for base in self.pool.atoms(bases) {
            if let Atom::Object(base) = base {
                self.initialize(site, base, this, seen);
            }
        }
        let ObjectKind::Class(module, id) = self.store.kind(class) else {
            return;
        };
        let Some(definition) = self
            .modules
            .get(module.0 as usize)
            .map(|loaded| loaded.module.class(id))
        else {
            return;
        };
        if let Some(initializer) = definition.initializer {
            let environment = self.store.get(class).born.0;
            let closure = Closure {
                module,
                function: initializer,
                environment,
                unbound: false,
            };
            self.call_closure(site, closure, this, &Arguments::default());
        }
    }

    /// A class without a constructor takes its fields as arguments, base classes' fields first.
    fn fill_fields(
        &mut self,
        site: Site,
        class: ObjectId,
        object: ObjectId,
        arguments: &Arguments,
    ) {
        let names = self.field_names(site, class, 0);
        for (position, name) in names.iter().enumerate() {
            let given = match arguments.at(position) {
                Some(value) => value,
                None => self.named_argument(site, arguments, name),
            };
            let may_be_absent =
                given == Value::NEVER || self.pool.has(given, |atom| *atom == Atom::Absent);
            let mut value = self.pool.without(given, |atom| *atom == Atom::Absent);
            if may_be_absent {
                let default = self.lookup(site, class, name).members.first().copied();
                let default = default.map_or(Value::NEVER, |(default, _)| default);
                value = self.pool.join(value, default);
            }
            self.define_field(object, name, value);
        }
        let more = Arguments {
            positional: Vec::new(),
            rest: None,
            ..arguments.clone()
        };
        let named = self.named_record(site, &more, 3);
        let known: Vec<&str> = names.iter().map(String::as_str).collect();
        self.spread_without(site, object, named, &known);
        let this = self.pool.one(Atom::Object(object));
        for (after, _) in self.lookup(site, class, "__post_init__").members {
            self.call(site, after, this, &Arguments::default());
        }
    }

    /// The name of the field at a position, for instances that are read like tuples.
    pub(crate) fn field_at(
        &mut self,
        site: Site,
        class: ObjectId,
        position: &str,
    ) -> Option<String> {
        let position: usize = position.parse().ok()?;
        self.field_names(site, class, 0).into_iter().nth(position)
    }

    fn field_names(&mut self, site: Site, class: ObjectId, depth: usize) -> Vec<String> {
        let mut names = Vec::new();
        let cell = self.store.field(class, BASES);
        let bases = self.store.read(cell, site.activation);
        for base in self.pool.atoms(bases) {
            if let (Atom::Object(base), true) = (base, depth < 8) {
                names.extend(self.field_names(site, base, depth + 1));
            }
        }
        if let ObjectKind::Class(module, id) = self.store.kind(class)
            && let Some(loaded) = self.modules.get(module.0 as usize)
        {
            names.extend(loaded.module.class(id).fields.iter().cloned());
        }
        names
    }

    /// Whether a value is an instance of a class.
    pub(crate) fn is_instance(&mut self, site: Site, value: Value, class: Value) -> Truth {
        let (Some(Atom::Object(object)), Some(Atom::Object(class))) =
            (self.pool.single(value), self.pool.single(class))
        else {
            return Truth::Either;
        };
        let (object, class) = (*object, *class);
        if object == class {
            return Truth::True;
        }
        match self.store.kind(object) {
            ObjectKind::Instance(own) => self.inherits(site, own, class, 0),
            ObjectKind::Class(..) => self.inherits(site, object, class, 0),
            ObjectKind::Record | ObjectKind::List => Truth::Either,
        }
    }

    fn inherits(&mut self, site: Site, class: ObjectId, base: ObjectId, depth: usize) -> Truth {
        if class == base {
            return Truth::True;
        }
        let cell = self.store.field(class, BASES);
        let bases = self.store.read(cell, site.activation);
        let mut truth = Truth::False;
        for atom in self.pool.atoms(bases) {
            let next = match atom {
                Atom::Object(next) if depth < 8 => self.inherits(site, next, base, depth + 1),
                _ => Truth::Either,
            };
            if next != Truth::False {
                truth = next;
            }
        }
        truth
    }

    /// A value with its declared type: where the value is unknown, the type says what it can be.
    pub(crate) fn typed(&mut self, frame: &mut Frame<'m>, value: Value, hint: ExprId) -> Value {
        let is_unknown = |atom: &Atom| matches!(atom, Atom::Unknown(_));
        if !self.pool.has(value, is_unknown) {
            return value;
        }
        let hint_value = self.eval(frame, hint);
        let site = frame.site(hint);
        let mut instances = Value::NEVER;
        for atom in self.pool.atoms(hint_value) {
            let one = match &atom {
                Atom::Object(class) => self.instances(site, *class, 0),
                Atom::Sdk(object) => sdk::instance_of(self, object),
                _ => Value::NEVER,
            };
            instances = self.pool.join(instances, one);
        }
        if instances == Value::NEVER {
            return value;
        }
        let known = self.pool.without(value, is_unknown);
        self.pool.join(known, instances)
    }

    /// All instances of a class and of what implements it.
    fn instances(&mut self, site: Site, class: ObjectId, depth: usize) -> Value {
        let cell = self.store.field(class, INSTANCES);
        let mut all = self.store.read(cell, site.activation);
        let cell = self.store.field(class, IMPLEMENTORS);
        let implementors = self.store.read(cell, site.activation);
        for atom in self.pool.atoms(implementors) {
            if let (Atom::Object(class), true) = (atom, depth < 6) {
                let more = self.instances(site, class, depth + 1);
                all = self.pool.join(all, more);
            }
        }
        all
    }

    /// What a context manager gives its block.
    pub(crate) fn enter(&mut self, site: Site, manager: Value) -> Value {
        self.manager_method(site, manager, &["__enter__", "__aenter__"])
    }

    /// Leaves a context manager's block.
    pub(crate) fn leave(&mut self, site: Site, manager: Value) {
        self.manager_method(site, manager, &["__exit__", "__aexit__"]);
    }

    fn manager_method(&mut self, site: Site, manager: Value, names: &[&str]) -> Value {
        let mut result = Value::NEVER;
        for atom in self.pool.atoms(manager) {
            let method = match &atom {
                Atom::Object(object) => names
                    .iter()
                    .find(|name| self.has_member(site, *object, name)),
                _ => None,
            };
            let value = match method {
                Some(method) => {
                    let unknown = self.unknown(Reason::Computed);
                    let arguments = Arguments {
                        rest: Some(unknown),
                        ..Arguments::default()
                    };
                    self.call_method(site, &atom, method, &arguments)
                }
                None => self.pool.one(atom),
            };
            result = self.pool.join(result, value);
        }
        result
    }
}

/// Where a class keeps the setter of a property, beside its getter.
fn setter_name(property: &str) -> String {
    format!("%set {property}")
}
