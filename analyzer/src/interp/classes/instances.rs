//! Instances: making them, what class they are of, which there are.

use super::{BASES, IMPLEMENTORS, INSTANCES};
use crate::interp::arguments::Arguments;
use crate::interp::conditions::Truth;
use crate::interp::store::ObjectKind;
use crate::interp::value::{Atom, Closure, ObjectId, Value};
use crate::interp::{Frame, Interpreter, Site, opaque, sdk};
use crate::ir::ExprId;
use rustc_hash::FxHashSet;

/// From here on count the instances of further classes that one expression makes instances of.
const FIRST_OTHER_CLASS: u32 = 1 << 20;

/// The static method that makes what stands for an instance.
const CONSTRUCT: &str = "__construct__";

impl<'m> Interpreter<'m> {
    /// The functions that make instances of a class: its own constructor, or the nearest one of its bases.
    pub(crate) fn constructors(&mut self, site: Site, class: ObjectId) -> Value {
        let found = self.lookup(site, class, "constructor");
        let functions = found.members.iter().map(|(constructor, _)| *constructor);
        self.pool.join_all(functions)
    }

    /// Makes an instance. A class of a model may say by a static `__construct__` what making one gives instead: a promise is
    /// what it resolves to, and that may be a text or a truth, which no constructor can return.
    pub(crate) fn instantiate(
        &mut self,
        site: Site,
        class: ObjectId,
        arguments: &Arguments,
    ) -> Value {
        if self.store.get(class).members.contains_key(CONSTRUCT) {
            let cell = self.store.field(class, CONSTRUCT);
            let construct = self.store.read(cell, site.activation);
            let this = self.pool.one(Atom::Object(class));
            return self.call(site, construct, this, arguments);
        }
        let object = self.new_instance(site, class);
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

    /// The object of a new instance; one place makes one a class.
    fn new_instance(&mut self, site: Site, class: ObjectId) -> ObjectId {
        let object = self.new_object(site, 2, ObjectKind::Instance(class));
        if self.store.kind(object) == ObjectKind::Instance(class) {
            return object;
        }
        let nth = FIRST_OTHER_CLASS.wrapping_add(class.0);
        self.new_object(site, nth, ObjectKind::Instance(class))
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
        let is_unknown = |atom: &Atom| matches!(atom, Atom::Unknown(_) | Atom::Settings(_));
        if !self.pool.has(value, is_unknown) {
            return value;
        }
        let hint_value = self.eval(frame, hint);
        let site = frame.site(hint);
        let settings = self
            .pool
            .without(value, |atom| !matches!(atom, Atom::Settings(_)));
        let mut instances = Value::NEVER;
        for atom in self.pool.atoms(hint_value) {
            let one = match &atom {
                Atom::Object(class) if settings != Value::NEVER => {
                    let object = self.new_instance(site, *class);
                    self.add_star(object, settings);
                    let this = self.pool.one(Atom::Object(object));
                    self.define_field(*class, INSTANCES, this);
                    this
                }
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
}
